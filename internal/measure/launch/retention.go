package launch

import "github.com/bufbench/bufbench/bench"

// Retention is what views of small parts keep alive.
type Retention struct {
	Case    bench.Case  `json:"case"`
	Sources int         `json:"sources"` // of Case.Size each
	Part    bench.Bytes `json:"part"`    // used of each
	Grown   bench.Bytes `json:"grown"`   // resident memory of the process while only the parts are in use, less its memory before the sources
	Skip    *bench.Skip `json:"skip"`    // why it is unknown; nil if it is known
}

// Ratio is how many bytes stay per byte in use; 0 if unknown.
func (r Retention) Ratio() float64 {
	if r.Skip != nil || r.Sources == 0 || r.Part == 0 {
		return 0
	}
	return float64(r.Grown) / float64(bench.Bytes(r.Sources)*r.Part)
}
