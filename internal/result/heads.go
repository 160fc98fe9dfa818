package result

import (
	"golang.org/x/perf/benchfmt"
)

// heads are the comments that head the lines of cases.
type heads struct {
	next     []head // those that no result has reached yet
	at       head   // the last one that a result has
	ofCase   string // the case that it is of; empty before its first line
	pairings int

	name, nameCase string // of the last line, and its case
}

// head is one such comment.
type head struct {
	line   int
	design Design
	paired int // number of the pairing among those of all texts; 0 is none
}

// add takes over a comment of the text with this index.
func (h *heads) add(line, text int, d Design, paired bool) {
	one := head{line: line, design: d}
	if paired {
		h.pairings++
		one.paired = text<<32 + h.pairings
	}
	h.next = append(h.next, one)
}

// forget takes every comment back.
func (h *heads) forget() { h.next, h.at = nil, head{} }

// reach takes over the heads above a line.
func (h *heads) reach(number int) {
	for len(h.next) > 0 && h.next[0].line < number {
		h.at, h.next, h.ofCase = h.next[0], h.next[1:], ""
	}
}

// lose is for a line that is lost: the lines of its case are not paired any more.
func (h *heads) lose(number int) {
	h.reach(number)
	h.at.paired = 0
}

// of returns the head of a line's case. A head belongs to one case: to the first line
// that follows, and to all lines of the same case behind it.
func (h *heads) of(number int, name benchfmt.Name) head {
	h.reach(number)
	if h.at.line == 0 {
		return head{}
	}
	if string(name) != h.name {
		h.name, h.nameCase = string(name), caseOf(string(name))
	}
	if h.ofCase == "" {
		h.ofCase = h.nameCase
	}
	if h.nameCase != h.ofCase {
		return head{}
	}
	return h.at
}
