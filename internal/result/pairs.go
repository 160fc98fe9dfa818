package result

import (
	"bytes"
	"io"
)

// Pairs is the lines of two rivals that were measured in turn at one place: the i-th lines
// of both are launches of a pair.
type Pairs struct {
	Package string    // import path; empty where there is none
	Names   [2]string // as testing prints them: BenchmarkX/access=copy/size=1-2
	Design  Design
	Lines   [2][]Launch
}

// WritePairs writes the samples of rivals as Go benchmark text. The names of a pair should
// differ in the part access=, so that bufbench compare -col /access finds the pairs.
// Values are written in full: this text is the only record of them.
func WritePairs(out io.Writer, h Heading, all []Pairs) error {
	const line = "a line is one launch (a fresh process) of one rival; the i-th lines of both are a pair"
	return h.write(out, line, func(text *bytes.Buffer) {
		within := ""
		for _, p := range all {
			within = enter(text, within, p.Package)
			text.WriteString(p.Design.comment(len(p.Lines[0]), "yes"))
			for i, lines := range p.Lines {
				for _, l := range lines {
					writeLine(text, p.Names[i], l.N, l.Values)
				}
			}
		}
	})
}
