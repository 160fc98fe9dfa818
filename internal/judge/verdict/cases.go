package verdict

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// Cases is lines by case, in order of appearance. It keeps the estimates that were asked
// for, because several parts of an answer ask for the same ones. Only one goroutine may
// use it.
type Cases struct {
	goal   Goal
	sheets []*sheet
}

// CasesOf sorts lines. The i-th line of each name is launch i.
func CasesOf(lines []result.Line, g Goal) *Cases {
	c := &Cases{goal: g}
	byName := map[string]*sheet{}
	var s *sheet
	for of := range result.Stretches(lines) {
		if s == nil || !s.holds(of[0]) {
			name := of[0].Scenario + "/" + of[0].Case.String()
			if s = byName[name]; s == nil {
				s = newSheet(of[0], g)
				byName[name] = s
				c.sheets = append(c.sheets, s)
			}
		}
		s.add(of)
	}
	return c
}

func sameCase(a, b bench.Case) bool {
	return a.Size == b.Size && a.Passes == b.Passes && slices.Equal(a.Axes, b.Axes)
}

// Without is c without some arms of cases, by the names of their lines.
func (c *Cases) Without(arms map[string]bool) *Cases {
	if len(arms) == 0 {
		return c
	}
	left := &Cases{goal: c.goal}
	for _, s := range c.sheets {
		if s = s.without(arms); len(s.names) > 0 {
			left.sheets = append(left.sheets, s)
		}
	}
	return left
}

// only is c with the cases that are wanted.
func (c *Cases) only(wanted func(bench.Case) bool) *Cases {
	some := &Cases{goal: c.goal}
	for _, s := range c.sheets {
		if wanted(s.at) {
			some.sheets = append(some.sheets, s)
		}
	}
	return some
}

// sheet is the sheet of a case, or nil.
func (c *Cases) sheet(of *sheet) *sheet {
	at := slices.IndexFunc(c.sheets, func(s *sheet) bool { return s.scenario == of.scenario && sameCase(s.at, of.at) })
	if at < 0 {
		return nil
	}
	return c.sheets[at]
}
