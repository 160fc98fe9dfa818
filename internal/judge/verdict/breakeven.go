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
	return CasesOf(lines, Goal{}).breakevens(info, s)
}

// breakevens are those of [Breakevens].
func (c *Cases) breakevens(info bench.Info, s breakeven.Search) []Breakeven {
	sheets := c.only(func(at bench.Case) bool { return at.Usual() && at.Passes > 0 }).sheets
	var all []Breakeven
	if slices.Contains(info.Class, bench.BreakEvenSize) {
		s.Step = float64(max(info.Grid.Element, 1))
		all = append(all, along(info, Size, atFewest(sheets), s)...)
	}
	if slices.Contains(info.Class, bench.BreakEvenPasses) {
		s.Step = 1
		all = append(all, along(info, Passes, sheets, s)...)
	}
	return all
}

// atFewest keeps the cases of the fewest passes.
func atFewest(sheets []*sheet) []*sheet {
	if len(sheets) == 0 {
		return nil
	}
	fewest := slices.MinFunc(sheets, func(a, b *sheet) int { return a.at.Passes - b.at.Passes }).at.Passes
	return slices.DeleteFunc(slices.Clone(sheets), func(s *sheet) bool { return s.at.Passes != fewest })
}

// along finds the break-evens along one axis, a contest each for every value of
// all else, in the order of the scenario's grid.
func along(info bench.Info, axis Along, sheets []*sheet, s breakeven.Search) []Breakeven {
	var rests []bench.Case
	groups := map[string][]*sheet{}
	for _, one := range sheets {
		rest := axis.rest(one.at)
		if groups[rest.String()] == nil {
			rests = append(rests, rest)
		}
		groups[rest.String()] = append(groups[rest.String()], one)
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

// contested is the break-even of one contest over cases that differ along the
// axis only; not ok where it cannot be: one of the arms was not measured, or at
// one place only.
func contested(c bench.Contest, axis Along, sheets []*sheet, s breakeven.Search) (b Breakeven, ok bool) {
	b = Breakeven{Contest: c, Along: axis, Clock: wall(sheets)}
	var points []breakeven.Point
	for _, one := range sheets {
		view, copied := one.column(c.View, b.Clock), one.column(c.Copy, b.Clock)
		if len(view) > 0 && len(view) == len(copied) {
			points = append(points, breakeven.Point{X: axis.of(one.at), View: view, Copy: copied})
		}
	}
	if len(points) < 2 {
		return b, false
	}
	b.Answer = breakeven.Find(points, s)
	if axis == Size {
		b.Setup = setup(c.Setup, b.View, sheets[0], b.Clock)
	}
	return b, true
}

// wall is the clock of all lines: theirs if it is one, or else wall time, as
// times by different clocks make no line.
func wall(sheets []*sheet) string {
	for _, s := range sheets {
		for _, lines := range s.arms {
			if slices.ContainsFunc(lines, func(l result.Line) bool { return l.Design.Clock != sheets[0].design.Clock }) {
				return clocks[0].unit
			}
		}
	}
	return sheets[0].clock()
}
