package verdict

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

// Cell is who wins in one case.
type Cell struct {
	Case  bench.Case
	Best  string            // the fastest arm
	Next  string            // the second fastest; empty without one
	Ahead interval.Estimate // how many times as long the second takes; N is 0 where they are not paired
}

// Tied reports whether the fastest arm is not shown to win: its interval holds
// 1, or there is none.
func (c Cell) Tied() bool { return c.Ahead.N == 0 || !(c.Ahead.Lo > 1) }

// Word is the winner, "tie", or "undecided" if there is no interval.
func (c Cell) Word() string {
	switch {
	case !known(c.Ahead):
		return Open
	case c.Tied():
		return Tied
	}
	return c.Best
}

// three are the arms between which a grid decides: the ways that everyone has.
var three = []string{yardstick, "reuse", "view"}

// Cells is the grid of who wins among copy, reuse and view, a cell a case, in
// the order of the lines. Cases with fewer than two of them are left out.
func Cells(lines []result.Line, g Goal) []Cell {
	return cells(lines, g, func(arm string) bool { return slices.Contains(three, arm) })
}

// cells is the grid among the arms that are wanted.
func cells(lines []result.Line, g Goal, wanted func(arm string) bool) []Cell {
	order, groups := byCase(lines)
	var grid []Cell
	for _, key := range order {
		if c, ok := cellOf(groups[key], g, wanted); ok {
			grid = append(grid, c)
		}
	}
	return grid
}

func cellOf(lines []result.Line, g Goal, wanted func(arm string) bool) (c Cell, ok bool) {
	names, arms := byArm(lines)
	names = slices.DeleteFunc(names, func(n string) bool { return reference.Is(n) || !wanted(n) })
	if len(names) < 2 {
		return c, false
	}
	unit := clockOf(lines[0].Design.Clock).unit
	middle := map[string]float64{}
	for _, n := range names {
		middle[n] = interval.Median(column(arms[n], unit), confidence).Center
	}
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case middle[a] < middle[b]:
			return -1
		case middle[a] > middle[b]:
			return 1
		}
		return 0
	})
	best, next := names[0], names[1]
	return Cell{Case: lines[0].Case, Best: best, Next: next, Ahead: times(arms[next], arms[best], unit, g)}, true
}
