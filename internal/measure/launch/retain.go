package launch

import "github.com/bufbench/bufbench/bench"

// Retained is what views of small parts keep alive.
type Retained struct {
	Case    bench.Case  `json:"case"`
	Sources int         `json:"sources"` // of Case.Size each
	Part    bench.Bytes `json:"part"`    // used of each
	Grown   bench.Bytes `json:"grown"`   // resident memory of the process, from before the sources were made to when only the parts were in use
	Skip    *bench.Skip `json:"skip"`    // why it is not known; nil if it is
}

// Ratio is how many bytes stay for each that is used; 0 where it is not known.
func (r Retained) Ratio() float64 {
	if r.Skip != nil || r.Sources == 0 || r.Part == 0 {
		return 0
	}
	return float64(r.Grown) / float64(bench.Bytes(r.Sources)*r.Part)
}
