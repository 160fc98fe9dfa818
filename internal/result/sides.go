package result

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Heading is the head of a text of two sides, or of counts.
type Heading struct {
	Machine  string
	Started  time.Time
	Config   [][2]string // what all lines have in common
	Comments []string
	Units    []string // unit lines
}

// Sides is the lines of one benchmark that was measured on two sides in turn.
type Sides struct {
	Package string // import path; empty where there is none
	Name    string // as testing prints it: BenchmarkX/size=1-2
	Design  Design
	Paired  bool        // the i-th lines of both sides are launches of a pair; else a line is a layout
	Lines   [2][]Launch // base and head
}

// Launch is the outcome of one launch of a side, or of all launches of a layout.
type Launch struct {
	N      int // iterations of a sample; of a layout in the mean
	Values []Value
}

// Instructions is the unit of callgrind's counts.
const Instructions = "instructions/op"

// sideNames are the values of the configuration line side.
var sideNames = [2]string{"base", "head"}

// WriteSides writes the samples of two sides as Go benchmark text. A configuration
// line, side, names the side of the lines below it. So benchstat -col side compares
// them, and so does bufbench compare. Values are written in full: this text is the only
// record of them.
func WriteSides(out io.Writer, h Heading, all []Sides) error {
	line := "a line is one launch (a fresh process) of one side; the i-th lines of both are a pair"
	if slices.ContainsFunc(all, func(s Sides) bool { return !s.Paired }) {
		line = "a line is what all launches of one layout of a side (linked in random order) come to"
	}
	return h.write(out, line, func(text *bytes.Buffer) {
		within := ""
		for _, s := range all {
			within = enter(text, within, s.Package)
			s.write(text)
		}
	})
}

// Counts is the lines of one benchmark, a process each, in which something was
// counted.
type Counts struct {
	Package string
	Name    string // as testing prints it
	N       int    // iterations
	Lines   [][]Value
}

// WriteCounts writes counts as Go benchmark text.
func WriteCounts(out io.Writer, h Heading, all []Counts) error {
	return h.write(out, "a line is what was counted in one process", func(text *bytes.Buffer) {
		within := ""
		for _, c := range all {
			within = enter(text, within, c.Package)
			for _, values := range c.Lines {
				writeLine(text, c.Name, c.N, values)
			}
		}
	})
}

// write writes the head of a text, and its lines.
func (h Heading) write(out io.Writer, how string, lines func(*bytes.Buffer)) error {
	var text bytes.Buffer
	fmt.Fprintf(&text, "# bufbench: %s\n", how)
	fmt.Fprintln(&text, startedAt(h.Started, "", h.Machine))
	for _, c := range h.Comments {
		fmt.Fprintf(&text, "# %s\n", strings.ReplaceAll(c, "\n", " "))
	}
	for _, u := range h.Units {
		fmt.Fprintln(&text, u)
	}
	for _, kv := range h.Config {
		fmt.Fprintf(&text, "%s: %s\n", kv[0], kv[1])
	}
	lines(&text)
	_, err := out.Write(text.Bytes())
	return err
}

// enter names the package of the lines that follow, unless the last ones were of it
// too. It returns the package.
func enter(text *bytes.Buffer, within, pkg string) string {
	if pkg != within {
		fmt.Fprintf(text, "pkg: %s\n", pkg)
	}
	return pkg
}

func writeLine(text *bytes.Buffer, name string, n int, values []Value) {
	fmt.Fprintf(text, "%s %d", name, n)
	for _, v := range values {
		fmt.Fprintf(text, " %s %s", strconv.FormatFloat(v.X, 'g', -1, 64), v.Unit)
	}
	text.WriteByte('\n')
}

func (s Sides) write(text *bytes.Buffer) {
	paired := "no"
	if s.Paired {
		paired = "yes"
	}
	text.WriteString(s.Design.comment(len(s.Lines[0]), paired))
	for side, lines := range s.Lines {
		fmt.Fprintf(text, "side: %s\n", sideNames[side])
		for _, l := range lines {
			writeLine(text, s.Name, l.N, l.Values)
		}
	}
}
