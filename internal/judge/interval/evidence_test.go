package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// equal is n values v.
func equal(n int, v float64) []float64 { return slices.Repeat([]float64{v}, n) }

func TestEvidence(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	five := []float64{0, 1, 2, 3, 4} // deviate by 1.2 from 2: the next one is divided by 2.4
	tests := []struct {
		name  string
		x     []float64
		theta float64
		want  float64
	}{
		{"empty", nil, 0, 1},
		{"one", []float64{-3}, 0, math.Sqrt(2./3) * math.Exp(1./6)},
		{"nine signs", equal(9, 5), 0, math.Sqrt(2./11) * math.Exp(81./22)},
		{"ten signs", equal(10, 5), 0, math.Sqrt(2./12) * math.Exp(100./24)},
		{"at all values", equal(10, 5), 5, 1},
		{"signs that balance", []float64{-1, 1, -1, 1}, 0, math.Sqrt(2. / 6)},
		{"first five are signs, zero is none", five, 1, math.Sqrt(2./6) * math.Exp(4./12)},
		{"sixth is scaled", append(slices.Clone(five), 2.2), 1, math.Sqrt(2/6.25) * math.Exp(6.25/12.5)},
		{"sixth is cut off", append(slices.Clone(five), 1e9), 1, math.Sqrt(2./7) * math.Exp(9./14)},
		{"sign after five equal ones", []float64{1, 1, 1, 1, 1, 0.25}, 0, math.Sqrt(2./8) * math.Exp(36./16)},
		{"signs after an infinite one", []float64{inf, 1, 1, 1, 1, 0.25}, 0, math.Sqrt(2./8) * math.Exp(36./16)},
		{"signs after infinite ones", []float64{inf, -inf, inf, -inf, 1, 0.25}, 0, math.Sqrt(2./8) * math.Exp(4./16)},
		{"infinite theta", five, -inf, math.Sqrt(2./7) * math.Exp(25./14)},
		{"infinite both", []float64{inf}, inf, math.Sqrt(2./3) * math.Exp(1./6)},
		{"beyond a float64", equal(2000, 1), 0, inf},
		{"not a number", []float64{1, nan}, 0, nan},
		{"no theta known", five, nan, nan},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.x)
			if got := Evidence(tt.x, tt.theta); !roughly(got, tt.want) {
				t.Errorf("Evidence(%v, %v) = %v, want %v", tt.x, tt.theta, got, tt.want)
			}
			if !slices.EqualFunc(tt.x, before, same) {
				t.Errorf("Evidence changed its argument from %v to %v", before, tt.x)
			}
		})
	}
}

// roughly is same with room for an exponential.
func roughly(a, b float64) bool {
	return same(a, b) || !math.IsInf(b, 0) && math.Abs(a-b) <= 1e-12*math.Abs(b)
}

// TestEvidenceGrows checks the short cut that the simulations take.
func TestEvidenceGrows(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	x := make([]float64, 40)
	for _, d := range noises {
		d.draw(r, x)
		for j, want := range evidences(x, 0.3) {
			if got := Evidence(x[:j+1], 0.3); !roughly(got, want) {
				t.Errorf("%s: Evidence of %d values = %v, want %v", d.name, j+1, got, want)
			}
		}
	}
}

// TestEvidenceIsFair gives twelve magnitudes every combination of signs. A fair
// bet keeps its stake on average, whatever the magnitudes and the moment at
// which it ends.
func TestEvidenceIsFair(t *testing.T) {
	const n = 12
	moments := map[string]func(e []float64) float64{
		"after all":        func(e []float64) float64 { return e[n-1] },
		"after the eighth": func(e []float64) float64 { return e[7] },
		"at the first 3": func(e []float64) float64 {
			if j := slices.IndexFunc(e, func(v float64) bool { return v >= 3 }); j >= 0 {
				return e[j]
			}
			return e[n-1]
		},
		"at 3 or a half": func(e []float64) float64 {
			if j := slices.IndexFunc(e, func(v float64) bool { return v >= 3 || v <= 0.5 }); j >= 0 {
				return e[j]
			}
			return e[n-1]
		},
	}
	r := rand.New(rand.NewPCG(13, 14))
	for _, d := range noises {
		x := make([]float64, n)
		d.draw(r, x)
		means := map[string]float64{}
		for signs := range 1 << n {
			y := slices.Clone(x)
			for j := range y {
				y[j] = math.Abs(y[j])
				if signs>>j&1 == 1 {
					y[j] = -y[j]
				}
			}
			e := evidences(y, 0)
			for name, stop := range moments {
				means[name] += stop(e) / (1 << n)
			}
		}
		for name, mean := range means {
			if mean > 1+1e-12 || mean < 0.5 {
				t.Errorf("%s: mean evidence %s = %v, want at most 1, and not much less", d.name, name, mean)
			}
		}
	}
}
