package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"golang.org/x/perf/benchunit"
)

// Comparison is the tables of a comparison, and how to print them.
type Comparison struct {
	Tables     []compare.Table
	Counts     compare.Counts // as the exit code has them
	Goal       compare.Goal   // with the defaults filled in
	Threshold  float64
	Notes      []string        // how texts were read, where a person should know
	Unreadable int             // lines and files that could not be read
	Unread     []ProblemJSON   // the first of them
	Doubts     []compare.Doubt // what is undecided and no all-clear
	Gone       []compare.Gone  // what the base has and another column has not
	First      bool            // the base has no benchmark, and so need not have
	Color      bool            // green is better, red is worse
}

// text prints tables as benchstat does, with verdicts: one row per benchmark, and in each
// column but the first the change, its p-value, the verdict, and the smallest change that
// would have been found.
func (c Comparison) text(w io.Writer) error {
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
	for _, n := range c.Notes {
		fmt.Fprintln(w, "note:", console.Line(n, 1000))
	}
	for _, line := range c.Reservations() {
		fmt.Fprintln(w, line)
	}
	_, err := fmt.Fprintln(w, c.Summary())
	return err
}

// Reservations returns what a reader must know beside the verdicts, one line each.
// The gone rows and units come first, then the undecided rows that are no all-clear.
func (c Comparison) Reservations() []string {
	var said []string
	if len(c.Gone) > 0 {
		said = append(said, console.Line(goneLine(c.Gone), 1200))
	}
	return append(said, lines(doubtsOf(c.Doubts))...)
}

// goneLine names the rows and units that are gone, and says how to go on.
func goneLine(gone []compare.Gone) string {
	const most = 3
	var names, rows, units []string
	for i, g := range gone {
		if i == most {
			names = append(names, fmt.Sprintf("%d more", len(gone)-most))
			break
		}
		names = append(names, plain(g.String()))
		if g.Unit == "" {
			rows = append(rows, plain(strconv.Quote(g.Row)))
		} else if !slices.Contains(units, g.Unit) {
			units = append(units, g.Unit)
		}
	}
	var leave []string
	if len(rows) > 0 {
		leave = append(leave, "-.fullname:("+strings.Join(rows, " OR ")+")")
	}
	if len(units) > 0 {
		leave = append(leave, "-.unit:("+strings.Join(units, " OR ")+")")
	}
	return fmt.Sprintf("gone: the base has %s, which %s lacks (measure again; or leave out what was removed on purpose: %s)", strings.Join(names, ", "), plain(gone[0].Column), tryFilter(strings.Join(leave, " ")))
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
func (c Comparison) grid(t compare.Table, notes *footnotes) grid {
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

func (c Comparison) row(t compare.Table, r compare.Row, notes *footnotes) []string {
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
		row = append(row, scale.Format(cell.Center)+" ± "+spreadOf(cell)+notes.marks(warnings(cell.Warnings, c.Goal.Alpha)))
		if i == 0 {
			continue
		}
		if cell.Against == nil {
			row = append(row, "", "", "", "")
			continue
		}
		a := cell.Against
		word := c.word(t, a)
		if a.Word == verdict.Undecided && (t.Apart.Kind != compare.Together || t.Better == 0) { // for a reason that its figures do not tell
			word += notes.marks([]string{undecidedBy(a.Reason, &t, a, c.Threshold)})
		}
		row = append(row, deltaOf(r.Cells[0], cell), evidenceOf(a)+notes.marks(warnings(a.Warnings, a.Alpha)), word, findsOf(a))
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
		mark := notes.marks(warnings(col.Mean.Warnings, 0))
		if i == 0 {
			row = append(row, center+mark)
			continue
		}
		if ratio = "?"; col.Mean.Ratio > 0 {
			ratio = fmt.Sprintf("%+.2f%%%s", (col.Mean.Ratio-1)*100, large(col.Mean.Ratio))
		}
		row = append(row, center, ratio, mark, "", "")
	}
	return row
}
