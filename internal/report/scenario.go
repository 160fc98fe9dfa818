package report

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Scenario is what a report prints of one scenario.
type Scenario struct {
	Info     bench.Info
	Rivals   []bench.Rival        // its arms; empty if they are not known
	Cases    []verdict.Comparison // of the grid
	Further  []verdict.Comparison // around break-evens, and under other conditions
	Answer   verdict.Answer
	Retained launch.Retention // of no size where it is not known
	Peaks    []launch.Peak    // arms in their order, a launch each; empty where nobody asked
}

// caseOf is the case of a gain.
func caseOf(s Scenario, g verdict.Gain) verdict.Comparison {
	for _, c := range s.Cases {
		if c.Case.String() == g.Case.String() {
			return c
		}
	}
	return verdict.Comparison{Case: g.Case}
}

// gainOf is the gain of a case in an answer.
func gainOf(s Scenario, c verdict.Comparison) (verdict.Gain, bool) {
	for _, g := range s.Answer.Gains {
		if g.Case.String() == c.Case.String() {
			return g, true
		}
	}
	return verdict.Gain{}, false
}
