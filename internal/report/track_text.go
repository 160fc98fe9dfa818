package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/judge/history"
)

// text prints a row per series, those that changed last on top.
func (t Track) text(w io.Writer) error {
	var out strings.Builder
	indented(&out, "", t.Summary())
	if err := t.rows(&out, t.shown()); err != nil {
		return err
	}
	for _, line := range t.below() {
		indented(&out, "", line)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// below are the lines below the table.
func (t Track) below() []string {
	lines := t.Notes()
	for _, err := range t.Stale {
		lines = append(lines, err.Error())
	}
	if slices.ContainsFunc(t.shown(), func(i int) bool { return alert.TooFew(t.Series[i]) }) {
		lines = slices.Insert(lines, 0, fmt.Sprintf("too few commits: a change needs %d commits, a few on each side", history.Fewest))
	}
	if more := len(t.Series) - len(t.shown()); more > 0 {
		lines = slices.Insert(lines, 0, fmt.Sprintf("%d series more (%s)", more, tryAll))
	}
	return lines
}

// screen is how many rows of a history fit a terminal.
const screen = 14

// shown are the indexes of the series that are printed.
func (t Track) shown() []int {
	order := make([]int, len(t.Series))
	for i := range order {
		order[i] = i
	}
	if t.All {
		return order
	}
	last := t.last()
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(changedAt(last[b]), changedAt(last[a]))
	})
	return order[:min(len(order), screen)]
}

// changedAt is the place of a change; what is worse stands before what is better.
func changedAt(c *alert.Change) int {
	if c == nil {
		return -1
	}
	if c.Open() {
		return 2*c.Commit + 1
	}
	return 2 * c.Commit
}

// markdown prints the same rows for GitHub.
func (t Track) markdown(w io.Writer) error {
	fmt.Fprintf(w, "**%s**\n\n", escaped(t.Summary()))
	last := t.last()
	g := grid{header: []string{"benchmark", "unit", "machine and build", "over commits", "now", "last change"}, left: 4}
	for _, i := range t.shown() {
		s := t.Series[i]
		g.rows = append(g.rows, []string{escaped(s.String()), escaped(seriesUnit(s)), escaped(s.Env), sparkline(s, len(t.Line.Commits), 30), escaped(Value(Center(s.Points[len(s.Points)-1].Values), s.Unit)), escaped(t.lastChange(s, last[i]))})
	}
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print the history in markdown: %w", err)
	}
	for _, line := range t.below() {
		fmt.Fprintf(w, "\n- %s\n", escaped(line))
	}
	return nil
}
