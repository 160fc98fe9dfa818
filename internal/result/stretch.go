package result

import (
	"iter"
	"slices"

	"github.com/bufbench/bufbench/bench"
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

// InOrder returns lines in the order of cases, and behind them those of other cases. The
// lines of an arm in a case keep their order.
func InOrder(lines []Line, cases []bench.Case) []Line {
	at := map[string]int{}
	for i, c := range cases {
		at[c.String()] = i
	}
	type stretch struct {
		at    int
		lines []Line
	}
	var all []stretch
	for of := range Stretches(lines) {
		i, known := at[of[0].Case.String()]
		if !known {
			i = len(cases)
		}
		all = append(all, stretch{i, of})
	}
	byCase := func(a, b stretch) int { return a.at - b.at }
	if slices.IsSortedFunc(all, byCase) {
		return lines
	}
	slices.SortStableFunc(all, byCase)
	ordered := make([]Line, 0, len(lines))
	for _, s := range all {
		ordered = append(ordered, s.lines...)
	}
	return ordered
}
