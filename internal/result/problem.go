package result

import (
	"fmt"

	"github.com/bufbench/bufbench/internal/host/console"
)

// Problem is something that could not be read.
type Problem struct {
	File string
	Line int // from 1; 0 is the whole file
	What string
	Mend string // what to do about it; may be empty
}

// Error implements error: file:line: the fault (the remedy).
func (p Problem) Error() string {
	const longest = 4096 // of a path
	s := console.Line(p.File, longest)
	if s == "" {
		s = `""`
	}
	if p.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, p.Line)
	}
	s += ": " + console.Line(p.What, 200)
	if p.Mend != "" {
		s += " (" + p.Mend + ")"
	}
	return s
}

// mostProblems is how many problems are kept; of a binary file every line is
// one.
const mostProblems = 20

// problems are those of one text.
type problems struct {
	file  string
	first []Problem
	more  int // problems that are only counted
}

func (p *problems) add(line int, what, mend string) {
	if len(p.first) >= mostProblems {
		p.more++
		return
	}
	p.first = append(p.first, Problem{File: p.file, Line: line, What: what, Mend: mend})
}

// Lines are problems in a line each, and how many more were only counted.
func Lines(problems []Problem, more int) (lines []string) {
	for _, p := range problems {
		lines = append(lines, p.Error())
	}
	if more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d lines more that cannot be read", more))
	}
	return lines
}
