package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Releases is the break-evens of one machine under two Go releases. The name of each run
// is that of its release.
type Releases struct {
	Machine  string
	Old, New Reference
	Apart    []string // what else the runs differ in
}

// Page prints all break-evens side by side in markdown, and before them the ones that
// moved.
func (r Releases) Page(w io.Writer) error {
	rows, alone := r.rows()
	var out strings.Builder
	fmt.Fprintf(&out, "# Break-evens under %s and %s\n\n", escaped(plain(r.Old.Name)), escaped(plain(r.New.Name)))
	fmt.Fprintf(&out, "**%s**\n\n- machine: %s, %s\n", moves(rows), escaped(plain(r.Machine)), escaped(plain(r.Old.CPU)))
	for _, run := range []Reference{r.Old, r.New} {
		fmt.Fprintf(&out, "- %s: %s\n", escaped(plain(run.Name)), escaped(sentence(strings.Join(run.Facts, "; "))))
	}
	for _, a := range r.Apart {
		fmt.Fprintf(&out, "- the runs also differ in %s\n", escaped(plain(a)))
	}
	if alone > 0 {
		fmt.Fprintf(&out, "- %s measured under one release only, and not shown\n", counted(alone, "break-even was", "break-evens were"))
	}
	out.WriteString(releasesLegend)
	if err := r.moved(&out, rows); err != nil {
		return err
	}
	if err := r.all(&out, rows); err != nil {
		return err
	}
	_, err := io.WriteString(w, out.String())
	return err
}

const releasesLegend = `
An interval holds the break-even of another run of the same machine and release, 19 times
in 20. A break-even has moved if the winners differ, or if the two intervals have no number
in common. "Never loses" has the factor of the place at which the winner comes nearest to
losing.
`

// evenRow is one break-even under two releases.
type evenRow struct {
	scenario, contest string
	cells             [2]string
	agreed            string // as agreement says it
}

// rows are the break-evens that both releases have, in the order of the scenarios. alone
// is how many one release has.
func (r Releases) rows() (rows []evenRow, alone int) {
	for _, s := range r.Old.Scenarios {
		for _, b := range s.Answer.Breakevens() {
			other, there := r.New.even(s.Info.Name, b)
			if !there {
				alone++
				continue
			}
			columns := []opinion{evenOf(b), evenOf(other)}
			rows = append(rows, evenRow{
				scenario: s.Info.Name, contest: contestOf(b), agreed: agreement(columns),
				cells: [2]string{columns[0].text + nearest(b), columns[1].text + nearest(other)},
			})
		}
	}
	for _, s := range r.New.Scenarios {
		alone += len(s.Answer.Breakevens())
	}
	return rows, alone - len(rows)
}

// nearest is how near the winner comes to losing, if one never loses.
func nearest(b verdict.Breakeven) string {
	if b.Word == breakeven.ViewNeverLoses || b.Word == breakeven.CopyNeverLoses {
		return ", " + closest(b)
	}
	return ""
}

// moves counts the rows in a sentence.
func moves(rows []evenRow) string {
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.agreed]++
	}
	decided := counts["yes"] + counts["no"]
	text := fmt.Sprintf("%d of %s moved beyond the intervals", counts["no"], counted(decided, "break-even", "break-evens"))
	if n := counts["undecided"]; n > 0 {
		text += fmt.Sprintf("; %s undecided under one release at least", counted(n, "more is", "more are"))
	}
	return text + "."
}

// moved prints the rows that moved.
func (r Releases) moved(out *strings.Builder, rows []evenRow) error {
	g := grid{header: []string{"scenario", "view and copy, at", r.Old.Name, r.New.Name}, left: 2}
	for _, row := range rows {
		if row.agreed == "no" {
			g.rows = append(g.rows, []string{row.scenario, row.contest, row.cells[0], row.cells[1]})
		}
	}
	return headedTable(out, "What moved", g)
}

// all prints a table per scenario.
func (r Releases) all(out *strings.Builder, rows []evenRow) error {
	for i := 0; i < len(rows); {
		name := rows[i].scenario
		g := grid{header: []string{"view and copy, at", r.Old.Name, r.New.Name, "moved"}, left: 1}
		for ; i < len(rows) && rows[i].scenario == name; i++ {
			word := map[string]string{"yes": "no", "no": "yes"}[rows[i].agreed]
			if word == "" {
				word = rows[i].agreed
			}
			g.rows = append(g.rows, []string{rows[i].contest, rows[i].cells[0], rows[i].cells[1], word})
		}
		if err := headedTable(out, name, g); err != nil {
			return err
		}
	}
	return nil
}

// headedTable prints a table below its heading; nothing where it is empty.
func headedTable(out *strings.Builder, heading string, g grid) error {
	if len(g.rows) == 0 {
		return nil
	}
	for i, cell := range g.header {
		g.header[i] = escaped(plain(cell))
	}
	fmt.Fprintf(out, "\n## %s\n\n", heading)
	if err := g.markdown(out); err != nil {
		return fmt.Errorf("print %s of two releases: %w", heading, err)
	}
	return nil
}
