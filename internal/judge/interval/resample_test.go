package interval

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestResample: the mean is that of the values that the same numbers choose.
func TestResample(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 3, 6, 40} {
		x := make([]float64, n)
		for i := range x {
			x[i] = math.Round(8 * source.NormFloat64()) // with ties
		}
		s, r, same := NewResample(x), rand.New(rand.NewPCG(3, 4)), rand.New(rand.NewPCG(3, 4))
		for _, trim := range []float64{0, 0.1, 0.25, 0.5} {
			for range 50 {
				drawn := make([]float64, n)
				for i := range drawn {
					drawn[i] = x[same.IntN(n)]
				}
				if got, want := s.TrimmedMean(r, trim), TrimmedMean(drawn, trim); got != want {
					t.Fatalf("of %v, trimmed by %v, it is %v, want %v", drawn, trim, got, want)
				}
			}
		}
	}
}
