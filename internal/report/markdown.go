package report

import (
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Markdown prints copy, reuse and view of every case of some scenarios as one
// table: the times, and how many times faster than the copy the view is.
func Markdown(w io.Writer, scenarios []Scenario) error {
	g := grid{header: []string{"scenario", "case", "copy", "reuse", "view", "view is faster by"}, left: 2}
	for _, s := range scenarios {
		for _, c := range s.Cases {
			row := []string{c.Scenario, c.Case.String()}
			for _, name := range []string{"copy", "reuse", "view"} {
				row = append(row, timeOr(c.Arm(name)))
			}
			g.rows = append(g.rows, append(row, fasterBy(c.Arm("view"))))
		}
	}
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print a markdown table: %w", err)
	}
	return nil
}

func timeOr(a *verdict.Arm) string {
	if a == nil {
		return "–"
	}
	return timeOf(a.Time)
}

func fasterBy(a *verdict.Arm) string {
	if a == nil || a.Factor == (interval.Estimate{}) {
		return "–"
	}
	return Factor(a.Factor.Center) + " " + bounds(a.Factor)
}
