package history

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPick(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for n := 1; n < 60; n++ {
		x := make([]float64, n)
		for i := range x {
			x[i] = float64(r.IntN(1 + n/2)) // some are equal
		}
		sorted := slices.Sorted(slices.Values(x))
		for k := range x {
			if got := pick(slices.Clone(x), k); got != sorted[k] {
				t.Fatalf("pick(%v, %d) = %v, want %v", x, k, got, sorted[k])
			}
		}
		if got, want := median(slices.Clone(x)), sorted[(n-1)/2]/2+sorted[n/2]/2; got != want {
			t.Fatalf("median(%v) = %v, want %v", x, got, want)
		}
	}
}
