package verdict

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/bufbench/bufbench/bench"
)

// Changes says what would change the answer: it compares a case in the middle
// with those that differ from it in one respect.
type Changes struct {
	Pivot Cell     // the case in the middle
	Flips []Change // the nearest values of an axis at which another wins
	Holds []Change // other conditions under which the same wins
}

// Change is another case that differs in one respect.
type Change struct {
	Axis, Value string
	Steps       int // how many values of the axis away
	Cell        Cell
}

// middle is the size that the case in the middle is near: it fits a first or a
// second cache, and copies of it are large for the allocator.
const middle = 64 * bench.KiB

// ChangesOf finds what would change the answer, in a grid of one scenario. There
// is none where the grid is empty.
func ChangesOf(grid []Cell) Changes {
	pivot, ok := pivotOf(grid)
	if !ok {
		return Changes{}
	}
	c := Changes{Pivot: pivot}
	var flips []Change
	for _, cell := range grid {
		axis, value, ok := apart(pivot.Case, cell.Case)
		if !ok {
			continue
		}
		if pivot.Word() == Open || cell.Word() == Open {
			continue // a cell without a winner changes nothing
		}
		change := Change{Axis: axis, Value: value, Steps: steps(grid, axis, pivot.Case, cell.Case), Cell: cell}
		switch {
		case cell.Word() != pivot.Word():
			flips = append(flips, change)
		case axis != string(Size) && axis != string(Passes):
			c.Holds = append(c.Holds, change)
		}
	}
	slices.SortStableFunc(flips, func(a, b Change) int { return a.Steps - b.Steps })
	for _, f := range flips {
		if f.Steps == flips[0].Steps {
			c.Flips = append(c.Flips, f)
		}
	}
	return c
}

// pivotOf is the usual case at the fewest passes, of the first value of the
// scenario's own axes, whose size is nearest to the middle.
func pivotOf(grid []Cell) (pivot Cell, ok bool) {
	for _, c := range grid {
		if !c.Case.Usual() || c.Case.Passes == 0 || ok && !slices.Equal(valuesOf(c.Case), valuesOf(pivot.Case)) {
			continue
		}
		if !ok || cmp.Or(c.Case.Passes-pivot.Case.Passes, cmp.Compare(remote(c.Case.Size), remote(pivot.Case.Size))) < 0 {
			pivot, ok = c, true
		}
	}
	return pivot, ok
}

// Pivot is the case in the middle of cases (see [ChangesOf]).
func Pivot(cases []bench.Case) (bench.Case, bool) {
	var grid []Cell
	for _, c := range cases {
		grid = append(grid, Cell{Case: c})
	}
	pivot, ok := pivotOf(grid)
	return pivot.Case, ok
}

// remote is how many doublings a size is away from the middle.
func remote(size bench.Bytes) float64 { return math.Abs(math.Log2(float64(size) / float64(middle))) }

// apart is the one respect in which two cases differ, and the other's value.
func apart(a, b bench.Case) (axis, value string, one bool) {
	differ := 0
	note := func(key, of string) { axis, value, differ = key, of, differ+1 }
	if a.Size != b.Size {
		note(string(Size), b.Size.String())
	}
	if a.Passes != b.Passes {
		note(string(Passes), strconv.Itoa(b.Passes))
	}
	for _, key := range keysOf(a, b) {
		if a.Get(key) != b.Get(key) {
			note(key, b.Get(key))
		}
	}
	return axis, value, differ == 1
}

// keysOf are the keys of the further axes of two cases.
func keysOf(cases ...bench.Case) (keys []string) {
	for _, c := range cases {
		for _, a := range c.Axes {
			if !slices.Contains(keys, a.Key) {
				keys = append(keys, a.Key)
			}
		}
	}
	return keys
}

// steps is how many values of an axis lie between two cases of a grid: what is
// no number is one step away.
func steps(grid []Cell, axis string, from, to bench.Case) int {
	of := func(c bench.Case) float64 {
		switch Along(axis) {
		case Size, Passes:
			return Along(axis).of(c)
		}
		return 0
	}
	var between []float64
	for _, c := range grid {
		if x := of(c.Case); (x > of(from)) != (x > of(to)) && c.Case.Usual() && !slices.Contains(between, x) {
			between = append(between, x)
		}
	}
	return max(len(between), 1)
}
