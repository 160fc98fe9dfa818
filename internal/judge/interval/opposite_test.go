package interval

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestOpposite: negated values have the negated centre and interval, to the last bit.
// Callers estimate one direction of a difference and negate it for the other.
func TestOpposite(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	methods := map[string]func(x []float64) Estimate{
		"Sequence":      func(x []float64) Estimate { return Sequence(x, 0.05) },
		"HodgesLehmann": func(x []float64) Estimate { return HodgesLehmann(x, 0.95) },
		"Median":        func(x []float64) Estimate { return Median(x, 0.95) },
	}
	for name, estimate := range methods {
		for n := 1; n < 60; n++ {
			x, negated := make([]float64, n), make([]float64, n)
			for i := range x {
				x[i] = 0.3 + r.NormFloat64()
				if n%3 == 0 {
					x[i] = math.Round(4 * x[i]) // with ties
				}
				negated[i] = -x[i]
			}
			e, o := estimate(x), estimate(negated)
			if o.Center != -e.Center || o.Lo != -e.Hi || o.Hi != -e.Lo || o.Confidence != e.Confidence || o.N != e.N {
				t.Errorf("%s of %v is %+v, and of the negated values %+v", name, x, e, o)
			}
		}
	}
}
