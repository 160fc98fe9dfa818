package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/bufbench/bufbench/bench"
)

// Catalogue prints one row per scenario in markdown: its question, and the time per
// operation that a copy takes longer in the case in the middle.
func Catalogue(w io.Writer, infos []bench.Info, machines []Reference) error {
	g := grid{header: []string{"scenario", "question", "such as"}, left: 3}
	for _, m := range machines {
		g.header = append(g.header, "copy − view, "+m.CPU)
	}
	for _, info := range infos {
		row := []string{info.Name, info.Question, ""}
		for _, m := range machines {
			where, text := m.inTheMiddle(info.Name)
			row[2] = cmp.Or(where, row[2])
			row = append(row, text)
		}
		row[2] = cmp.Or(row[2], "not in a reference run yet")
		g.rows = append(g.rows, row)
	}
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print the scenarios: %w", err)
	}
	return nil
}

// inTheMiddle is the case in the middle of a scenario, and the cost of its copy over its
// view; no case where it was not measured.
func (m Reference) inTheMiddle(scenario string) (where, text string) {
	i := slices.IndexFunc(m.Scenarios, func(s Scenario) bool { return s.Info.Name == scenario })
	if i < 0 {
		return "", "–"
	}
	c := middleCase(m.Scenarios[i])
	return place(c.Case), costCell(m.over(c, "view"))
}
