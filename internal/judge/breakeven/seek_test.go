package breakeven

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// seeker measures planted rivals, and notes where.
func seeker(p planted, seen *[]float64) Seeker {
	r := rand.New(rand.NewPCG(61, 62))
	return Seeker{
		Search: Search{Step: 1},
		Measure: func(xs []float64) (points []Point, err error) {
			for _, x := range xs {
				*seen = append(*seen, x)
				points = append(points, p.measure(x, 6, r))
			}
			return points, nil
		},
		Over: func() bool { return false },
	}
}

// about2000 is a pair of rivals that cost the same at 2000.
var about2000 = planted{view: affine(1000, 0.25), copy: affine(500, 0.5), noise: noises[0].draw, spread: 0.003, drift: 0.05}

func TestSeekFinds(t *testing.T) {
	var seen []float64
	s := seeker(about2000, &seen)
	s.Grid = Spaced(16, 1<<20, 1, 7)
	a, points, err := s.Seek()
	if err != nil || !a.Sharp() || !holds(a, 2000) || len(points) != len(seen) {
		t.Errorf("Seek says %v, %v, %v of %d points at %v, want a sharp crossing about 2000", a.Word, a.Crossings, err, len(points), seen)
	}
}

// Where only some places can be measured, no other place is.
func TestSeekKeepsToPlaces(t *testing.T) {
	var seen []float64
	s := seeker(about2000, &seen)
	s.Places = []float64{64, 256, 1000, 1024, 1900, 3000, 4096, 16384, 65536}
	s.Grid = []float64{64, 1024, 65536}
	a, _, err := s.Seek()
	if err != nil || !holds(a, 2000) {
		t.Errorf("Seek says %v, %v, want a crossing about 2000", a.Crossings, err)
	}
	for _, x := range seen {
		if !slices.Contains(s.Places, x) {
			t.Errorf("%v was measured, which is no place", x)
		}
	}
	if !slices.Contains(seen, 1900) || !slices.Contains(seen, 3000) {
		t.Errorf("only %v were measured, want the places next to the crossing too", seen)
	}
}

func TestSeekEnds(t *testing.T) {
	var seen []float64
	wild := about2000
	wild.spread = 1
	s := seeker(wild, &seen)
	s.Grid = []float64{64, 65536}
	if _, _, err := s.Seek(); err != nil || len(seen) > 2+maxLooks*atOnce {
		t.Errorf("a search that finds nothing measured %d places (%v)", len(seen), err)
	}
	seen = nil
	s.Over = func() bool { return true }
	if _, points, err := s.Seek(); err != nil || len(points) != 2 {
		t.Errorf("without time there are %d points (%v), want those of the grid", len(points), err)
	}
	stop := errors.New("stop")
	inner := s.Measure
	s.Measure = func(xs []float64) ([]Point, error) {
		points, _ := inner(xs[:1])
		return points, stop
	}
	if a, points, err := s.Seek(); !errors.Is(err, stop) || len(points) != 1 || len(a.Places) != 1 {
		t.Errorf("an error leaves %d points and %d places (%v), want what was measured", len(points), len(a.Places), err)
	}
}

func TestSpaced(t *testing.T) {
	for _, test := range []struct {
		from, to, step, n int
		want              []float64
	}{
		{1, 64, 1, 7, []float64{1, 2, 4, 8, 16, 32, 64}},
		{0, 2, 1, 7, []float64{0, 1, 2}},
		{3, 4, 1, 7, []float64{3, 4}},
		{16, 1000, 8, 3, []float64{16, 128, 1000}},
	} {
		if got := Spaced(test.from, test.to, test.step, test.n); !slices.Equal(got, test.want) {
			t.Errorf("Spaced(%d, %d, %d, %d) = %v, want %v", test.from, test.to, test.step, test.n, got, test.want)
		}
	}
}
