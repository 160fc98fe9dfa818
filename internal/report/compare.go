package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
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
	Width      int             // columns of a terminal for the text; 0 means 80
}

// text prints tables as benchstat does, with verdicts: one row per benchmark, and in each
// column but the first the change, its p-value, the verdict, and the smallest change that
// could have been seen.
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
		if err := c.printTable(w, t); err != nil {
			return fmt.Errorf("print the table of %s: %w", t.Unit, err)
		}
	}
	for _, line := range legend(c.Tables) {
		fmt.Fprintln(w, strings.Join(wrap(line, width), "\n"))
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

// printTable prints a table of a unit. If its columns are too many for the terminal, there is
// one table per column, with the base beside it.
func (c Comparison) printTable(w io.Writer, t compare.Table) error {
	most := c.Width
	if most == 0 {
		most = width
	}
	notes := &footnotes{}
	g := c.grid(t, notes)
	if len(t.Cols) > 2 {
		g = ruled(g)
	}
	if len(t.Cols) <= 2 || g.columns() <= most {
		err := g.text(w)
		notes.print(w)
		return err
	}
	for i := range t.Cols[1:] {
		if i > 0 {
			io.WriteString(w, "\n")
		}
		if err := c.printTable(w, beside(t, i+1)); err != nil {
			return err
		}
	}
	return nil
}

// Reservations returns what a reader must know beside the verdicts, one line each.
// The gone rows and units come first, then the undecided rows that are no all-clear.
func (c Comparison) Reservations() []string {
	return c.reservations(filterOut)
}

// reservations is [Comparison.Reservations]. Leave says how to leave out what was removed
// on purpose.
func (c Comparison) reservations(leave func([]compare.Gone) string) []string {
	var said []string
	if len(c.Gone) > 0 {
		said = append(said, console.Line(goneLine(c.Gone, leave(c.Gone)), 1200))
	}
	return append(said, lines(doubtsOf(c.Doubts))...)
}

// mostGone is how many rows and units that are gone are named.
const mostGone = 3

// goneLine names the rows and units that are gone, and says how to go on.
func goneLine(gone []compare.Gone, leave string) string {
	var names []string
	which := ", which " + plain(gone[0].Column) + " lacks"
	several := slices.ContainsFunc(gone, func(g compare.Gone) bool { return g.Column != gone[0].Column })
	if several {
		which = ""
	}
	for i, g := range gone {
		if i == mostGone {
			names = append(names, fmt.Sprintf("%d more", len(gone)-mostGone))
			break
		}
		name := plain(g.String())
		if several {
			name += " (not in " + plain(g.Column) + ")"
		}
		names = append(names, name)
	}
	return fmt.Sprintf("gone: the base has %s%s (measure again; or leave out what was removed on purpose: %s)", strings.Join(names, ", "), which, leave)
}

// filterOut is the filter of compare that leaves out what is gone.
func filterOut(gone []compare.Gone) string {
	var rows, units []string
	for _, g := range gone[:min(mostGone, len(gone))] {
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
	return tryFilter(strings.Join(leave, " "))
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
