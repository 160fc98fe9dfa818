package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// Revisions is a comparison of two sides that were measured in turn, and how to
// print it.
type Revisions struct {
	Comparison
	Sides    [2]string // what base and head are, such as main (1a2b3c4d5)
	Notes    []string  // printed above the tables
	Skipped  []Remark  // what was not compared, and need not be
	Failed   []Remark  // what could not be measured
	Layouts  []Remark  // how far the layouts of each benchmark differ
	Code     []Remark  // what is known of the code of benchmarks that are judged
	Profiles []Profile // where what is worse differs
	All      bool      // rows in which nothing changed are printed in every table, not only in the first
}

// Remark is what is to be said of something by name.
type Remark struct{ What, Said string }

// RemarksOf are notes as remarks.
func RemarksOf[Note ~struct{ What, Said string }](notes []Note) (all []Remark) {
	for _, n := range notes {
		all = append(all, Remark(n))
	}
	return all
}

// Profile is a benchmark of which both sides were profiled.
type Profile struct {
	What        string
	Differences []profdiff.Difference
}

// AllNew is the note on revisions whose benchmarks are all new. This is no failure, because
// the next comparison has them on both sides.
const AllNew = "nothing was compared: all benchmarks are in the head only; from the next revision on there is something to compare with"

// Unmeasured says in a line each why nothing was compared.
func (a Revisions) Unmeasured() (lines []string) {
	for _, r := range slices.Concat(a.Failed, a.Skipped) {
		lines = append(lines, console.Line(r.What+": "+r.Said, 400))
	}
	return lines
}

// print prints where a benchmark differs, by function. That it allocates as before
// is no news.
func (p Profile) print(w io.Writer, title string, as func(io.Writer, profdiff.Difference) error) error {
	for _, d := range p.Differences {
		if d.Total.Diff() == 0 && d.Sample != "cpu" {
			continue
		}
		fmt.Fprintf(w, "\n%s\n", title)
		if err := as(w, d); err != nil {
			return err
		}
	}
	return nil
}

// text prints one table per unit and one row per benchmark: both sides, the change by
// pairs of launches with its interval, and the verdict.
func (a Revisions) text(w io.Writer) error {
	fmt.Fprintf(w, "base: %s\nhead: %s\n", plain(a.Sides[0]), plain(a.Sides[1]))
	for _, n := range a.Notes {
		fmt.Fprintln(w, sentence(n))
	}
	for _, t := range a.Tables {
		notes := &footnotes{}
		g := a.table(t, notes)
		if len(g.rows) == 0 {
			fmt.Fprintf(w, "\n%s\n", allTheSame(t))
			continue
		}
		fmt.Fprintln(w)
		if err := g.text(w); err != nil {
			return fmt.Errorf("print the table of %s: %w", t.Unit, err)
		}
		notes.print(w)
	}
	if len(a.Skipped)+len(a.Failed)+len(a.Layouts)+len(a.Code) > 0 || anyIs(a.Tables, isPaired) {
		fmt.Fprintln(w)
	}
	if anyIs(a.Tables, isPaired) {
		fmt.Fprintln(w, strings.Join(wrap(pairedChanges, width), "\n"))
	}
	a.remarks(func(kind string, r Remark) { fmt.Fprintf(w, "%s: %s: %s\n", kind, plain(r.What), sentence(r.Said)) })
	for _, p := range a.Profiles {
		if err := p.print(w, plain(p.What), ProfileText); err != nil {
			return err
		}
	}
	if len(a.Profiles) > 0 {
		fmt.Fprintln(w)
	}
	if moved := a.moved(); moved != "" {
		fmt.Fprintln(w, moved)
	}
	for _, line := range a.Reservations() {
		fmt.Fprintln(w, line)
	}
	_, err := fmt.Fprintln(w, a.Summary())
	return err
}

// Reservations is [Comparison.Reservations] of revisions.
func (a Revisions) Reservations() []string {
	return a.reservations(func([]compare.Gone) string { return "-bench and PKG choose the others" })
}

// moved says of all benchmarks that run the same code how far their times moved.
func (a Revisions) moved() string {
	n, least, most := 0, math.Inf(1), 0.
	for _, t := range a.Tables[:min(1, len(a.Tables))] {
		for c := range t.Comparisons() {
			if c.Word == compare.SameCode && c.Ratio.N > 0 {
				n, least, most = n+1, min(least, c.Ratio.Center), max(most, c.Ratio.Center)
			}
		}
	}
	if n == 0 {
		return ""
	}
	moved := "times differ by " + signedPercent(least) + " to " + signedPercent(most)
	if n == 1 {
		moved = "its time differs by " + signedPercent(least)
	}
	return fmt.Sprintf("%s the same code on both sides: %s, by where the linker put the code, or by chance", counted(n, "benchmark runs", "benchmarks run"), moved)
}

