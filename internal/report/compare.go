package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/compare"
	"github.com/bufbench/bufbench/internal/verdict"
	"golang.org/x/perf/benchunit"
)

// Compared is the tables of a comparison, and how to print them.
type Compared struct {
	Tables     []compare.Table
	Counts     compare.Counts // as the exit code has them
	Goal       compare.Goal   // with the defaults filled in
	Threshold  float64
	Unreadable int  // lines and files that could not be read
	Color      bool // green is better, red is worse
}

// CompareText prints tables as benchstat does, with verdicts: a row a benchmark,
// and in each column but the first the change, its p-value, the verdict, and
// the smallest change that would have been found.
func CompareText(w io.Writer, c Compared) error {
	for i, t := range c.Tables {
		if i > 0 {
			fmt.Fprintln(w)
		}
		var before *compare.Table
		if i > 0 {
			before = &c.Tables[i-1]
		}
		for _, line := range changed(before, t) {
			fmt.Fprintln(w, line)
		}
		notes := &footnotes{}
		if err := c.grid(t, notes).text(w); err != nil {
			return fmt.Errorf("print the table of %s: %w", t.Unit, err)
		}
		notes.print(w)
	}
	_, err := fmt.Fprintln(w, c.Summary())
	return err
}

// changed are the configuration lines of a table that the one before does not
// have.
func changed(before *compare.Table, t compare.Table) []string {
	var lines []string
	for _, s := range t.Config {
		if before == nil || !slices.Contains(before.Config, s) {
			lines = append(lines, plain(s.Key)+": "+plain(s.Value))
		}
	}
	if before != nil {
		for _, s := range before.Config {
			if !slices.ContainsFunc(t.Config, func(o compare.Setting) bool { return o.Key == s.Key }) {
				lines = append(lines, plain(s.Key)+":")
			}
		}
	}
	for _, a := range t.Across {
		if before == nil || !slices.ContainsFunc(before.Across, func(o compare.Across) bool { return o.String() == a.String() }) {
			lines = append(lines, "compared across "+plain(a.String()))
		}
	}
	return lines
}

// grid is the cells of a table as text.
func (c Compared) grid(t compare.Table, notes *footnotes) grid {
	g := grid{header: []string{""}, left: 1}
	for i, col := range t.Cols {
		var labels []string
		for _, l := range col.Labels {
			labels = append(labels, plain(l))
		}
		name := strings.Join(labels, "\n") + "\n" + plain(t.Unit)
		g.header = append(g.header, name)
		if i > 0 {
			gap := strings.Repeat("\n", len(labels))
			g.header = append(g.header, gap+"vs base", gap+"", gap+"verdict", gap+"finds")
		}
	}
	for _, r := range t.Rows {
		g.rows = append(g.rows, c.row(t, r, notes))
	}
	if len(t.Rows) > 1 {
		g.rows = append(g.rows, meanRow(t, notes))
	}
	return g
}

func (c Compared) row(t compare.Table, r compare.Row, notes *footnotes) []string {
	scale := scaleOf(t, r)
	row := []string{plain(r.Name)}
	for i, cell := range r.Cells {
		if cell == nil {
			row = append(row, "")
			if i > 0 {
				row = append(row, "", "", "", "")
			}
			continue
		}
		row = append(row, scale.Format(cell.Center)+" ± "+spreadOf(cell)+notes.marks(cell.Warnings))
		if i == 0 {
			continue
		}
		if cell.Against == nil {
			row = append(row, "", "", "", "")
			continue
		}
		a := cell.Against
		word := c.word(t, a)
		if a.Word == verdict.Undecided && (t.Apart != "" || t.Better == 0) { // for a reason that its figures do not tell
			word += notes.marks([]string{a.Reason})
		}
		row = append(row, deltaOf(r.Cells[0], cell), evidenceOf(a)+notes.marks(a.Warnings), word, findsOf(a))
	}
	return row
}

func meanRow(t compare.Table, notes *footnotes) []string {
	row := []string{"geomean"}
	class := benchunit.ClassOf(t.Unit)
	for i, col := range t.Cols {
		center, ratio := "", ""
		if col.Mean.Center > 0 {
			center = benchunit.Scale(col.Mean.Center, class)
		}
		mark := notes.marks(col.Mean.Warnings)
		if i == 0 {
			row = append(row, center+mark)
			continue
		}
		if ratio = "?"; col.Mean.Ratio > 0 {
			ratio = fmt.Sprintf("%+.2f%%%s", (col.Mean.Ratio-1)*100, times(col.Mean.Ratio))
		}
		row = append(row, center, ratio, mark, "", "")
	}
	return row
}

// scaleOf is one scale for all centres of a row.
func scaleOf(t compare.Table, r compare.Row) benchunit.Scaler {
	var centers []float64
	for _, c := range r.Cells {
		if c != nil {
			centers = append(centers, c.Center)
		}
	}
	return benchunit.CommonScale(centers, benchunit.ClassOf(t.Unit))
}

