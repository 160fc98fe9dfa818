package report

import (
	"math"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// JudgementJSON is the verdict on an arm against the yardstick.
type JudgementJSON struct {
	Verdict    string   `json:"verdict"`    // better, worse, same or undecided
	Reason     string   `json:"reason"`     // why it is undecided
	Evidence   *float64 `json:"evidence"`   // e-value against "no difference"; null is beyond all numbers
	Detectable *float64 `json:"detectable"` // smallest ratio of times above 1 that would have been found nine times in ten; null is none
}

// EstimateJSON is a value with its interval; ends that nothing bounds are null.
type EstimateJSON struct {
	Center     float64  `json:"center"`
	Lo         *float64 `json:"lo"`
	Hi         *float64 `json:"hi"`
	Confidence float64  `json:"confidence"`
	N          int      `json:"n"` // launches
}

// optional is nil for an estimate of nothing.
func optional(e interval.Estimate) *EstimateJSON {
	if e.N == 0 || math.IsNaN(e.Center) {
		return nil
	}
	out := &EstimateJSON{Center: e.Center, Confidence: e.Confidence, N: e.N}
	if !math.IsInf(e.Hi, 1) { // one end is unbounded where the other is; a factor's lower one is 0 then
		out.Lo, out.Hi = finite(e.Lo), finite(e.Hi)
	}
	return out
}

func finite(x float64) *float64 {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	return &x
}

// bounded is an estimate of which either end may be unbounded.
func bounded(e interval.Estimate) *EstimateJSON {
	if e.N == 0 || math.IsNaN(e.Center) || math.IsInf(e.Center, 0) {
		return nil
	}
	return &EstimateJSON{Center: e.Center, Lo: finite(e.Lo), Hi: finite(e.Hi), Confidence: e.Confidence, N: e.N}
}

func axes(c bench.Case) map[string]string {
	all := map[string]string{}
	for _, a := range c.Axes {
		all[a.Key] = a.Value
	}
	return all
}
