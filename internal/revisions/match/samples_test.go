package match

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/bufbench/bufbench/internal/result"
)

// lines are samples of three units.
func lines(nanos ...float64) (all [][]result.Value) {
	for i, x := range nanos {
		all = append(all, []result.Value{{Unit: "ns/op", X: x}, {Unit: "B/op", X: 16}, {Unit: "hits/op", X: float64(i % 2)}})
	}
	return all
}

// TestPaired: a slow moment that meets both samples of a round does not move the
// ratio, though it moves the medians.
func TestPaired(t *testing.T) {
	base, head := lines(100, 101, 300, 100, 290), lines(110, 111.1, 330, 220, 319)
	a, b := Paired(base, head)
	if got := b[0].X / a[0].X; math.Abs(got-1.1) > 1e-9 {
		t.Errorf("the ratio is %v, want 1.1", got)
	}
	if a[0].X < 100 || a[0].X > 200 {
		t.Errorf("the base is at %v, its median at 101", a[0].X)
	}
	if a[1].X != 16 || b[1].X != 16 {
		t.Errorf("B/op are %v and %v, want 16", a[1].X, b[1].X)
	}
	if a[2].X != 0 || b[2].X != 0 {
		t.Errorf("hits/op, which are 0 now and then, are %v and %v, want the medians", a[2].X, b[2].X)
	}
	for _, v := range b {
		if math.IsNaN(v.X) || math.IsInf(v.X, 0) {
			t.Errorf("%v", v)
		}
	}
}

// TestPairedUnits: a unit that one side lacks stays as it is.
func TestPairedUnits(t *testing.T) {
	a, b := Paired([][]result.Value{{{Unit: "ns/op", X: 1}, {Unit: "own", X: 5}}}, [][]result.Value{{{Unit: "ns/op", X: 2}}})
	if len(a) != 2 || a[1].X != 5 || len(b) != 1 || b[0].X != 2 {
		t.Errorf("%v, %v", a, b)
	}
}

// TestDraw: the number of iterations varies about what was found, and not where it
// is asked for.
func TestDraw(t *testing.T) {
	order := rand.New(rand.NewPCG(1, 2))
	for _, tt := range []struct{ n, fixed, least, most int }{
		{1, 0, 1, 1}, {2, 0, 1, 3}, {16, 0, 8, 24}, {1 << 20, 0, 1 << 19, 3 << 19}, {16, 16, 16, 16},
	} {
		s := &samples{match: &Match{spec: Spec{Sampling: Sampling{Iterations: tt.fixed}}}, n: tt.n}
		const draws = 2000
		sum, least, most := 0., math.MaxInt, 0
		for range draws {
			n := s.draw(order)
			sum, least, most = sum+float64(n), min(least, n), max(most, n)
		}
		if least < tt.least || most > tt.most || tt.most < 100 && (least != tt.least || most != tt.most) {
			t.Errorf("of %d: %d to %d iterations were drawn, want %d to %d", tt.n, least, most, tt.least, tt.most)
		}
		if mean := sum / draws / float64(tt.n); mean < 0.95 || mean > 1.05 {
			t.Errorf("of %d: %.2f as many were drawn in the mean, want 1", tt.n, mean)
		}
	}
}
