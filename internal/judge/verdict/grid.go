package verdict

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
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
	return CasesOf(lines, g).cells()
}

// cells is the grid of [Cells].
func (c *Cases) cells() []Cell {
	var grid []Cell
	for _, s := range c.sheets {
		if cell, ok := s.cell(); ok {
			grid = append(grid, cell)
		}
	}
	return grid
}

func (s *sheet) cell() (c Cell, ok bool) {
	names := slices.DeleteFunc(slices.Clone(s.names), func(n string) bool { return !slices.Contains(three, n) })
	if len(names) < 2 {
		return c, false
	}
	unit := s.clock()
	middle := map[string]float64{}
	for _, n := range names {
		middle[n] = s.median(n, unit).Center
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
	return Cell{Case: s.at, Best: best, Next: next, Ahead: s.faster(best, next, unit)}, true
}
