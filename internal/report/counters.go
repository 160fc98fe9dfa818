package report

import (
	"io"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// eventColumns are the units of events, and how columns of them are headed. The
// minor faults have none: they are the faults that are no major ones.
var eventColumns = []struct{ unit, head string }{
	{"cycles/op", "cycles"},
	{"instructions/op", "instr."},
	{"LLC-misses/op", "LLC"},
	{"dTLB-misses/op", "dTLB"},
	{"page-faults/op", "faults"},
	{"major-faults/op", "major"},
	{"context-switches/op", "switches"},
	{"cpu-migrations/op", "moves"},
}

// counts prints how often events happen in an operation, a row per arm and case;
// nothing where nothing was counted. What does not fit beside each other stands
// in tables of as many columns each. All has the references too.
func counts(w io.Writer, cases []verdict.Comparison, all bool) error {
	g := countsGrid(cases, all)
	for tables := 1; len(g.header) > g.left; tables++ {
		text, fits, err := g.cut(tables)
		if err == nil && fits {
			_, err = io.WriteString(w, text)
		}
		if err != nil || fits {
			return err
		}
	}
	return nil
}

// markdownCounts is counts in markdown.
func markdownCounts(w io.Writer, cases []verdict.Comparison) error {
	g := countsGrid(cases, false)
	if len(g.header) == g.left {
		return nil
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return err
	}
	return g.markdown(w)
}

// countsGrid has a column for each event that was counted at all.
func countsGrid(cases []verdict.Comparison, all bool) grid {
	g := grid{header: []string{"counters per op", "arm"}, left: 2}
	var units []string
	for _, e := range eventColumns {
		if anyHas(cases, e.unit) {
			units, g.header = append(units, e.unit), append(g.header, e.head)
		}
	}
	for _, c := range cases {
		arms := c.Arms
		if all {
			arms = append(arms[:len(arms):len(arms)], c.References()...)
		}
		for i, a := range arms {
			row := []string{"", a.Name}
			if i == 0 {
				row[0] = place(c.Case)
			}
			for _, unit := range units {
				row = append(row, eventsOf(a, unit))
			}
			g.rows = append(g.rows, row)
		}
	}
	return g
}

func anyHas(cases []verdict.Comparison, unit string) bool {
	for _, c := range cases {
		for _, a := range c.Arms {
			if _, is := a.Values[unit]; is {
				return true
			}
		}
	}
	return false
}

func eventsOf(a verdict.Arm, unit string) string {
	e, counted := a.Values[unit]
	if !counted {
		return "-"
	}
	return thousands(e.Center)
}

// thousands prints a count in three figures: 0.125, 731, 12.4k, 3.10M.
func thousands(x float64) string {
	return scaled(x, []scale{{1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {0, ""}})
}
