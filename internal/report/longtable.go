package report

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/olekukonko/tablewriter/pkg/twwidth"
)

// longTable is the number of rows from which on a table is drawn by [grid.long].
// Note: tablewriter takes 25 µs a row and keeps all of them, which for the ten
// thousand rows of a large project is more than reading and judging them.
const longTable = 500

// isLong reports whether g is such a table: its cells have one line.
func (g grid) isLong() bool {
	hasLines := func(row []string) bool {
		return slices.ContainsFunc(row, func(cell string) bool { return strings.Contains(cell, "\n") })
	}
	return len(g.rows) >= longTable && !slices.ContainsFunc(g.rows, hasLines)
}

// long draws what [grid.text] draws, row by row.
func (g grid) long(w io.Writer) error {
	head, widths := g.headLines(), g.widths()
	out := bufio.NewWriter(w)
	for _, row := range head {
		g.line(out, row, widths)
	}
	for _, width := range widths {
		out.WriteString(strings.Repeat("─", width+1))
	}
	out.WriteByte('\n')
	for _, row := range g.rows {
		g.line(out, row, widths)
	}
	return out.Flush()
}

// widths are those of the columns.
func (g grid) widths() []int {
	widths := make([]int, len(g.header))
	for _, rows := range [][][]string{g.headLines(), g.rows} {
		for _, row := range rows {
			for i, cell := range row {
				widths[i] = max(widths[i], displayed(cell))
			}
		}
	}
	return widths
}

// columns is how wide g is drawn.
func (g grid) columns() int {
	sum := 0
	for _, width := range g.widths() {
		sum += width + 1
	}
	return sum
}

// headLines is the header, a row a line.
func (g grid) headLines() [][]string {
	var lines [][]string
	for i, cell := range g.header {
		for n, text := range strings.Split(cell, "\n") {
			if n == len(lines) {
				lines = append(lines, make([]string, len(g.header)))
			}
			lines[n][i] = text
		}
	}
	return lines
}

func (g grid) line(out *bufio.Writer, row []string, widths []int) {
	for i, cell := range row {
		pad := widths[i] - displayed(cell)
		out.WriteByte(' ')
		if i < g.left {
			out.WriteString(cell)
		}
		for range pad {
			out.WriteByte(' ')
		}
		if i >= g.left {
			out.WriteString(cell)
		}
	}
	out.WriteByte('\n')
}

// displayed is how many columns a text takes.
func displayed(s string) int {
	for _, r := range s {
		if r < ' ' || r >= 0x300 && r != '∞' && !isRaised(r) {
			return twwidth.WidthNoCache(s)
		}
	}
	return utf8.RuneCountInString(s)
}

// isRaised tells superscript digits, but for 1 to 3, which are older.
func isRaised(r rune) bool { return '⁰' <= r && r <= '⁹' }
