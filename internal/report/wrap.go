package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// width is the width of a terminal, in columns.
const width = 80

// wrap cuts text into lines of whole words; a word may be wider.
func wrap(text string, width int) (lines []string) {
	for word := range strings.FieldsSeq(text) {
		last := len(lines) - 1
		if last >= 0 && utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) <= width {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// folded is text in lines of whole words, and of pieces of words that are too
// wide: what a machine calls itself may be anything.
func folded(text string, width int) (lines []string) {
	for _, line := range wrap(text, width) {
		for piece := range slices.Chunk([]rune(line), width) {
			lines = append(lines, string(piece))
		}
	}
	return lines
}

// indented prints text in lines that fit a terminal.
func indented(out *strings.Builder, indent, text string) {
	for i, line := range wrap(text, width-len(indent)-2) {
		if i > 0 {
			line = "  " + line
		}
		fmt.Fprintf(out, "%s%s\n", indent, line)
	}
}

// paragraph prints text in lines that fit a terminal, below an empty one.
func paragraph(w io.Writer, text string) error {
	_, err := fmt.Fprintf(w, "\n%s\n", strings.Join(wrap(text, width), "\n"))
	return err
}

// item writes a line of the answer, indented and wrapped.
func item(out *strings.Builder, text string) {
	indent := "  "
	for strings.HasPrefix(text, "  ") {
		indent, text = indent+"  ", text[2:]
	}
	column := 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
			out.WriteString(indent)
			column = len(indent)
		case column+1+n > width:
			out.WriteString("\n" + indent + "  ")
			column = len(indent) + 2
		default:
			out.WriteByte(' ')
			column++
		}
		out.WriteString(word)
		column += n
	}
	out.WriteByte('\n')
}

// labelled writes a line of an answer behind its label, wrapped.
func labelled(out *strings.Builder, label, text string) {
	const indent = 8
	for _, line := range wrap(text, width-indent) {
		fmt.Fprintf(out, "%-*s%s\n", indent, label, line)
		label = ""
	}
}

// printLines prints lines without the spaces at their ends.
func printLines(w io.Writer, text string) error {
	for line := range strings.Lines(text) {
		if _, err := fmt.Fprintln(w, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}
