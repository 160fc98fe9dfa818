package interval

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func BenchmarkSequence(b *testing.B) {
	for _, n := range []int{30, 300} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(19, 20))
			x := make([]float64, n)
			for j := range x {
				x[j] = 0.01 + 0.02*r.NormFloat64()
			}
			for b.Loop() {
				Sequence(x, 0.05)
			}
		})
	}
}
