package result

import (
	"golang.org/x/perf/benchfmt"
)

// head is a comment that heads the lines of a case.
type head struct {
	line   int
	design Design
	paired int // number of the pairing among those of all texts; 0 is none
}

// note keeps in mind which units there are and where they were measured.
func (t *text) note(r *benchfmt.Result) {
	for i, v := range r.Values {
		if i >= len(t.last) || t.last[i].Unit != v.Unit {
			t.units[v.Unit] = true
		}
	}
	t.last = append(t.last[:0], r.Values...)
	t.place.know(r)
}

// reach takes over the heads above a line.
func (t *text) reach(number int) {
	for len(t.heads) > 0 && t.heads[0].line < number {
		t.at, t.heads, t.ofCase = t.heads[0], t.heads[1:], ""
	}
}

// headOf is the head of the case that a line is of. A head is that of one case:
// of the first line that follows, and of all lines of the same case behind it.
func (t *text) headOf(number int, name benchfmt.Name) head {
	t.reach(number)
	if t.at.line == 0 {
		return head{}
	}
	of := caseOf(string(name))
	if t.ofCase == "" {
		t.ofCase = of
	}
	if of != t.ofCase {
		return head{}
	}
	return t.at
}
