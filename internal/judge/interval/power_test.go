package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSequencePower asks how soon an effect, in standard deviations, is told
// from 0.
func TestSequencePower(t *testing.T) {
	const trials, alpha = 1000, 0.05
	tests := []struct {
		name   string
		draw   func(*rand.Rand) float64
		effect float64
		median int     // most values for half of the series
		found  float64 // least share within all looks
	}{
		{"normal, large", normal, 3, 10, 1},
		{"heavy tails, large", student3, 3 * math.Sqrt(3), 10, 1},
		{"two modes, large", twoModes, 3, 10, 1},
		{"normal", normal, 1, 20, 1},
		{"heavy tails", student3, math.Sqrt(3), 17, 1},
		{"two modes", twoModes, 1, 25, 1},
		{"normal, small", normal, 0.3, 125, 0.65},
		{"heavy tails, small", student3, 0.3 * math.Sqrt(3), 80, 0.9},
		{"two modes, small", twoModes, 0.3, 150, 0.55},
	}
	for _, tt := range tests {
		r := rand.New(rand.NewPCG(25, 26))
		x, at := make([]float64, looks), make([]int, trials)
		missed := 0
		for i := range at {
			independent(tt.draw)(r, x)
			at[i] = firstOutside(shifted(x, tt.effect), 0, alpha)
			if at[i] == 0 {
				at[i], missed = math.MaxInt, missed+1
			}
		}
		slices.Sort(at)
		found := 1 - float64(missed)/trials
		t.Logf("%s: effect %.1f found in %.3f of series, median after %d values", tt.name, tt.effect, found, at[trials/2])
		if at[trials/2] > tt.median || found < tt.found {
			t.Errorf("%s: effect %.1f found in %.3f of series, median after %d values, want at least %.2f, at most %d",
				tt.name, tt.effect, found, at[trials/2], tt.found, tt.median)
		}
	}
}

// TestSequenceNarrows as its values grow in number.
func TestSequenceNarrows(t *testing.T) {
	r := rand.New(rand.NewPCG(27, 28))
	var widths [2]float64
	for range 50 {
		x := make([]float64, 400)
		independent(normal)(r, x)
		for i, n := range []int{100, 400} {
			e := Sequence(x[:n], 0.05)
			widths[i] += (e.Hi - e.Lo) / 50
		}
	}
	if ratio := widths[0] / widths[1]; ratio < 1.7 || ratio > 2.1 {
		t.Errorf("widths at 100 and 400 values are %v, want about twice as wide", widths)
	}
}
