package result

import (
	"iter"
	"slices"
)

// Stretches yields the lines of one arm in one case that follow one another, for all
// lines in order.
func Stretches(lines []Line) iter.Seq[[]Line] {
	return func(yield func([]Line) bool) {
		for len(lines) > 0 {
			n := 1
			for n < len(lines) && lines[0].besides(&lines[n]) {
				n++
			}
			if !yield(lines[:n:n]) {
				return
			}
			lines = lines[n:]
		}
	}
}

// besides reports whether two lines are launches of the same arm in the same case.
func (l *Line) besides(o *Line) bool {
	return l.Arm == o.Arm && l.Scenario == o.Scenario &&
		l.Case.Size == o.Case.Size && l.Case.Passes == o.Case.Passes && slices.Equal(l.Case.Axes, o.Case.Axes)
}
