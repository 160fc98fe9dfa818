package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/judge/compare"
)

// markdown prints tables for GitHub: the summary first, then the rows of each table.
func (c Comparison) markdown(w io.Writer) error {
	c.Color = false
	fmt.Fprintf(w, "**%s**\n", escaped(c.Summary()))
	for _, line := range c.Reservations() {
		fmt.Fprintf(w, "\n- %s\n", escaped(line))
	}
	if len(c.Notes) > 0 {
		fmt.Fprintln(w)
	}
	for _, n := range c.Notes {
		fmt.Fprintf(w, "- note: %s\n", escaped(console.Line(n, 1000)))
	}
	for i, t := range c.Tables {
		var before *compare.Table
		if i > 0 {
			before = &c.Tables[i-1]
		}
		fmt.Fprintln(w)
		for _, line := range changed(before, t) {
			fmt.Fprintf(w, "%s  \n", escaped(line))
		}
		notes := &footnotes{}
		g := c.grid(t, notes)
		if err := tableMarkdown(w, t.Unit, g, notes); err != nil {
			return err
		}
	}
	for _, line := range legend(c.Tables) {
		fmt.Fprintf(w, "\n%s\n", escaped(line))
	}
	return nil
}

// tableMarkdown prints the table of a unit, whose cells are text, and its notes.
func tableMarkdown(w io.Writer, unit string, g grid, notes *footnotes) error {
	for _, row := range append(g.rows, g.header) {
		for i := range row {
			row[i] = escaped(row[i])
		}
	}
	fmt.Fprintln(w)
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print the table of %s: %w", unit, err)
	}
	if len(notes.texts) > 0 {
		fmt.Fprintln(w)
	}
	for i, text := range notes.texts {
		fmt.Fprintf(w, "%s %s  \n", raised(i+1), escaped(plain(text)))
	}
	return nil
}

// escaped is a text that markdown shows as it is, in one cell of a table. GitHub looks
// for people, issues and addresses in what markdown made of a text, escapes or not:
// an empty comment takes those apart.
func escaped(s string) string {
	s = strings.TrimSpace(s)
	return markdownMarks.Replace(s)
}

var markdownMarks = strings.NewReplacer(
	"\n", " ", "\\", "\\\\", "|", "\\|", "`", "\\`", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]",
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "#", "\\#<!-- -->", "~", "\\~", "@", "@<!-- -->", "://", ":<!-- -->//", "www.", "www<!-- -->.", "!", "\\!", "$", "&#36;",
)
