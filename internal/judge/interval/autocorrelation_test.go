package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestAutocorrelation(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name string
		x    []float64
		r, p float64 // p to three digits
	}{
		{"empty", nil, 0, 1},
		{"five", upTo(5), 0, 1},
		{"equal", equal(8, 3), 0, 1},
		{"not a number", []float64{1, 2, 3, nan, 5, 6}, nan, nan},
		// Ranks -5 -3 -1 1 3 5: (15 + 3 - 1 + 3 + 15)/70; mean -70/6, variance 514.0.
		{"six rise", upTo(6), 35. / 70, 0.020},
		{"six fall", []float64{9, 8, 7, 3, 2, 1}, 35. / 70, 0.020},
		{"six with infinite ones", []float64{-inf, 8, 9, 10, 11, inf}, 35. / 70, 0.020},
		// Ranks -3 3 -3 3 -3 3: mean -54/6, variance 388.8.
		{"six alternate", []float64{1, 2, 1, 2, 1, 2}, -45. / 54, 0.966},
		{"six in two halves", []float64{1, 1, 1, 2, 2, 2}, 27. / 54, 0.034},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.x)
			r, p := Autocorrelation(tt.x)
			if !same(r, tt.r) || !same(p, tt.p) && !(math.Abs(p-tt.p) < 0.0005) {
				t.Errorf("Autocorrelation(%v) = %v, %v, want %v, %v", tt.x, r, p, tt.r, tt.p)
			}
			if !slices.EqualFunc(tt.x, before, same) {
				t.Errorf("Autocorrelation changed its argument from %v to %v", before, tt.x)
			}
		})
	}
}

// TestNeighbourMoments goes through all orders of ranks.
func TestNeighbourMoments(t *testing.T) {
	r := rand.New(rand.NewPCG(101, 102))
	for n := 4; n <= 7; n++ {
		for _, draw := range []func(*rand.Rand) float64{normal, coarse, coin} {
			x := make([]float64, n)
			independent(draw)(r, x)
			ranks := centredRanks(x)
			var sum, squares, fourths float64
			for _, c := range ranks {
				sum, squares, fourths = sum+c, squares+c*c, fourths+c*c*c*c
			}
			var all, first, second float64
			orders(ranks, func(c []float64) {
				products := 0.
				for i := range c[1:] {
					products += c[i] * c[i+1]
				}
				all, first, second = all+1, first+products, second+products*products
			})
			mean, sd := neighbourMoments(float64(n), squares, fourths)
			want := math.Sqrt(second/all - first/all*first/all)
			if sum != 0 || !roughly(mean, first/all) || math.Abs(sd-want) > 1e-9 {
				t.Errorf("ranks %v sum to %v, moments %v, %v, over all orders %v, %v", ranks, sum, mean, sd, first/all, want)
			}
		}
	}
}

// TestAutocorrelationFinds neighbours that are alike, whatever makes them so,
// and independent values only about as often as it may.
func TestAutocorrelationFinds(t *testing.T) {
	const trials, alpha = 2000, 0.05
	// following lets each value keep a share of the one before.
	following := func(share float64) func(*rand.Rand, []float64) {
		return func(r *rand.Rand, x []float64) {
			last := r.NormFloat64()
			for j := range x {
				last = share*last + math.Sqrt(1-share*share)*r.NormFloat64()
				x[j] = last
			}
		}
	}
	rising := func(r *rand.Rand, x []float64) {
		for j := range x {
			x[j] = r.NormFloat64() + 4*float64(j)/float64(len(x))
		}
	}
	// lasting keeps a mode for ten values.
	lasting := func(r *rand.Rand, x []float64) {
		mode := 0.
		for j := range x {
			if j%10 == 0 {
				mode = 3 * coin(r)
			}
			x[j] = mode + r.NormFloat64()
		}
	}
	tests := []struct {
		name      string
		draw      func(*rand.Rand, []float64)
		n         int
		low, high float64
	}{
		{"normal", independent(normal), 6, 0.02, 0.06},
		{"normal", independent(normal), 10, 0.02, 0.06},
		{"normal", independent(normal), 20, 0.03, 0.06},
		{"normal", independent(normal), 100, 0.03, 0.05},
		{"no mean", independent(cauchy), 100, 0.03, 0.05},
		{"coarse clock", independent(coarse), 20, 0.03, 0.06},
		{"two values", independent(coin), 6, 0.02, 0.1},
		{"two values", independent(coin), 10, 0.02, 0.07},
		{"follow", following(0.5), 20, 0.5, 1},
		{"follow", following(0.5), 60, 0.95, 1},
		{"follow", following(0.8), 20, 0.85, 1},
		{"avoid", following(-0.5), 20, 0, 0.005},
		{"rise", rising, 20, 0.7, 1},
		{"modes last", lasting, 60, 0.85, 1},
	}
	for _, tt := range tests {
		r := rand.New(rand.NewPCG(103, 104))
		x, found := make([]float64, tt.n), 0
		for range trials {
			tt.draw(r, x)
			if _, p := Autocorrelation(x); p <= alpha {
				found++
			}
		}
		rate := float64(found) / trials
		t.Logf("%s, n = %d: found in %.3f", tt.name, tt.n, rate)
		if rate < tt.low || rate > tt.high+threeErrors(tt.high, trials) {
			t.Errorf("%s, n = %d: found in %.3f, want %v to %v", tt.name, tt.n, rate, tt.low, tt.high)
		}
	}
}
