package session

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// cells are the lines that were measured, by case.
type cells struct {
	versus   string
	design   func([]result.Line) []result.Line // notes on lines how they came about
	lines    map[string][]result.Line
	over     map[string][]result.Line // of the same launches, relative to the arm that factors compare with
	launches map[string]int
	withheld map[string]bool // arms of cases whose figures are no measurements, by name
}

func newCells(s Spec) *cells {
	return &cells{
		versus: s.Versus, design: s.designed,
		lines: map[string][]result.Line{}, over: map[string][]result.Line{}, launches: map[string]int{}, withheld: map[string]bool{},
	}
}

// add turns the record of a launch into lines, keeps them and returns them.
func (c *cells) add(r *launch.Record) []result.Line {
	name := runner.Key(r.Scenario, r.Case)
	c.launches[name]++
	lines := c.design(verdict.Launch(r))
	c.lines[name] = append(c.lines[name], lines...)
	c.over[name] = append(c.over[name], c.design(verdict.LaunchOver(r, c.versus))...)
	return lines
}

// count is the number of launches of a case.
func (c *cells) count(scenario string, at bench.Case) int {
	return c.launches[runner.Key(scenario, at)]
}

// of are the lines of some cases that can be believed.
func (c *cells) of(scenario string, cases []bench.Case) []result.Line {
	var lines []result.Line
	for _, at := range cases {
		lines = append(lines, c.lines[runner.Key(scenario, at)]...)
	}
	return slices.DeleteFunc(lines, func(l result.Line) bool { return c.withheld[l.Case.Name(l.Scenario, l.Arm)] })
}

// compare compares the arms of some cases with the arm that factors compare with.
func (c *cells) compare(scenario string, cases []bench.Case, g verdict.Goal) []verdict.Comparison {
	lines, over := c.measured(scenario, cases)
	return verdict.CompareOver(lines, over, g, c.versus)
}

// measured are all lines of some cases, and those relative to the arm that factors
// compare with.
func (c *cells) measured(scenario string, cases []bench.Case) (lines, over []result.Line) {
	for _, at := range cases {
		name := runner.Key(scenario, at)
		lines, over = append(lines, c.lines[name]...), append(over, c.over[name]...)
	}
	return lines, over
}

// withhold notes that the figures of an arm in a case are no measurements.
func (c *cells) withhold(scenario string, at bench.Case, arm string) {
	c.withheld[at.Name(scenario, arm)] = true
}
