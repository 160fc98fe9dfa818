package breakeven

import (
	"math"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// crossing is an answer with one, to ask for more.
func crossing(c Crossing, s Search, xs ...float64) Answer {
	a := Answer{Word: Crosses, Crossings: []Crossing{c}, search: s.orDefaults()}
	for _, x := range xs {
		a.Places = append(a.Places, Place{X: x})
	}
	return a
}

func TestNext(t *testing.T) {
	at := func(lo, center, hi float64) interval.Estimate {
		return interval.Estimate{Lo: lo, Center: center, Hi: hi}
	}
	tests := []struct {
		name  string
		c     Crossing
		step  float64
		xs    []float64
		n     int
		sharp bool
		want  []float64
	}{
		{name: "sharp", c: Crossing{Run: at(95, 100, 105), Within: [2]float64{64, 256}, Model: true}, xs: []float64{64, 101, 256}, n: 3, sharp: true},
		{name: "nobody was near", c: Crossing{Run: at(95, 100, 105), Within: [2]float64{16, 1024}, Model: true}, xs: []float64{16, 1024}, n: 1, want: []float64{100}},
		{name: "nobody was near above", c: Crossing{Run: at(95, 100, 105), Within: [2]float64{81, 1600}, Model: true}, xs: []float64{81, 1600}, n: 1, want: []float64{400}},
		{name: "nobody was near below", c: Crossing{Run: at(95, 100, 105), Within: [2]float64{4, 121}, Model: true}, xs: []float64{4, 121}, n: 1, want: []float64{20}},
		{name: "ends", c: Crossing{Run: at(70, 100, 140), Within: [2]float64{64, 256}, Model: true}, xs: []float64{64, 100, 256}, n: 2, want: []float64{70, 140}},
		{name: "no place is wanted", c: Crossing{Run: at(70, 100, 140), Within: [2]float64{64, 256}, Model: true}, xs: []float64{64, 100, 256}, n: -1},
		{name: "a place measured is near", c: Crossing{Run: at(70, 100, 140), Within: [2]float64{64, 256}, Model: true}, xs: []float64{64, 72, 100, 256}, n: 1, want: []float64{72}},
		{name: "steps", c: Crossing{Run: at(2.2, 3.4, 4.4), Within: [2]float64{1, 6}, Model: true}, step: 1, xs: []float64{1, 2, 4, 6}, n: 3, want: []float64{2, 4, 3}},
		{name: "steps at the ends of the bracket", c: Crossing{Run: at(2.1, 3.4, 5.9), Within: [2]float64{2, 6}, Model: true}, step: 1, xs: []float64{2, 4, 6}, n: 3, want: []float64{3, 5}},
		{name: "neighbouring steps", c: Crossing{Run: at(2, 2.4, 3), Within: [2]float64{2, 3}}, step: 1, xs: []float64{2, 3}, n: 3, sharp: true},
		{name: "no line", c: Crossing{Run: at(64, 128, 256), Within: [2]float64{64, 256}}, xs: []float64{64, 256}, n: 2, want: []float64{128}},
		{name: "the bracket's end is near", c: Crossing{Run: at(66, 100, 140), Within: [2]float64{64, 256}, Model: true}, xs: []float64{64, 100, 256}, n: 1, want: []float64{66}},
		{name: "no line, gaps", c: Crossing{Run: at(4, 32, 256), Within: [2]float64{4, 256}}, xs: []float64{4, 16, 256}, n: 2, want: []float64{64, 8}},
		{name: "no line from 0 on", c: Crossing{Run: at(0, 4, 8), Within: [2]float64{0, 8}}, xs: []float64{0, 8}, n: 2, want: []float64{4}},
		{name: "no line, narrow", c: Crossing{Run: at(64, 70, 76), Within: [2]float64{64, 76}}, xs: []float64{64, 76}, n: 2, sharp: true},
		{name: "the interval ends at the bracket", c: Crossing{Run: at(64, 100, 144), Within: [2]float64{64, 144}, Model: true}, xs: []float64{64, 100, 144}, n: 2, want: []float64{80, 120}},
	}
	for _, tt := range tests {
		a := crossing(tt.c, Search{Step: tt.step}, tt.xs...)
		same := func(x, y float64) bool { return math.Abs(x-y) < 1e-9*y }
		if got := a.Next(tt.n); !slices.EqualFunc(got, tt.want, same) {
			t.Errorf("%s: Next(%d) = %v, want %v", tt.name, tt.n, got, tt.want)
		}
		if got := a.Sharp(); got != tt.sharp {
			t.Errorf("%s: Sharp() = %v, want %v", tt.name, got, tt.sharp)
		}
	}
}

// TestNextTurns asks for the first wish of each crossing before the second of
// any, the least sure crossing first.
func TestNextTurns(t *testing.T) {
	a := crossing(Crossing{Run: interval.Estimate{Lo: 80, Center: 100, Hi: 125}, Within: [2]float64{64, 256}, Model: true}, Search{}, 64, 100, 256, 512, 1000, 1024)
	a.Crossings = append(a.Crossings, Crossing{Run: interval.Estimate{Lo: 600, Center: 800, Hi: 1000}, Within: [2]float64{512, 1024}, Model: true})
	if got, want := a.Next(3), []float64{600, 80, 1000}; !slices.Equal(got, want) {
		t.Errorf("Next(3) = %v, want %v", got, want)
	}
}

// TestNextOpen asks for launches where neither a winner nor a tie is shown, the
// least sure place first.
func TestNextOpen(t *testing.T) {
	place := func(x, lo, hi float64) Place {
		return Place{X: x, Faster: interval.Estimate{Lo: lo, Center: (lo + hi) / 2, Hi: hi, N: 6}}
	}
	a := Answer{
		Places: []Place{place(1, 0.9, 1.2), place(2, 1.1, 1.2), place(3, 0.5, 2), place(4, 0.999, 1.001)},
		search: Search{}.orDefaults(),
	}
	if got, want := a.Next(9), []float64{3, 1}; !slices.Equal(got, want) {
		t.Errorf("Next(9) = %v, want %v", got, want)
	}
	if got, want := a.Next(1), []float64{3}; !slices.Equal(got, want) {
		t.Errorf("Next(1) = %v, want %v", got, want)
	}
	if a.Sharp() {
		t.Error("Sharp() of undecided = true, want false")
	}
}
