package breakeven

import (
	"math"
	"slices"
)

// Seeker finds a crossing with a function that measures.
type Seeker struct {
	Search Search
	Grid   []float64 // the X measured first

	// Places are the X that can be measured, in order. nil means that all can.
	Places []float64

	// Measure makes launches at each of some X. It returns the points that it has, also
	// beside an error.
	Measure func(xs []float64) ([]Point, error)

	// Over reports whether no more should be measured.
	Over func() bool
}

// maxLooks ends a search that finds nothing.
const maxLooks = 16

// Seek measures the grid, and then wherever the answer asks for more, until it is sharp or
// no more should be measured. It returns all points, also beside an error.
func (s Seeker) Seek() (Answer, []Point, error) {
	var points []Point
	wanted := s.Grid
	for looks := 0; ; looks++ {
		more, err := s.Measure(wanted)
		points = append(points, more...)
		a := Find(points, s.Search)
		if err != nil || len(more) == 0 || a.Sharp() || looks == maxLooks || s.Over() {
			return a, points, err
		}
		if wanted = s.next(a); len(wanted) == 0 {
			return a, points, nil
		}
	}
}

// atOnce is how many places are measured between two looks.
const atOnce = 2

// next returns the places to measure next.
func (s Seeker) next(a Answer) []float64 {
	wishes := a.Next(atOnce)
	if s.Places == nil {
		return wishes
	}
	var next []float64
	for _, x := range wishes {
		if at, ok := s.near(a, x); ok && !slices.Contains(next, at) {
			next = append(next, at)
		}
	}
	return next
}

// near returns the place that stands for a wish: a measured one for itself, or else the
// nearest unmeasured one within the crossing. If all there are measured, more launches
// help only a line. Then it is the nearest place.
func (s Seeker) near(a Answer, x float64) (float64, bool) {
	if slices.Contains(s.Places, x) {
		return x, true
	}
	from, to, model := math.Inf(-1), math.Inf(1), true
	for _, c := range a.Crossings {
		if c.Within[0] <= x && x <= c.Within[1] {
			from, to, model = c.Within[0], c.Within[1], c.Model
		}
	}
	measured := func(at float64) bool {
		return slices.ContainsFunc(a.Places, func(p Place) bool { return p.X == at })
	}
	fresh := slices.DeleteFunc(slices.Clone(s.Places), func(at float64) bool { return at <= from || at >= to || measured(at) })
	switch {
	case len(fresh) > 0:
		return closest(fresh, x), true
	case model:
		return closest(s.Places, x), true
	}
	return 0, false
}

// closest returns the nearest of some places, as factors go.
func closest(places []float64, x float64) float64 {
	far := func(at float64) float64 { return math.Abs(math.Log(at+1) - math.Log(x+1)) }
	return slices.MinFunc(places, func(p, q float64) int {
		if far(p) < far(q) {
			return -1
		}
		return 1
	})
}

// Spaced returns n whole numbers from one to another, or fewer if there are not as many:
// evenly spaced as factors go, and multiples of a step but for the ends.
func Spaced(from, to, step, n int) []float64 {
	var xs []float64
	low, high := math.Log(float64(max(from, 1))), math.Log(float64(max(to, 1)))
	for i := range n {
		x := math.Exp(low + (high-low)*float64(i)/float64(max(n-1, 1)))
		x = math.Round(x/float64(step)) * float64(step)
		switch {
		case i == 0:
			x = float64(from)
		case i == n-1:
			x = float64(to)
		}
		if x >= float64(from) && x <= float64(to) && !slices.Contains(xs, x) {
			xs = append(xs, x)
		}
	}
	return xs
}
