package report

import (
	"fmt"
	"io"
	"slices"

	"github.com/bufbench/bufbench/bench"
)

// Catalogue prints one row per scenario in markdown: its question, and the time per
// operation that a copy takes longer on each machine, in the case that is in the middle on
// the first one.
func Catalogue(w io.Writer, infos []bench.Info, machines []Reference) error {
	g := grid{header: []string{"scenario", "question", "such as"}, left: 3}
	for _, m := range machines {
		g.header = append(g.header, "copy − view, "+m.CPU)
	}
	for _, info := range infos {
		row := []string{info.Name, info.Question, "not in a reference run yet"}
		middle, found := middleOf(machines, info.Name)
		if found {
			row[2] = place(middle)
		}
		for _, m := range machines {
			row = append(row, m.costIn(info.Name, middle))
		}
		g.rows = append(g.rows, row)
	}
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print the scenarios: %w", err)
	}
	return nil
}

// middleOf is the case in the middle of a scenario on the first machine that has it.
func middleOf(machines []Reference, scenario string) (middle bench.Case, found bool) {
	for _, m := range machines {
		if s, has := m.scenario(scenario); has {
			return middleCase(s).Case, true
		}
	}
	return middle, false
}

// costIn is the cost of a scenario's copy over its view in a case; a dash if the machine
// has not measured it.
func (m Reference) costIn(scenario string, in bench.Case) string {
	s, _ := m.scenario(scenario)
	for _, c := range s.Cases {
		if c.Case.String() == in.String() {
			return costCell(m.over(c, "view"))
		}
	}
	return "–"
}

// scenario is a scenario of the run.
func (m Reference) scenario(name string) (s Scenario, has bool) {
	i := slices.IndexFunc(m.Scenarios, func(s Scenario) bool { return s.Info.Name == name })
	if i < 0 {
		return s, false
	}
	return m.Scenarios[i], true
}
