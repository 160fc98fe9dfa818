package verdict

import (
	"cmp"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/result"
)

// Along is the axis that a break-even lies on.
type Along string

// The axes of break-evens.
const (
	Size   Along = "size"   // N*, in bytes
	Passes Along = "passes" // K*
)

// Breakeven is where a view and a copy cost the same, along one axis, while all
// else stays the same.
type Breakeven struct {
	Contest bench.Contest
	Along   Along
	Rest    bench.Case // what stays the same; of no size along the sizes, of no passes along the passes
	Clock   string     // unit of the clock that the times are of
	breakeven.Answer
	Setup *Constant // nil where the author names no probes, or none was measured
}

// Breakevens finds the break-evens that a scenario asks for, from the lines of its cases
// under the usual conditions. A scenario of class N* has them along the sizes, at the
// fewest passes. A scenario of class K* has them along the passes, at every size.
func Breakevens(info bench.Info, lines []result.Line, s breakeven.Search) []Breakeven {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l result.Line) bool { return !l.Case.Usual() || l.Case.Passes == 0 })
	var all []Breakeven
	if slices.Contains(info.Class, bench.BreakEvenSize) {
		s.Step = float64(max(info.Grid.Element, 1))
		all = append(all, along(info, Size, atFewest(lines), s)...)
	}
	if slices.Contains(info.Class, bench.BreakEvenPasses) {
		s.Step = 1
		all = append(all, along(info, Passes, lines, s)...)
	}
	return all
}

// atFewest keeps the lines of the fewest passes.
func atFewest(lines []result.Line) []result.Line {
	if len(lines) == 0 {
		return nil
	}
	fewest := slices.MinFunc(lines, func(a, b result.Line) int { return a.Case.Passes - b.Case.Passes }).Case.Passes
	return slices.DeleteFunc(slices.Clone(lines), func(l result.Line) bool { return l.Case.Passes != fewest })
}

// along finds the break-evens along one axis, a contest each for every value of
// all else, in the order of the scenario's grid.
func along(info bench.Info, axis Along, lines []result.Line, s breakeven.Search) []Breakeven {
	var rests []bench.Case
	groups := map[string][]result.Line{}
	for _, l := range lines {
		rest := axis.rest(l.Case)
		if groups[rest.String()] == nil {
			rests = append(rests, rest)
		}
		groups[rest.String()] = append(groups[rest.String()], l)
	}
	slices.SortStableFunc(rests, func(a, b bench.Case) int {
		return cmp.Or(slices.Compare(ranks(info.Grid, a), ranks(info.Grid, b)), cmp.Compare(a.Size, b.Size))
	})
	var all []Breakeven
	for _, contest := range info.Asked() {
		for _, rest := range rests {
			if b, ok := contested(contest, axis, groups[rest.String()], s); ok {
				b.Rest = rest
				all = append(all, b)
			}
		}
	}
	return all
}

// ranks says where the values of the case's axes stand in the grid, one number
// an axis of the grid; what the grid does not have comes last.
func ranks(g bench.Grid, c bench.Case) []int {
	places := make([]int, len(g.Axes))
	for i, choice := range g.Axes {
		if places[i] = slices.Index(choice.Values, c.Get(choice.Key)); places[i] < 0 {
			places[i] = len(choice.Values)
		}
	}
	return places
}

func (a Along) rest(c bench.Case) bench.Case {
	if a == Size {
		c.Size = 0
	} else {
		c.Passes = 0
	}
	return c
}

func (a Along) of(c bench.Case) float64 {
	if a == Size {
		return float64(c.Size)
	}
	return float64(c.Passes)
}

// Case is the case at x of the break-even's axis.
func (b Breakeven) Case(x float64) bench.Case {
	c := b.Rest
	if b.Along == Size {
		c.Size = bench.Bytes(x)
	} else {
		c.Passes = int(x)
	}
	return c
}

// contested is the break-even of one contest over lines that differ along the
// axis only; not ok where it cannot be: one of the arms was not measured, or at
// one place only.
func contested(c bench.Contest, axis Along, lines []result.Line, s breakeven.Search) (b Breakeven, ok bool) {
	order, groups := byCase(lines)
	b = Breakeven{Contest: c, Along: axis, Clock: wall(lines)}
	var points []breakeven.Point
	for _, key := range order {
		_, arms := byArm(groups[key])
		view, copied := arms[c.View], arms[c.Copy]
		if len(view) == 0 || len(view) != len(copied) {
			continue
		}
		points = append(points, breakeven.Point{
			X: axis.of(view[0].Case), View: column(view, b.Clock), Copy: column(copied, b.Clock),
		})
	}
	if len(points) < 2 {
		return b, false
	}
	b.Answer = breakeven.Find(points, s)
	if axis == Size {
		b.Setup = setup(c.Setup, b.View, groups[order[0]], b.Clock)
	}
	return b, true
}

// wall is the clock of all lines: theirs if it is one, or else wall time, as
// times by different clocks make no line.
func wall(lines []result.Line) string {
	for _, l := range lines {
		if l.Design.Clock != lines[0].Design.Clock {
			return clocks[0].unit
		}
	}
	return clockOf(lines[0].Design.Clock).unit
}
