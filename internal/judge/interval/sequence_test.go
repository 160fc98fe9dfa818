package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSequence(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	// At theta just below 0 this has nine scores of 1 and one of 2/2.4: evidence
	// exp(6.50/2). At 0 the first is 0: exp(5.62/2). 20 is exp(5.99/2).
	calm := []float64{0, 1, 2, 3, 4, 2, 2, 2, 2, 2}
	tests := []struct {
		name  string
		x     []float64
		alpha float64
		want  Estimate
	}{
		{"empty", nil, 0.05, Estimate{nan, -inf, inf, 1, 0}},
		{"one", []float64{7}, 0.05, Estimate{7, -inf, inf, 1, 1}},
		{"two", []float64{10, 0}, 0.05, Estimate{5, -inf, inf, 1, 2}},
		{"nine are too few", equal(9, 5), 0.05, Estimate{5, -inf, inf, 1, 9}},
		{"ten are enough", equal(10, 5), 0.05, Estimate{5, 5, 5, 0.95, 10}},
		{"ten at 0.01", equal(10, 5), 0.01, Estimate{5, -inf, inf, 1, 10}},
		{"thirteen at 0.01", equal(13, -5), 0.01, Estimate{-5, -5, -5, 0.99, 13}},
		{"zeros", equal(10, 0), 0.05, Estimate{0, 0, 0, 0.95, 10}},
		{"ends at values", calm, 0.05, Estimate{2, 0, 4, 0.95, 10}},
		{"huge", equal(10, math.MaxFloat64), 0.05, Estimate{math.MaxFloat64, math.MaxFloat64, math.MaxFloat64, 0.95, 10}},
		{"tiny", equal(10, 5e-324), 0.05, Estimate{5e-324, 5e-324, 5e-324, 0.95, 10}},
		{"one infinite", append(equal(11, 1), inf), 0.05, Estimate{1, 1, inf, 0.95, 12}},
		{"infinite", equal(10, inf), 0.05, Estimate{inf, inf, inf, 0.95, 10}},
		{"infinite either way", slices.Repeat([]float64{inf, -inf}, 6), 0.05, Estimate{nan, -inf, inf, 0.95, 12}},
		// Every theta is outside: 40 zeros and 11 ones have no centre of symmetry.
		{"none accepted", slices.Concat(equal(40, 0), equal(11, 1)), 0.05, Estimate{0, 0, 0, 0.95, 51}},
		{"not a number", append(equal(10, 5), nan), 0.05, Estimate{nan, -inf, inf, 1, 11}},
		{"no alpha", equal(10, 5), 0, Estimate{5, -inf, inf, 1, 10}},
		{"no alpha known", equal(10, 5), nan, Estimate{5, -inf, inf, 1, 10}},
		{"no confidence", equal(10, 5), 1, Estimate{5, 5, 5, 0, 10}},
		{"less than no confidence", equal(10, 5), 7, Estimate{5, 5, 5, 0, 10}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.x)
			if got := Sequence(tt.x, tt.alpha); !agree(got, tt.want) {
				t.Errorf("Sequence(%v, %v) = %+v, want %+v", tt.x, tt.alpha, got, tt.want)
			}
			if !slices.EqualFunc(tt.x, before, same) {
				t.Errorf("Sequence changed its argument from %v to %v", before, tt.x)
			}
		})
	}
}

// TestSequenceFloor: n values that agree exclude 0 from the floor on, and no
// earlier.
func TestSequenceFloor(t *testing.T) {
	tests := []struct {
		alpha float64
		want  int
	}{{1, 2}, {0.5, 4}, {0.05, 10}, {0.01, 13}, {0.001, 18}, {0, math.MaxInt}, {-1, math.MaxInt}, {math.NaN(), math.MaxInt}}
	for _, tt := range tests {
		if got := SequenceFloor(tt.alpha); got != tt.want {
			t.Errorf("SequenceFloor(%v) = %d, want %d", tt.alpha, got, tt.want)
		}
		if tt.want == math.MaxInt {
			continue
		}
		if e := Evidence(equal(tt.want, 1), 0); e <= 1/tt.alpha {
			t.Errorf("evidence of %d signs = %v, want more than %v", tt.want, e, 1/tt.alpha)
		}
		if e := Evidence(equal(tt.want-1, 1), 0); e > 1/tt.alpha {
			t.Errorf("evidence of %d signs = %v, want at most %v", tt.want-1, e, 1/tt.alpha)
		}
	}
	if got := SequenceFloor(1e-300); got < 1382 || got > 1392 {
		t.Errorf("SequenceFloor(1e-300) = %d, want a little more than 2 ln(1/alpha) = 1382", got)
	}
}

