package report

import (
	"fmt"
	"io"
	"strings"
)

// References prints the runs of several machines side by side in markdown. It
// pools nothing: each cell is of one machine. What a machine did not measure is left out.
func References(w io.Writer, machines []Reference) error {
	var body strings.Builder
	var signs, evens accord
	for _, s := range machines[0].Scenarios {
		g := gridOf(machines, "case", "same sign")
		for _, c := range s.Cases {
			g.add(place(c.Case), costsOf(machines, c), &signs)
		}
		h := gridOf(machines, "view and copy, at", "same")
		for _, b := range s.Answer.Breakevens() {
			h.add(contestOf(b), evensOf(machines, s.Info.Name, b), &evens)
		}
		if err := sideBySide(&body, s.Info.Name, g, h); err != nil {
			return fmt.Errorf("print %s of several machines: %w", s.Info.Name, err)
		}
	}
	_, err := fmt.Fprintf(w, "- Differences with the same sign on all machines: %s; by their centres alone, %d of %d.\n"+
		"- Break-evens with the same winners, and overlapping intervals: %s.\n%s", signs, signs.leaning, signs.rows, evens, body.String())
	return err
}

// besideTable is a table with a column per machine and one for their agreement.
type besideTable struct{ grid }

func gridOf(machines []Reference, first, last string) besideTable {
	b := besideTable{grid{header: []string{first}, left: 1}}
	for _, m := range machines {
		b.header = append(b.header, m.Name)
	}
	b.header = append(b.header, last)
	return b
}

// add adds a row, unless a machine lacks it.
func (b *besideTable) add(name string, columns []opinion, t *accord) {
	if columns == nil {
		return
	}
	row := []string{name}
	for _, c := range columns {
		row = append(row, c.text)
	}
	word := agreement(columns)
	t.count(word, columns)
	b.rows = append(b.rows, append(row, word))
}

// sideBySide prints the tables of one scenario; nothing where both are empty.
func sideBySide(out *strings.Builder, name string, costs, evens besideTable) error {
	if len(costs.rows)+len(evens.rows) == 0 {
		return nil
	}
	fmt.Fprintf(out, "\n### %s\n", name)
	for _, b := range []besideTable{costs, evens} {
		if len(b.rows) == 0 {
			continue
		}
		out.WriteString("\n")
		if err := b.markdown(out); err != nil {
			return err
		}
	}
	return nil
}
