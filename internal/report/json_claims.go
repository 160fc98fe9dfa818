package report

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/claim"
)

// ClaimJSON is a published claim and its findings.
type ClaimJSON struct {
	Claim    string        `json:"claim"`
	Title    string        `json:"title"` // of its source
	Address  string        `json:"address"`
	Where    string        `json:"where"`   // the condition under which it was made
	Verdict  string        `json:"verdict"` // confirmed, contradicted, undecided, not measured or not comparable
	Reason   string        `json:"reason"`  // why there is none; empty otherwise
	Figure   *FigureJSON   `json:"figure"`  // null where nothing is comparable
	Findings []FindingJSON `json:"findings"`
}

// FigureJSON is the range that a claim stands for.
type FigureJSON struct {
	Of   string   `json:"of"`   // the arm or reference whose time is asked for
	Over string   `json:"over"` // what it is compared with; empty for the time itself
	Unit string   `json:"unit"` // x, how many times faster, or ns
	Lo   float64  `json:"lo"`
	Hi   *float64 `json:"hi"` // null is no upper end
}

// FindingJSON is what one case says of a claim.
type FindingJSON struct {
	Scenario string            `json:"scenario"`
	Size     bench.Bytes       `json:"size"` // bytes
	Passes   int               `json:"passes"`
	Axes     map[string]string `json:"axes"`
	Measured *EstimateJSON     `json:"measured"` // in the unit of the figure
	Verdict  string            `json:"verdict"`
}

// ClaimsJSON is rows as programs read them.
func ClaimsJSON(rows []claim.Row) []ClaimJSON {
	out := []ClaimJSON{}
	for _, r := range rows {
		c := r.Claim
		one := ClaimJSON{
			Claim: c.Text, Title: c.Source.Title, Address: c.Source.Address, Where: c.Where,
			Verdict: string(r.Word), Reason: claimReason(r), Findings: []FindingJSON{},
		}
		if c.Comparable() {
			one.Figure = figureJSON(c.Compare.Figure)
		}
		for _, f := range r.Findings {
			one.Findings = append(one.Findings, FindingJSON{
				c.Compare.Scenario, f.Case.Size, f.Case.Passes, axes(f.Case), optional(f.Measured), string(f.Word),
			})
		}
		out = append(out, one)
	}
	return out
}

func figureJSON(f claim.Figure) *FigureJSON {
	out := &FigureJSON{Of: f.Of, Over: f.Over, Unit: "x", Lo: f.Lo}
	if f.Over == "" {
		out.Unit = "ns"
	}
	if f.Hi != 0 {
		out.Hi = &f.Hi
	}
	return out
}
