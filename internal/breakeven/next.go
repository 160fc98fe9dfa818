package breakeven

import (
	"cmp"
	"math"
	"slices"
)

// Next is where further launches tell most: at most n places, the most telling
// first. A place that was measured already asks for more launches there; a
// different one lies between places that were. It is empty where nothing more
// is asked for, and where nothing can be gained.
func (a Answer) Next(n int) []float64 {
	var wishes []float64
	wish := func(x float64) {
		if len(wishes) < n && !slices.Contains(wishes, x) {
			wishes = append(wishes, x)
		}
	}
	if a.Word == Undecided {
		for _, x := range a.open() {
			wish(x)
		}
		return wishes
	}
	blunt := slices.DeleteFunc(slices.Clone(a.Crossings), a.sharp)
	slices.SortStableFunc(blunt, func(b, c Crossing) int { return cmp.Compare(width(c), width(b)) })
	for turn := range 3 { // the first wish of each crossing, then the second
		for _, c := range blunt {
			if x, ok := a.snap(wanted(c)[turn], c); ok {
				wish(x)
			}
		}
	}
	return wishes
}

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

// wanted is the places that would tell most about a crossing. A line is tried
// at its zero; after that both ends of the interval say most about its zero.
func wanted(c Crossing) [3]float64 {
	if c.seen && c.Model {
		return [3]float64{c.At.Lo, c.At.Hi, c.At.Center}
	}
	return [3]float64{c.At.Center, between(c.At.Lo, c.At.Center), between(c.At.Center, c.At.Hi)}
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
		x = between(x, c.At.Center)
	}
	for _, p := range a.Places {
		if math.Abs(math.Log(p.X)-math.Log(x)) <= a.search.Precision/3 && inside(p.X) {
			return p.X, true
		}
	}
	return x, inside(x)
}
