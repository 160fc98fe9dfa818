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