// remarks calls say for each remark: about code, about layouts, about failures, and
// about what is left out.
func (a Revisions) remarks(say func(kind string, r Remark)) {
	for _, r := range a.Code {
		say("code", r)
	}
	for _, r := range a.Layouts {
		say("layouts", r)
	}
	for _, r := range a.Failed {
		say("not measured", r)
	}
	for _, r := range a.Skipped {
		say("not compared", r)
	}
}

// Summary is all verdicts in one sentence.
func (a Revisions) Summary() string {
	s := a.Comparison.Summary()
	if len(a.Failed) > 0 {
		s = fmt.Sprintf("INCOMPLETE, %s not be measured: %s", counted(len(a.Failed), "benchmark could", "benchmarks could"), s)
	}
	return s
}

// table is the rows of a unit. Rows in which nothing changed are left out of all
// tables but the first, unless all are asked for.
func (a Revisions) table(t compare.Table, notes *footnotes) grid {
	g := grid{header: []string{plain(t.Unit), "base", "head", "change", "verdict"}, left: 1}
	short, reasons := rowNames(t.Rows), reasonsOf(&t, a.Threshold)
	for i, r := range t.Rows {
		c := against(r)
		if c == nil {
			continue
		}
		if !a.All && t.Unit != a.Tables[0].Unit && (c.Word == verdict.Same || c.Word == compare.SameCode) {
			continue
		}
		word := strings.ReplaceAll(a.word(t, c), " (paired)", "") // as all are
		if c.Word == verdict.Undecided {
			word += notes.marks([]string{reasons[causeOf(doubtOf(&t, c, a.Threshold))]})
		}
		scale := scaleOf(t, r)
		g.rows = append(g.rows, []string{short[i], scale.Format(r.Cells[0].Center), scale.Format(r.Cells[1].Center), changeOf(r, c), word})
	}
	return g
}

// allTheSame stands for a table in which nothing changed.
func allTheSame(t compare.Table) string {
	n, code := 0, ""
	for c := range t.Comparisons() {
		n++
		if c.Word == compare.SameCode {
			code = " or of the same code"
		}
	}
	if n == 0 {
		return plain(t.Unit) + ": no benchmark has it on both sides"
	}
	return plain(t.Unit) + ": " + counted(n, "benchmark", "benchmarks, all") + " the same" + code
}

// against is the comparison of a row's head with its base; nil where a side lacks
// it.
func against(r compare.Row) *compare.Comparison {
	if len(r.Cells) < 2 || r.Cells[0] == nil || r.Cells[1] == nil {
		return nil
	}
	return r.Cells[1].Against
}

// changeOf is the ratio of both sides as a change, with its interval.
func changeOf(r compare.Row, c *compare.Comparison) string {
	base, head := r.Cells[0].Center, r.Cells[1].Center
	switch {
	case c.Ratio.N == 0 && base == head:
		return "none"
	case c.Ratio.N == 0 && base == 0:
		return "from 0"
	case c.Ratio.N == 0:
		return "?"
	case c.Method == compare.Exact && base == head:
		return "none"
	case c.Method == compare.Exact || c.Ratio.Lo == c.Ratio.Hi:
		return constantPercent(c.Ratio.Center) + large(c.Ratio.Center)
	case math.IsInf(c.Ratio.Hi, 1):
		return signedPercent(c.Ratio.Center) + " [?]"
	}
	return fmt.Sprintf("%s%s [%s,%s]", signedPercent(c.Ratio.Center), large(c.Ratio.Center), signedPercent(c.Ratio.Lo), signedPercent(c.Ratio.Hi))
}

// rowNames are the names of rows without what the import paths of all have in
// common.
func rowNames(rows []compare.Row) []string {
	names := make([]string, len(rows))
	common := ""
	for i, r := range rows {
		path, _, several := strings.Cut(r.Name, " ")
		if !several {
			path = ""
		}
		switch {
		case i == 0:
			common = path[:strings.LastIndexByte(path, '/')+1]
		default:
			for common != "" && !strings.HasPrefix(path, common) {
				common = common[:strings.LastIndexByte(strings.TrimSuffix(common, "/"), '/')+1]
			}
		}
	}
	for i, r := range rows {
		names[i] = plain(strings.TrimPrefix(r.Name, common))
	}
	return names
}
