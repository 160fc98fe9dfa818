package report

import (
	"strings"
	"unicode/utf8"
)

// cut draws the figures of g in a number of tables, and reports whether they fit,
// as they do with one figure each for want of a better way.
func (g grid) cut(tables int) (text string, fits bool, err error) {
	figures := len(g.header) - g.left
	each := (figures + tables - 1) / tables
	var all strings.Builder
	for from := 0; from < figures; from += each {
		var one strings.Builder
		if err := g.some(from, min(from+each, figures)).text(&one); err != nil {
			return "", false, err
		}
		head, _, _ := strings.Cut(one.String(), "\n")
		if each > 1 && utf8.RuneCountInString(head) > width {
			return "", false, nil
		}
		all.WriteString(one.String())
	}
	return all.String(), true, nil
}

// some is g with some of its figures.
func (g grid) some(from, to int) grid {
	cut := func(row []string) []string { return append(row[:g.left:g.left], row[g.left+from:g.left+to]...) }
	out := grid{header: cut(g.header), left: g.left}
	for _, row := range g.rows {
		out.rows = append(out.rows, cut(row))
	}
	return out
}

// room is how wide the first column may be.
func (g grid) room() int {
	left := width - len(g.header) // a space before each
	for i := 1; i < len(g.header); i++ {
		widest := displayed(g.header[i])
		for _, row := range g.rows {
			widest = max(widest, displayed(row[i]))
		}
		left -= widest
	}
	return max(left, len("function"))
}