// TestLowestIsland: three values at 0, sharply scaled, add more to the squares
// than to the sum as theta passes them, so that what was outside at -0.4 is
// accepted again at -1, and outside for good from about -5 on.
func TestLowestIsland(t *testing.T) {
	s := series{
		x:     slices.Concat(equal(3, 0), equal(110, 50)),
		scale: slices.Concat(equal(3, 1), equal(110, 1000)),
	}
	const limit = 15
	accepted := func(theta float64) bool { sum, squares := s.sums(theta); return twiceLog(sum, squares) <= limit }
	center := s.center()
	if center < 22 || center > 23 || !accepted(center) || accepted(-0.4) || !accepted(-1) {
		t.Fatalf("center %v, accepted there %v, at -0.4 %v, at -1 %v: no island to find",
			center, accepted(center), accepted(-0.4), accepted(-1))
	}
	lo := s.lowest(center, limit)
	if !(lo < -1) || !accepted(lo) {
		t.Errorf("lowest = %v, accepted %v, want an accepted one beyond the island's other end", lo, accepted(lo))
	}
	for theta := lo - 1e-6; theta > -100; theta -= 0.01 {
		if accepted(theta) {
			t.Errorf("%v is accepted below the lowest, %v", theta, lo)
		}
	}
}

// TestSequenceTies: at 0, where most values lie and have no sign, all others
// are below and 0 is outside; just below it the two sides balance. Center is 0,
// where the scores change sign, and Lo must still reach the accepted theta.
func TestSequenceTies(t *testing.T) {
	x := slices.Concat(equal(60, 0), equal(40, -1))
	e := Sequence(x, 0.05)
	if below := -1e-9; Evidence(x, 0) <= 20 || Evidence(x, below) > 20 || e.Center != 0 || e.Lo > below || e.Hi != 0 {
		t.Errorf("Sequence = %+v, evidence %v at 0 and %v just below", e, Evidence(x, 0), Evidence(x, below))
	}
}

// TestSequenceHolds every theta of a fine grid that is accepted, and ends
// where accepting ends.
func TestSequenceHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for _, d := range noises {
		for range 8 {
			x := make([]float64, 10+r.IntN(60))
			d.draw(r, x)
			alpha := []float64{0.01, 0.05, 0.3}[r.IntN(3)]
			got := Sequence(x, alpha)
			if math.IsInf(got.Lo, 0) {
				continue // below the floor of 0.01
			}
			limit := outside(alpha)
			accepted := func(theta float64) bool {
				sum, squares := newSeries(x).sums(theta)
				return twiceLog(sum, squares) <= limit
			}
			from, to := slices.Min(x)-1, slices.Max(x)+1
			from, to = max(from, 2*got.Lo-got.Hi), min(to, 2*got.Hi-got.Lo)
			for i := range 500 {
				theta := from + (to-from)*float64(i)/499
				if accepted(theta) && (theta < got.Lo || theta > got.Hi) {
					t.Errorf("%s: %v is accepted and not in %+v of %v", d.name, theta, got, x)
				}
			}
			if !accepted(got.Lo) || accepted(math.Nextafter(got.Lo, math.Inf(-1))) {
				t.Errorf("%s: Lo of %+v is not the lowest accepted theta", d.name, got)
			}
			if !accepted(got.Hi) || accepted(math.Nextafter(got.Hi, math.Inf(1))) {
				t.Errorf("%s: Hi of %+v is not the highest accepted theta", d.name, got)
			}
			if got.Center < got.Lo || got.Center > got.Hi {
				t.Errorf("%s: Center of %+v is not between Lo and Hi", d.name, got)
			}
		}
	}
}

// TestSequenceMoves with its values.
func TestSequenceMoves(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	for _, d := range noises {
		x := make([]float64, 50)
		d.draw(r, x)
		e := Sequence(x, 0.05)
		of := func(change func(float64) float64) Estimate {
			y := make([]float64, len(x))
			for j, v := range x {
				y[j] = change(v)
			}
			return Sequence(y, 0.05)
		}
		if got, want := of(func(v float64) float64 { return -v }), (Estimate{-e.Center, -e.Hi, -e.Lo, e.Confidence, e.N}); got != want {
			t.Errorf("%s: Sequence(-x) = %+v, want %+v", d.name, got, want)
		}
		if got, want := of(func(v float64) float64 { return 0.25 * v }), (Estimate{e.Center / 4, e.Lo / 4, e.Hi / 4, e.Confidence, e.N}); got != want {
			t.Errorf("%s: Sequence(x/4) = %+v, want %+v", d.name, got, want)
		}
		room := 1e-12 * (1 + slices.Max(x) - slices.Min(x))
		for name, want := range map[string]struct{ factor, shift float64 }{"3x": {3, 0}, "x+7": {1, 7}} {
			got := of(func(v float64) float64 { return want.factor*v + want.shift })
			for i, pair := range [][2]float64{{got.Center, e.Center}, {got.Lo, e.Lo}, {got.Hi, e.Hi}} {
				if moved := want.factor*pair[1] + want.shift; math.Abs(pair[0]-moved) > 10*room {
					t.Errorf("%s: number %d of Sequence(%s) = %v, want %v", d.name, i, name, pair[0], moved)
				}
			}
		}
	}
}
