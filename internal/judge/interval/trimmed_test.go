package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestTrimmedMean(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name string
		x    []float64
		trim float64
		want float64
	}{
		{"empty", nil, 0.25, nan},
		{"one", []float64{7}, 0.25, 7},
		{"two", []float64{1, 4}, 0.25, 2.5},
		{"three, ends count a quarter", []float64{10, 0, 2}, 0.25, (0.25*0 + 2 + 0.25*10) / 1.5},
		{"four, ends cut", []float64{100, 3, 1, 2}, 0.25, 2.5},
		{"five, interquartile mean", []float64{1, 2, 3, 4, 50}, 0.25, (0.75*2 + 3 + 0.75*4) / 2.5},
		{"six", []float64{0, 2, 4, 8, 16, 1000}, 0.25, (0.5*2 + 4 + 8 + 0.5*16) / 3},
		{"eight", []float64{8, 7, 6, 5, 4, 3, 2, 100}, 0.25, 5.5},
		{"a tenth of five", []float64{0, 1, 2, 3, 40}, 0.1, (0.5*0 + 1 + 2 + 3 + 0.5*40) / 4},
		{"mean", []float64{1, 2, 6}, 0, 3},
		{"below no trim is mean", []float64{1, 2, 6}, -1, 3},
		{"median", []float64{1, 2, 6, 100}, 0.5, 4},
		{"beyond half is median", []float64{1, 2, 60}, 3, 2},
		{"no trim known", []float64{1, 2}, nan, nan},
		{"not a number", []float64{1, nan, 2, 3}, 0.25, nan},
		{"infinite and trimmed", []float64{1, inf, 2, -inf}, 0.25, 1.5},
		{"infinite and kept", []float64{1, inf, 2}, 0.25, inf},
		{"huge", []float64{1.5e308, 1.5e308}, 0.25, 1.5e308},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.x)
			if got := TrimmedMean(tt.x, tt.trim); !same(got, tt.want) {
				t.Errorf("TrimmedMean(%v, %v) = %v, want %v", tt.x, tt.trim, got, tt.want)
			}
			if !slices.EqualFunc(tt.x, before, same) {
				t.Errorf("TrimmedMean changed its argument from %v to %v", before, tt.x)
			}
		})
	}
}

// TestTrimmedMeanContinuous walks trim past a whole number of values.
func TestTrimmedMeanContinuous(t *testing.T) {
	x := []float64{1, 10, 100, 1000, 10000, 100000, 1000000, 10000000}
	const step = 1e-9
	for k := 1; k < len(x)/2; k++ {
		at := float64(k) / float64(len(x))
		below, above := TrimmedMean(x, at-step), TrimmedMean(x, at+step)
		if math.Abs(below/above-1) > 1e-3 {
			t.Errorf("TrimmedMean jumps from %v to %v at trim %v", below, above, at)
		}
	}
}

// TestTrimmedMeanSimulated asks for what a trimmed mean is chosen for: no bias
// where the distribution is symmetric, and less spread than the mean where its
// tails are heavy, at a modest price where they are not.
func TestTrimmedMeanSimulated(t *testing.T) {
	tests := []struct {
		name  string
		draw  func(*rand.Rand) float64
		worst float64 // largest ratio of variances, trimmed to plain mean
	}{
		{"normal", normal, 1.35}, // 1.20 in theory as n grows
		{"heavy tails", student3, 0.75},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			const trials, n = 4000, 10
			r := rand.New(rand.NewPCG(1, 2))
			var sum, squares, plain float64
			x := make([]float64, n)
			for range trials {
				for i := range x {
					x[i] = tt.draw(r)
				}
				v, m := TrimmedMean(x, 0.25), TrimmedMean(x, 0)
				sum, squares, plain = sum+v, squares+v*v, plain+m*m
			}
			if bias, limit := sum/trials, 3*math.Sqrt(squares)/trials; math.Abs(bias) > limit {
				t.Errorf("bias of the interquartile mean = %v, want within ± %v", bias, limit)
			}
			if ratio := squares / plain; ratio > tt.worst {
				t.Errorf("variance of interquartile mean / variance of mean = %.2f, want at most %.2f", ratio, tt.worst)
			}
		})
	}
}

// same reports whether two numbers agree but for rounding.
func same(a, b float64) bool {
	if a == b || math.IsNaN(a) && math.IsNaN(b) {
		return true
	}
	return !math.IsInf(b, 0) && math.Abs(a-b) <= 1e-14*math.Abs(b)
}
