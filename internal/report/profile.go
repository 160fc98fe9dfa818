package report

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// Rows of a profile: the functions with the largest differences of their own,
// but none that is a trifle beside all differences.
const (
	profileRows    = 10
	profileTrifles = 0.01
)

// ProfileText prints where the profiles of two revisions differ, with one row per
// function. A row has the function's own cost per operation on both sides, its share of
// the total difference, and the difference with all calls. Names are shortened to fit a
// terminal.
func ProfileText(w io.Writer, d profdiff.Difference) error {
	var out strings.Builder
	indented(&out, "", profileTitle(d))
	notes := &footnotes{}
	g := profileGrid(d, notes)
	room := g.room()
	for _, row := range g.rows {
		row[0] = shortened(row[0], room)
	}
	if err := g.text(&out); err != nil {
		return fmt.Errorf("print the difference of %s: %w", d.Sample, err)
	}
	notes.print(&out)
	indented(&out, "", wholeProcess)
	if err := printLines(w, out.String()); err != nil {
		return fmt.Errorf("print the difference of %s: %w", d.Sample, err)
	}
	return nil
}

// ProfileMarkdown prints the same for GitHub, with names in full.
func ProfileMarkdown(w io.Writer, d profdiff.Difference) error {
	var out strings.Builder
	fmt.Fprintf(&out, "**%s**\n\n", escaped(profileTitle(d)))
	notes := &footnotes{}
	g := profileGrid(d, notes)
	for _, row := range g.rows {
		row[0] = escaped(plain(row[0]))
	}
	if err := g.markdown(&out); err != nil {
		return fmt.Errorf("print the difference of %s: %w", d.Sample, err)
	}
	fmt.Fprintln(&out)
	for i, text := range notes.texts {
		fmt.Fprintf(&out, "%s %s  \n", raised(i+1), escaped(text))
	}
	fmt.Fprintln(&out, escaped(wholeProcess))
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("print the difference of %s: %w", d.Sample, err)
	}
	return nil
}

const (
	wholeProcess = "The whole process counts: set-up, package testing and garbage collection too."
	byChance     = "may be chance: too few samples for such a difference"
)

// profileTitle is the total in words, and whether there is anything to explain.
func profileTitle(d profdiff.Difference) string {
	t := d.Total
	s := fmt.Sprintf("%s per operation: %s, was %s", plain(d.Sample), perOp(d, t.Head.PerOp), perOp(d, t.Base.PerOp))
	switch {
	case t.Chance:
		return s + fmt.Sprintf("; of %d+%d samples that may be chance (try: more operations)", t.Base.Samples, t.Head.Samples)
	case t.Diff() == 0:
		return s
	}
	return s + " (" + moreOf(d, t) + ")"
}

// profileGrid has a row for each function worth one, and a row for the sum of all
// others.
func profileGrid(d profdiff.Difference, notes *footnotes) grid {
	g := grid{header: []string{"function", "base", "head", "difference", "share", "with calls"}, left: 1}
	sampled := d.Total.Err > 0
	if sampled {
		g.header = append(g.header, "samples")
	}
	row := func(name string, own profdiff.Measure, calls string) {
		cells := []string{name, perOp(d, own.Base.PerOp), perOp(d, own.Head.PerOp), moreOf(d, own) + doubtful(own, notes), explained(d, own), calls}
		if sampled {
			cells = append(cells, fmt.Sprintf("%d+%d", own.Base.Samples, own.Head.Samples))
		}
		g.rows = append(g.rows, cells)
	}
	top, rest := telling(d.Functions)
	for _, f := range top {
		row(f.Name, f.Flat, moreOf(d, f.Cum)+doubtful(f.Cum, notes))
	}
	if len(rest) > 0 {
		row(counted(len(rest), "other", "others"), sumOf(rest), "")
	}
	row("total", d.Total, "")
	return g
}

// telling cuts sorted functions into those with a row each, and the others with a cost
// of their own.
func telling(all []profdiff.Function) (top, rest []profdiff.Function) {
	moved := 0.
	for _, f := range all {
		moved += math.Abs(f.Flat.Diff())
	}
	n := 0
	for n < min(profileRows, len(all)) && moved > 0 && math.Abs(all[n].Flat.Diff()) >= profileTrifles*moved {
		n++
	}
	for _, f := range all[n:] {
		if f.Flat.Base.PerOp != 0 || f.Flat.Head.PerOp != 0 {
			rest = append(rest, f)
		}
	}
	return all[:n], rest
}

// sumOf is what some functions take themselves.
func sumOf(some []profdiff.Function) (sum profdiff.Measure) {
	for _, f := range some {
		sum.Base.PerOp += f.Flat.Base.PerOp
		sum.Base.Samples += f.Flat.Base.Samples
		sum.Head.PerOp += f.Flat.Head.PerOp
		sum.Head.Samples += f.Flat.Head.Samples
	}
	return sum
}

// doubtful marks what sampling alone may make.
func doubtful(m profdiff.Measure, notes *footnotes) string {
	if !m.Chance {
		return ""
	}
	return notes.marks([]string{byChance})
}

// ProfileFigure is a figure of an operation, or a difference of two, in the unit of the
// profiles.
func ProfileFigure(d profdiff.Difference, x float64) string {
	if x < 0 {
		return "-" + perOp(d, -x)
	}
	return perOp(d, x)
}

// perOp prints a figure of an operation in its unit.
func perOp(d profdiff.Difference, x float64) string {
	switch d.Unit {
	case "nanoseconds":
		return Duration(x)
	case "bytes":
		return roughly(x)
	}
	return thousands(x)
}

// moreOf prints a difference with its sign.
func moreOf(d profdiff.Difference, m profdiff.Measure) string {
	switch diff := m.Diff(); {
	case diff > 0:
		return "+" + perOp(d, diff)
	case diff < 0:
		return "-" + perOp(d, -diff)
	}
	return perOp(d, 0)
}

// explained is a share of the total difference in per cent.
func explained(d profdiff.Difference, m profdiff.Measure) string {
	share, ok := d.Share(m)
	if !ok {
		return "-"
	}
	if share = math.Round(100 * share); share == 0 {
		return "0%" // and not -0%
	}
	return fmt.Sprintf("%.0f%%", share)
}

// shortened is the name of a function in so many columns: without its type
// arguments, then without the first elements of its path, then without its
// middle.
func shortened(name string, most int) string {
	name = sentence(name)
	if displayed(name) > most {
		name = Generic(name)
	}
	for displayed(name) > most {
		_, last, found := strings.Cut(strings.TrimPrefix(name, "…/"), "/")
		if !found {
			break
		}
		name = "…/" + last
	}
	if displayed(name) > most {
		name = strings.TrimPrefix(name, "…/")
	}
	cut := name
	for n := most; displayed(cut) > most; n-- { // a letter may take two columns
		cut = console.Line(name, n)
	}
	return cut
}

// Generic leaves out type arguments, as Go does where it does not know them:
// Map[...].
func Generic(name string) string {
	var out strings.Builder
	depth := 0
	for i, r := range name {
		switch {
		case r == '[' && i > 0: // a file of code without names is all in brackets
			if depth++; depth == 1 {
				out.WriteString("[...]")
			}
		case r == ']' && depth > 0:
			depth--
		case depth == 0:
			out.WriteRune(r)
		}
	}
	return out.String()
}
