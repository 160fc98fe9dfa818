package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSignTests(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name        string
		x           []float64
		sign, ranks float64
	}{
		{"empty", nil, 1, 1},
		{"zeros", []float64{0, 0, math.Copysign(0, -1)}, 1, 1},
		{"one", []float64{3}, 1, 1},
		{"two", []float64{3, 4}, 0.5, 0.5},
		{"five agree", []float64{5, 4, 3, 2, 1}, 2. / 32, 2. / 32},
		{"five agree below", []float64{-5, -4, -3, -2, -1}, 2. / 32, 2. / 32},
		{"smallest differs", []float64{5, 4, 3, 2, -1}, 2 * 6. / 32, 2 * 2. / 32},
		{"largest differs", []float64{-5, 4, 3, 2, 1}, 2 * 6. / 32, 2 * 10. / 32},
		{"balanced", []float64{-1, 1}, 1, 1},
		// Ranks 1.5, 1.5, 3: sums of at most 1.5 have 3 of 8 choices.
		{"ties", []float64{-2, 2, 7}, 1, 2 * 3. / 8},
		// Ranks 2, 3, 4 beside a zero of rank 1: sums of at most 2 have 2 of 8.
		{"zero is ranked, then left out", []float64{0, -1, 2, 3}, 1, 2 * 2. / 8},
		// Ranks 2, 3, 4: the sum 4 has 4 below or at it (0, 2, 3, 4); were the zero
		// left out at once, 3 of 1, 2, 3 would have 5.
		{"largest differs beside a zero", []float64{0, 1, 2, -3}, 1, 1},
		{"infinite", []float64{inf, inf, inf, inf, -1, inf}, 2 * 7. / 64, 2 * 2. / 64},
		{"not a number", []float64{1, nan}, nan, nan},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.x)
			if got := SignTest(tt.x); !same(got, tt.sign) {
				t.Errorf("SignTest(%v) = %v, want %v", tt.x, got, tt.sign)
			}
			if got := SignedRank(tt.x); !same(got, tt.ranks) {
				t.Errorf("SignedRank(%v) = %v, want %v", tt.x, got, tt.ranks)
			}
			if !slices.EqualFunc(tt.x, before, same) {
				t.Errorf("a test changed its argument from %v to %v", before, tt.x)
			}
		})
	}
}

// TestSignTestsByCounting compares with all signs of the values, with ties and
// zeros.
func TestSignTestsByCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	for n := 1; n <= 10; n++ {
		for _, draw := range []func(*rand.Rand) float64{normal, coarse, func(r *rand.Rand) float64 { return math.Abs(coarse(r)) }} {
			for range 5 {
				x := make([]float64, n)
				independent(draw)(r, x)
				if got, want := SignTest(x), bruteSign(x); !roughly(got, want) {
					t.Errorf("SignTest(%v) = %v, want %v", x, got, want)
				}
				if got, want := SignedRank(x), bruteSignedRank(x); !roughly(got, want) {
					t.Errorf("SignedRank(%v) = %v, want %v", x, got, want)
				}
			}
		}
	}
}

// bruteSign counts the signs whose sum is as far from 0 as that of x.
func bruteSign(x []float64) float64 {
	return brute(x, func(float64) float64 { return 1 })
}

// bruteSignedRank counts the signs for which the sum of signed ranks is as far
// from 0 as for x. A rank is counted, not sorted: one half for itself, one for
// each smaller magnitude, one half for each equal one.
func bruteSignedRank(x []float64) float64 {
	return brute(x, func(v float64) float64 {
		rank := 0.5
		for _, w := range x {
			switch {
			case math.Abs(w) < math.Abs(v):
				rank++
			case math.Abs(w) == math.Abs(v):
				rank += 0.5
			}
		}
		return rank
	})
}

// brute is the share of all signs of the values that are not 0 for which the
// weights sum to something as far from 0 as with the signs that x has.
func brute(x []float64, weight func(float64) float64) float64 {
	var weights []float64
	observed := 0.
	for _, v := range x {
		if v != 0 {
			weights = append(weights, weight(v))
			observed += math.Copysign(weight(v), v)
		}
	}
	hits := 0
	for signs := range 1 << len(weights) {
		sum := 0.
		for i, w := range weights {
			sum += w * float64(2*(signs>>i&1)-1)
		}
		if math.Abs(sum) >= math.Abs(observed) {
			hits++
		}
	}
	return float64(hits) / float64(int(1)<<len(weights))
}

// TestSignTestsOfMany crosses from counting to the normal approximation, which
// must agree, and asks for the level of both.
func TestSignTestsOfMany(t *testing.T) {
	r := rand.New(rand.NewPCG(53, 54))
	for range 20 {
		x := make([]float64, exactRanks+1)
		independent(coarse)(r, x)
		for i := range x {
			x[i] += 0.2
		}
		ranks, positive := doubledRanks(x)
		exact := 0.
		total := 0
		for _, rank := range ranks {
			total += rank
		}
		for _, p := range rankSums(ranks)[:min(positive, total-positive)+1] {
			exact += 2 * p
		}
		if got := SignedRank(x); math.Abs(got-min(1, exact)) > 0.002 {
			t.Errorf("SignedRank of %d values = %v, counted out %v", len(x), got, exact)
		}
	}
	if got := SignTest(equal(2000, 1)); got != 0 {
		t.Errorf("SignTest of 2000 ones = %v, want 0 (2^-1999)", got)
	}
	const trials, alpha = 1000, 0.05
	var sign, ranks int
	x := make([]float64, 200)
	for range trials {
		independent(student3)(r, x)
		if SignTest(x) <= alpha {
			sign++
		}
		if SignedRank(x) <= alpha {
			ranks++
		}
	}
	most := int(trials * (alpha + threeErrors(alpha, trials)))
	least := int(trials * (alpha - 0.02 - threeErrors(alpha, trials)))
	if sign > most || ranks > most || sign < least || ranks < least {
		t.Errorf("rejected %d by sign and %d by rank of %d at 0.05, want %d to %d", sign, ranks, trials, least, most)
	}
}
