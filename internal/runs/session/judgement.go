package session

import (
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// Measurement is all that was measured of one scenario, in this process or long ago.
type Measurement struct {
	Scenario verdict.Scenario // its cases are those of the grid
	Lines    []result.Line    // of all cases, also of those beyond the grid
	Over     []result.Line    // of the same launches, relative to Versus; nil is Lines
	Versus   string           // the arm that factors compare with
	Goal     verdict.Goal
	Search   breakeven.Search
}

// Excess is an arm in a case that is faster than the machine can be: it read nothing, and
// its figure is an error.
type Excess struct {
	Comparison verdict.Comparison
	Arm        verdict.Arm
}

// Judge judges the measurement of one scenario. A run judges by it, and so does who
// reads the lines of a run from its file. The excesses are left out of what is judged.
// Without a case of the grid there is no answer.
func Judge(m Measurement) (report.Scenario, []Excess) {
	one := report.Scenario{Info: m.Scenario.Info, Rivals: m.Scenario.Rivals}
	var found []Excess
	withheld := map[string]bool{}
	cases := verdict.CasesOf(m.Lines, m.Goal)
	over := cases
	if m.Over != nil {
		over = verdict.CasesOf(m.Over, m.Goal)
	}
	for _, c := range cases.CompareOver(over, m.Versus) {
		for _, a := range c.Arms {
			if c.Impossible(a) {
				found = append(found, Excess{c, a})
				withheld[c.Case.Name(c.Scenario, a.Name)] = true
			}
		}
		if contains(m.Scenario.Cases, c.Case) {
			one.Cases = append(one.Cases, c.Credible())
			continue
		}
		one.Further = append(one.Further, c.Credible())
	}
	if len(one.Cases) == 0 {
		return one, found
	}
	one.Answer = cases.Without(withheld).Answer(m.Scenario, m.Search)
	return one, found
}
