package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestRatio(t *testing.T) {
	inf := math.Inf(1)
	tests := []struct {
		name string
		a, b []float64
		want Estimate
	}{
		{"one pair", []float64{6}, []float64{3}, Estimate{2, 0, inf, 1, 1}},
		{"equal", []float64{1, 2, 3, 4, 5, 6}, []float64{1, 2, 3, 4, 5, 6}, Estimate{1, 1, 1, 1 - 2./64, 6}},
		{
			"paired, so a common factor cancels",
			[]float64{2, 200, 0.2, 20, 2000, 2e6},
			[]float64{1, 100, 0.1, 10, 1000, 1e6},
			Estimate{2, 2, 2, 1 - 2./64, 6},
		},
		{
			"geometric middle",
			[]float64{1, 2, 4, 16, 32, 64},
			[]float64{1, 1, 1, 1, 1, 1},
			Estimate{8, 1, 64, 1 - 2./64, 6},
		},
		{"beyond a quotient's range", []float64{1e200, 1e300}, []float64{1e200, 1e-300}, Estimate{1e300, 0, inf, 1, 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := slices.Clone(tt.a), slices.Clone(tt.b)
			got, err := Ratio(tt.a, tt.b, 0.95)
			if err != nil || !near(got, tt.want) {
				t.Errorf("Ratio(%v, %v, 0.95) = %+v, %v, want %+v", tt.a, tt.b, got, err, tt.want)
			}
			if !slices.Equal(tt.a, a) || !slices.Equal(tt.b, b) {
				t.Errorf("Ratio changed its arguments from %v, %v to %v, %v", a, b, tt.a, tt.b)
			}
		})
	}
}

func TestRatioReciprocal(t *testing.T) {
	a, b := []float64{3, 5, 4, 8, 9, 7, 2}, []float64{1, 2, 3, 4, 5, 6, 7}
	up, err := Ratio(a, b, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	down, err := Ratio(b, a, 0.9)
	want := Estimate{1 / up.Center, 1 / up.Hi, 1 / up.Lo, up.Confidence, up.N}
	if err != nil || !near(down, want) {
		t.Errorf("Ratio(b, a) = %+v, %v, want %+v", down, err, want)
	}
}

func TestRatioErrors(t *testing.T) {
	one := []float64{1}
	tests := []struct {
		name string
		a, b []float64
		want string
	}{
		{"no pairs", nil, nil, "ratio of paired values: no pairs"},
		{"lengths", []float64{1, 2}, one, "ratio of paired values: 2 values above, 1 below"},
		{"zero", one, []float64{0}, "ratio of paired values: pair 0 is 1 / 0, want positive and finite values"},
		{"negative", []float64{-1}, one, "ratio of paired values: pair 0 is -1 / 1, want positive and finite values"},
		{"infinite", []float64{1, math.Inf(1)}, []float64{1, 1}, "ratio of paired values: pair 1 is +Inf / 1, want positive and finite values"},
		{"not a number", one, []float64{math.NaN()}, "ratio of paired values: pair 0 is 1 / NaN, want positive and finite values"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Ratio(tt.a, tt.b, 0.95)
			if err == nil || err.Error() != tt.want || got != (Estimate{}) {
				t.Errorf("Ratio(%v, %v) = %+v, %v, want error %q", tt.a, tt.b, got, err, tt.want)
			}
		})
	}
}

// TestRatioCoverage gives both arms of a launch the same large disturbance and
// each its own small one.
func TestRatioCoverage(t *testing.T) {
	for _, d := range distributions {
		t.Run(d.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(5, 6))
			truth := 1.25 * math.Exp(0.01*d.median)
			for _, n := range []int{6, 12, 30} {
				var achieved float64
				rate := coverage(func() bool {
					a, b := make([]float64, n), make([]float64, n)
					for i := range a {
						b[i] = 1e-6 * math.Exp(r.NormFloat64())
						a[i] = b[i] * 1.25 * math.Exp(0.01*d.draw(r))
					}
					e, err := Ratio(a, b, 0.95)
					if err != nil {
						t.Fatal(err)
					}
					achieved = e.Confidence
					return e.Lo <= truth && truth <= e.Hi
				})
				checkCoverage(t, n, rate, achieved)
			}
		})
	}
}

// near is agree with room for a logarithm and its exponential.
func near(a, b Estimate) bool {
	near := func(a, b float64) bool { return a == b || math.Abs(a-b) <= 1e-12*math.Abs(b) }
	return near(a.Center, b.Center) && near(a.Lo, b.Lo) && near(a.Hi, b.Hi) &&
		near(a.Confidence, b.Confidence) && a.N == b.N
}
