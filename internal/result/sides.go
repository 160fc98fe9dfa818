package result

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// SidesHeader is what a text of two sides says before its lines.
type SidesHeader struct {
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
	N       int    // iterations of a sample
	Design  Design
	Paired  bool         // the i-th lines of both sides are a pair
	Lines   [2][][]Value // base and head
}

// SideNames are the values of the configuration line side.
var SideNames = [2]string{"base", "head"}

// WriteSides writes what was measured on two sides as Go benchmark text in which
// a configuration line, side, says which of them a line is of, so that
// benchstat -col side compares them, and so does bufbench compare.
func WriteSides(out io.Writer, h SidesHeader, all []Sides) error {
	var text bytes.Buffer
	fmt.Fprintln(&text, "# bufbench: a line is one launch (a fresh process) of one side; the i-th lines of both are a pair (bufbench compare -col side FILE)")
	fmt.Fprintf(&text, "# started %s machine %s\n", h.Started.UTC().Format(time.RFC3339), h.Machine)
	for _, c := range h.Comments {
		fmt.Fprintf(&text, "# %s\n", strings.ReplaceAll(c, "\n", " "))
	}
	for _, u := range h.Units {
		fmt.Fprintln(&text, u)
	}
	for _, kv := range h.Config {
		fmt.Fprintf(&text, "%s: %s\n", kv[0], kv[1])
	}
	within := ""
	for _, s := range all {
		if s.Package != within {
			fmt.Fprintf(&text, "pkg: %s\n", s.Package)
			within = s.Package
		}
		s.write(&text)
	}
	_, err := out.Write(text.Bytes())
	return err
}

func (s Sides) write(text *bytes.Buffer) {
	paired := "no"
	if s.Paired {
		paired = "yes"
	}
	text.WriteString(s.Design.comment(len(s.Lines[0]), paired))
	for side, lines := range s.Lines {
		fmt.Fprintf(text, "side: %s\n", SideNames[side])
		for _, values := range lines {
			fmt.Fprintf(text, "%s %d", s.Name, s.N)
			for _, v := range values {
				fmt.Fprintf(text, " %s %s", strconv.FormatFloat(v.X, 'g', -1, 64), v.Unit)
			}
			text.WriteByte('\n')
		}
	}
}
