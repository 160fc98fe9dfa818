package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestDetectable(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	noisy := []float64{1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1}
	tests := []struct {
		name         string
		x            []float64
		alpha, power float64
		want         float64
	}{
		{"empty", nil, 0.05, 0.9, inf},
		{"below the floor", equal(9, 5), 0.05, 0.9, inf},
		{"below the floor of 0.01", noisy, 0.01, 0.9, inf},
		{"no noise", equal(10, 5), 0.05, 0.9, math.SmallestNonzeroFloat64},
		{"certainty", noisy, 0.05, 1, inf},
		{"no power", noisy, 0.05, 0, inf},
		{"no power known", noisy, 0.05, nan, inf},
		{"no alpha", noisy, 0, 0.9, inf},
		{"not a number", append(slices.Clone(noisy), nan), 0.05, 0.9, inf},
		{"infinite", equal(12, inf), 0.05, 0.9, inf},
		{"infinite either way", slices.Repeat([]float64{inf, -inf}, 6), 0.05, 0.9, inf},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.x)
			if got := Detectable(tt.x, tt.alpha, tt.power); got != tt.want {
				t.Errorf("Detectable(%v, %v, %v) = %v, want %v", tt.x, tt.alpha, tt.power, got, tt.want)
			}
			if !slices.EqualFunc(tt.x, before, same) {
				t.Errorf("Detectable changed its argument from %v to %v", before, tt.x)
			}
		})
	}
}

// TestDetectableMoves: it scales with x, ignores its shift and direction, and
// grows with what is asked.
func TestDetectableMoves(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	x := make([]float64, 40)
	independent(normal)(r, x)
	of := func(factor, shift float64) float64 {
		y := slices.Clone(x)
		for j := range y {
			y[j] *= factor
		}
		return Detectable(shifted(y, shift), 0.05, 0.9)
	}
	base := of(1, 0)
	for _, tt := range []struct{ factor, shift, want float64 }{{1, 3, base}, {-1, 0, base}, {4, 0, 4 * base}, {-0.3, -2, 0.3 * base}} {
		if got := of(tt.factor, tt.shift); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("Detectable(%v x + %v) = %v, want %v", tt.factor, tt.shift, got, tt.want)
		}
	}
	if less, more := Detectable(x, 0.05, 0.5), Detectable(x, 0.01, 0.9); !(less < base && base < more) {
		t.Errorf("Detectable = %v at power 0.5, %v at 0.9, %v at 0.9 and alpha 0.01, want them to rise", less, base, more)
	}
}

// TestDetectablePower draws noise anew, shifts it by what Detectable made of
// an earlier draw, and asks how often that is found.
func TestDetectablePower(t *testing.T) {
	const trials = 1500
	tests := []struct {
		name             string
		draw             func(*rand.Rand) float64
		n                int
		power, low, high float64
	}{
		{"normal", normal, 10, 0.9, 0.80, 0.95},
		{"normal", normal, 20, 0.9, 0.80, 0.95},
		{"normal", normal, 50, 0.9, 0.84, 0.95},
		{"normal", normal, 120, 0.9, 0.86, 0.95},
		{"normal", normal, 50, 0.5, 0.44, 0.6},
		{"normal", normal, 50, 0.8, 0.74, 0.88},
		{"heavy tails", student3, 20, 0.9, 0.80, 0.95},
		{"heavy tails", student3, 50, 0.9, 0.82, 0.95},
		{"heavy tails", student3, 120, 0.9, 0.85, 0.95},
		{"two modes", twoModes, 50, 0.9, 0.86, 0.98},
	}
	for _, tt := range tests {
		r := rand.New(rand.NewPCG(33, 34))
		x, found := make([]float64, tt.n), 0
		for range trials {
			independent(tt.draw)(r, x)
			shift := Detectable(x, 0.05, tt.power)
			independent(tt.draw)(r, x)
			if Evidence(shifted(x, shift), 0) > 20 {
				found++
			}
		}
		rate := float64(found) / trials
		t.Logf("%s, n = %d: %.3f found for %v", tt.name, tt.n, rate, tt.power)
		if rate < tt.low || rate > tt.high {
			t.Errorf("%s, n = %d: %.3f found for %v, want %v to %v", tt.name, tt.n, rate, tt.power, tt.low, tt.high)
		}
	}
}
