package interval

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// halved is [Sequence] by halving alone, of ranges and of single numbers. It asks every
// score at every step.
func halved(x []float64, alpha float64) Estimate {
	s := newSeries(x)
	return Estimate{s.halvedCenter(), s.halvedLowest(outside(alpha)), -s.negated().halvedLowest(outside(alpha)), max(0, 1-alpha), len(x)}
}

func (s series) halvedCenter() float64 {
	least, most := slices.Min(s.x), slices.Max(s.x)
	lo, hi := max(keyOf(least)-1, lowestKey), min(keyOf(most)+1, highestKey)
	below := firstKey(lo, hi, func(theta float64) bool { sum, _ := s.sums(theta); return sum <= 0 })
	above := firstKey(lo, hi, func(theta float64) bool { sum, _ := s.sums(theta); return sum < 0 })
	return max(least, min(halfway((below-1).value(), above.value()), most))
}

func (s series) halvedLowest(limit float64) float64 {
	center := s.halvedCenter()
	from := keyOf(slices.Min(s.x) - slices.Max(s.scale))
	if !s.rejects(math.Inf(-1), from.value(), limit) {
		from = lowestKey
	}
	if k, found := s.halve(from, keyOf(center), limit); found {
		return k.value()
	}
	return center
}

// hard are series with ties, infinities, very large, very small and far values.
func hard(r *rand.Rand, x []float64) {
	tail := []float64{0, 1, -1, 1e-300, 5e-324, 1e300, math.Inf(1), math.Inf(-1), 1e9, 1 + 1e-12}
	share := []float64{0, 0.1, 0.5, 1}[r.IntN(4)]
	size, center := math.Exp(20*r.NormFloat64()), math.Exp(5*r.NormFloat64())*float64(r.IntN(3)-1)
	for j := range x {
		x[j] = center + size*r.NormFloat64()
		if r.Float64() < share {
			x[j] = tail[r.IntN(len(tail))]
		}
	}
}

// TestSequenceHalved: what is found sooner is the same to the last bit.
func TestSequenceHalved(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	try := func(name string, draw func(*rand.Rand, []float64)) {
		x := make([]float64, 13+r.IntN(100))
		draw(r, x)
		alpha := []float64{0.01, 0.05, 0.3, 1}[r.IntN(4)]
		if got, want := fmt.Sprint(Sequence(x, alpha)), fmt.Sprint(halved(x, alpha)); got != want && len(x) >= SequenceFloor(alpha) {
			t.Fatalf("%s: Sequence(%v, %v) = %v, want %v", name, x, alpha, got, want)
		}
	}
	for _, d := range noises {
		for range 12 {
			try(d.name, d.draw)
		}
	}
	trials := 1000
	if testing.Short() {
		trials /= 5
	}
	for range trials {
		try("hard", hard)
	}
}

// TestNearKey: a guess that is near saves looks, and one that is not does no harm.
func TestNearKey(t *testing.T) {
	inf := math.Inf(1)
	for _, want := range []float64{-math.MaxFloat64, -3.7, 0, 5e-324, 0.1, 2e300, inf} {
		for _, guess := range []float64{want, math.Nextafter(want, -inf), math.Nextafter(want, inf), -inf, -1, 0, 1, inf, want * 1.0001} {
			looks := 0
			got := nearKey(lowestKey, highestKey, keyOf(guess), func(v float64) bool { looks++; return v >= want }).value()
			if got != want || looks > 84 {
				t.Errorf("first number from %v up, by way of %v = %v after %d looks, want at most 84", want, guess, got, looks)
			}
			if away := keyOf(guess) - keyOf(want); -2 < away && away < 2 && looks > 6 {
				t.Errorf("first number from %v up, by way of its neighbour %v, after %d looks, want at most 6", want, guess, looks)
			}
		}
	}
}
