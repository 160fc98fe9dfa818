package report

import (
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// markdown prints the same for GitHub: the summary first, then the tables.
func (a Revisions) markdown(w io.Writer) error {
	a.Color = false
	fmt.Fprintf(w, "**bufbench ab: %s**\n\nbase: %s, head: %s\n", escaped(a.Summary()), escaped(plain(a.Sides[0])), escaped(plain(a.Sides[1])))
	for _, n := range a.Notes {
		fmt.Fprintf(w, "\n%s\n", escaped(sentence(n)))
	}
	if moved := a.moved(); moved != "" {
		fmt.Fprintf(w, "\n%s\n", escaped(moved))
	}
	for _, line := range a.Reservations() {
		fmt.Fprintf(w, "\n- %s\n", escaped(line))
	}
	for _, t := range a.Tables {
		notes := &footnotes{}
		g := a.table(t, notes)
		if len(g.rows) == 0 {
			fmt.Fprintf(w, "\n%s\n", escaped(allTheSame(t)))
			continue
		}
		if err := tableMarkdown(w, t.Unit, g, notes); err != nil {
			return err
		}
	}
	if anyIs(a.Tables, isPaired) {
		fmt.Fprintf(w, "\n%s\n", escaped(pairedChanges))
	}
	if len(a.Skipped)+len(a.Failed)+len(a.Layouts)+len(a.Code) > 0 {
		fmt.Fprintln(w)
	}
	var err error
	a.remarks(func(kind string, r Remark) {
		_, err = fmt.Fprintf(w, "- %s: %s: %s\n", kind, escaped(plain(r.What)), escaped(sentence(r.Said)))
	})
	for _, p := range a.Profiles {
		if err := p.print(w, "**"+escaped(plain(p.What))+"**\n", ProfileMarkdown); err != nil {
			return err
		}
	}
	return err
}

// Spot is where the function of a benchmark stands.
type Spot struct {
	File string // relative to the repository, with slashes
	Line int
}

// Annotations prints at most ten workflow commands of GitHub, about benchmarks that could
// not be measured and about worse results. Each stands on the line of its benchmark, if
// spots has that by the name of the row.
func (a Revisions) Annotations(w io.Writer, spots map[string]Spot) {
	left := mostAnnotations
	say := func(row, title, text string) {
		if left == 0 {
			return
		}
		left--
		where := ""
		if at := spots[row]; at.File != "" {
			where = fmt.Sprintf("file=%s,line=%d,", propertyMarks.Replace(at.File), at.Line)
		}
		fmt.Fprintf(w, "::error %stitle=%s::%s\n", where, propertyMarks.Replace(plain(title)), commandMarks.Replace(sentence(text)))
	}
	for _, r := range a.Failed {
		say(r.What, "bufbench ab: not measured", r.What+": "+r.Said)
	}
	for _, g := range a.Gone {
		say(g.Row, "bufbench ab: gone", g.String()+": the base has it, and the head lacks it")
	}
	for _, t := range a.Tables {
		for _, r := range t.Rows {
			if c := against(r); c != nil && t.Beyond(c, a.Threshold) == verdict.Worse {
				say(r.Name, "bufbench ab: worse", fmt.Sprintf("%s: %s %s", r.Name, t.Unit, changeOf(r, c)))
			}
		}
	}
}
