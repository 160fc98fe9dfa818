package breakeven

import (
	"cmp"
	"math"
	"slices"
)

// Next is where further launches tell most: a maximum of n places, the most telling
// first. A place that was measured already asks for more launches there. Another place
// lies between measured ones. It is empty if nothing more is needed or nothing can be
// gained.
func (a Answer) Next(n int) []float64 {
	var next []float64
	take := func(x float64, ok bool) {
		if ok && len(next) < n && !slices.Contains(next, x) {
			next = append(next, x)
		}
	}
	if a.Word == Undecided {
		for _, x := range a.open() {
			take(x, true)
		}
		return next
	}
	blunt := slices.DeleteFunc(slices.Clone(a.Crossings), a.sharp)
	slices.SortStableFunc(blunt, func(b, c Crossing) int { return cmp.Compare(c.Run.Hi/c.Run.Lo, b.Run.Hi/b.Run.Lo) })
	for turn := range wishes { // the first wish of each crossing, then the second
		for _, c := range blunt {
			if wanted := a.wanted(c); turn < len(wanted) {
				take(a.snap(wanted[turn], c))
			}
		}
	}
	return next
}

// wishes is how many places are considered for a crossing.
const wishes = 3

// open is the places where neither a winner nor a tie is shown, the least sure
// first.
func (a Answer) open() []float64 {
	places := slices.DeleteFunc(slices.Clone(a.Places), func(p Place) bool {
		return p.winner() != Nobody || p.tied(a.search.Margin)
	})
	slices.SortStableFunc(places, func(p, q Place) int {
		return cmp.Compare(q.Faster.Hi/q.Faster.Lo, p.Faster.Hi/p.Faster.Lo)
	})
	var xs []float64
	for _, p := range places {
		xs = append(xs, p.X)
	}
	return xs
}

// wanted is the places that would tell most about a crossing, the most telling
// first: without a line, halves of the bracket; with one, what lies near its
// zero; and if that was measured on either side, the ends of the interval.
func (a Answer) wanted(c Crossing) []float64 {
	if !c.Model {
		return a.halves(c)
	}
	below, above := a.near(c)
	lower, middle, upper := between(below, c.Run.Center), c.Run.Center, between(c.Run.Center, above)
	switch left, right := middle > far*below, above > far*middle; {
	case left && right:
		return []float64{middle, lower, upper}
	case left:
		return []float64{lower, middle, upper}
	case right:
		return []float64{upper, middle, lower}
	}
	return []float64{c.Run.Lo, c.Run.Hi, middle}
}

// halves is the middles of the gaps between places measured in a bracket, the
// widest first.
func (a Answer) halves(c Crossing) []float64 {
	type gap struct{ middle, width float64 }
	var gaps []gap
	for i, p := range a.Places[1:] {
		before := a.Places[i].X
		if before >= c.Within[0] && p.X <= c.Within[1] {
			gaps = append(gaps, gap{between(before, p.X), p.X / before})
		}
	}
	slices.SortStableFunc(gaps, func(g, h gap) int { return cmp.Compare(h.width, g.width) })
	var middles []float64
	for _, g := range gaps {
		middles = append(middles, g.middle)
	}
	return middles
}

// snap moves a wish to a multiple of the step inside the crossing's bracket,
// and to a place measured if one is near; not ok where there is none inside.
func (a Answer) snap(x float64, c Crossing) (float64, bool) {
	inside := func(x float64) bool { return x > c.Within[0] && x < c.Within[1] }
	if step := a.search.Step; step > 0 {
		x = step * math.Round(x/step)
		if x <= c.Within[0] {
			x = step * (math.Floor(c.Within[0]/step) + 1)
		}
		if x >= c.Within[1] {
			x = step * (math.Ceil(c.Within[1]/step) - 1)
		}
	} else if !inside(x) {
		x = between(x, c.Run.Center)
	}
	for _, p := range a.Places {
		if math.Abs(math.Log(p.X)-math.Log(x)) <= a.search.Precision/3 && inside(p.X) {
			return p.X, true
		}
	}
	return x, inside(x)
}
