package breakeven

import (
	"math"
	"math/rand/v2"
	"testing"
)

// exactly measures rivals without noise at each x, in ten launches.
func exactly(view, copied func(float64) float64, xs ...float64) []Point {
	var points []Point
	for _, x := range xs {
		points = append(points, planted{view: view, copy: copied, noise: func(*rand.Rand) float64 { return 0 }}.measure(x, 10, rand.New(rand.NewPCG(1, 1))))
	}
	return points
}

func TestFindExact(t *testing.T) {
	a := Find(exactly(affine(100, 0.1), affine(20, 0.3), sizes...), Search{})
	if a.Word != Crosses || len(a.Crossings) != 1 {
		t.Fatalf("Find(one crossing) = %v, %d crossings, want one", a.Word, len(a.Crossings))
	}
	if got := a.Crossings[0].At.Center; math.Abs(got-400) > 4 {
		t.Errorf("crossing = %v, want 400", got)
	}
}