// spreadOf is how far the interval of a cell reaches, in per cent of its centre.
func spreadOf(c *compare.Cell) string {
	sign := func(x float64) int { return int(math.Copysign(1, x)) * b2i(x != 0) }
	switch {
	case math.IsInf(c.Lo, 0) || math.IsInf(c.Hi, 0):
		return "∞"
	case sign(c.Lo) != sign(c.Center) || sign(c.Hi) != sign(c.Center):
		return "?"
	case c.Center == 0:
		return "0%"
	}
	return fmt.Sprintf("%.0f%%", 100*max(c.Hi/c.Center-1, 1-c.Lo/c.Center))
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// deltaOf is the change of a centre in per cent, with the factor where that is
// easier to read.
func deltaOf(base, c *compare.Cell) string {
	switch a := c.Against; {
	case a.P > a.Alpha:
		return "~"
	case base.Center == c.Center:
		return "0.00%"
	case base.Center == 0:
		return "from 0"
	}
	ratio := c.Center / base.Center
	if math.IsInf(ratio, 0) {
		return "from almost 0"
	}
	return fmt.Sprintf("%+.2f%%%s", (ratio-1)*100, times(ratio))
}

// times is a ratio as a factor where it is large: ×2 and more, or ÷2 and more.
func times(ratio float64) string {
	switch {
	case ratio >= 2:
		return " ×" + strings.TrimSuffix(verdict.Factor(ratio), "×")
	case ratio > 0 && ratio <= 0.5:
		return " ÷" + strings.TrimSuffix(verdict.Factor(1/ratio), "×")
	}
	return ""
}

// evidenceOf is the p-value and the sizes of the samples.
func evidenceOf(a *compare.Comparison) string {
	s := ""
	if a.P != 0 {
		s = fmt.Sprintf("p=%0.3f ", a.P)
	}
	if a.N1 == a.N2 {
		return s + fmt.Sprintf("n=%d", a.N1)
	}
	return s + fmt.Sprintf("n=%d+%d", a.N1, a.N2)
}

// word is a verdict with what the threshold makes of it, so that it does not
// contradict the counts.
func (c Compared) word(t compare.Table, a *compare.Comparison) string {
	s := string(a.Word)
	if a.Method == compare.Paired {
		s += " (paired)"
	}
	beyond := t.Beyond(a, c.Threshold)
	if a.Word == verdict.Worse && beyond == verdict.Same {
		s += ", allowed"
	} else if a.Word == verdict.Worse && beyond == verdict.Undecided {
		s += ", perhaps allowed"
	}
	switch {
	case !c.Color:
	case a.Word == verdict.Better:
		return "\x1b[32m" + s + "\x1b[0m"
	case beyond == verdict.Worse:
		return "\x1b[31m" + s + "\x1b[0m"
	}
	return s
}

// findsOf is the smallest change that would have been found.
func findsOf(a *compare.Comparison) string {
	switch {
	case a.Method == compare.Exact || a.Detectable == 1:
		return "any"
	case a.Ratio.N == 0: // from or to 0
		return ""
	case math.IsInf(a.Detectable, 1):
		return "none"
	}
	x := (a.Detectable - 1) * 100
	if x >= 10 {
		return fmt.Sprintf("%.0f%%", x)
	}
	return fmt.Sprintf("%.2g%%", x)
}

// Summary is all verdicts in one sentence.
func (c Compared) Summary() string {
	n := c.Counts
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{n.Worse, "worse"}, {n.Better, "better"}, {n.Same, "the same"}, {n.Undecided, "undecided"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	s := "nothing was compared"
	if len(parts) > 0 {
		s = fmt.Sprintf("%s of %d (%s)", strings.Join(parts, ", "), n.All(), c.level())
		if alone := c.alone(); alone > 0 {
			s += fmt.Sprintf("; %d more %s a value on one side only", alone, has(alone))
		}
	}
	if c.Unreadable > 0 {
		s = fmt.Sprintf("INCOMPLETE, %s could not be read: %s", counted(c.Unreadable, "line or file", "lines or files"), s)
	}
	return s
}

// alone is how many comparisons there would be if no side of them were missing:
// a benchmark that is gone is no worse.
func (c Compared) alone() int {
	n := 0
	for _, t := range c.Tables {
		for _, r := range t.Rows {
			if len(r.Cells) == 1 {
				n++
			}
			for _, cell := range r.Cells[1:] {
				if (cell == nil) != (r.Cells[0] == nil) {
					n++
				}
			}
		}
	}
	return n
}

func has(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// level says what verdicts are held against.
func (c Compared) level() string {
	s := map[compare.Correction]string{
		compare.Holm:              "at most %g %% that any verdict of a table is false",
		compare.BenjaminiHochberg: "at most %g %% of the verdicts of a table are false",
		compare.None:              "each false with at most %g %%, uncorrected",
	}[c.Goal.Correction]
	s = fmt.Sprintf(s, c.Goal.Alpha*100)
	if c.Threshold > 0 {
		s += fmt.Sprintf("; what is worse by up to %g %% does not count", c.Threshold*100)
	}
	return s
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// footnotes are warnings by number.
type footnotes struct{ texts []string }

// marks are the numbers of some warnings, raised.
func (f *footnotes) marks(warnings []string) string {
	s := ""
	for _, w := range warnings {
		at := slices.Index(f.texts, w)
		if at < 0 {
			at = len(f.texts)
			f.texts = append(f.texts, w)
		}
		s += " " + raised(at+1)
	}
	return s
}

func (f *footnotes) print(w io.Writer) {
	for i, text := range f.texts {
		fmt.Fprintf(w, "%s %s\n", raised(i+1), plain(text))
	}
}

// raised is a number in superscript digits.
func raised(n int) string {
	return strings.Map(func(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }, fmt.Sprint(n))
}

// plain is a text of somebody else's as one line of which no terminal takes an
// order and in which nothing is invisible, cut in the middle where it is very
// long.
func plain(s string) string { return plainly(s, 120) }

// plainly is plain with another length.
func plainly(s string, most int) string {
	if ends := most * utf8.UTFMax; len(s) > 2*ends { // what is cut out is not looked at
		s = s[:ends] + s[len(s)-ends:]
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most/2-1]) + "…" + string(runes[len(runes)-most/2:])
	}
	return s
}
