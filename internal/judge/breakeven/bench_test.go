package breakeven

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkFind is what a session waits for after each refinement.
func BenchmarkFind(b *testing.B) {
	p := planted{view: affine(100, 0.1), copy: affine(20, 0.3), noise: noises[0].draw, spread: 0.03, drift: 0.1}
	r := rand.New(rand.NewPCG(1, 1))
	var points []Point
	for _, x := range append([]float64{300, 400, 500}, sizes...) {
		points = append(points, p.measure(x, 20, r))
	}
	for b.Loop() {
		Find(points, Search{})
	}
}
