package interval

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestShift(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name       string
		x, y       []float64
		confidence float64
		want       Estimate
	}{
		{"empty", nil, nil, 0.95, Estimate{nan, -inf, inf, 1, 0}},
		{"one empty", nil, upTo(9), 0.95, Estimate{nan, -inf, inf, 1, 0}},
		{"the other empty", upTo(9), nil, 0.95, Estimate{nan, -inf, inf, 1, 0}},
		{"one each", []float64{7}, []float64{9}, 0.95, Estimate{2, -inf, inf, 1, 1}},
		// 1 2 2 3 3 4 4 5 6
		{"three and three are too few", upTo(3), []float64{4, 5, 7}, 0.95, Estimate{3, -inf, inf, 1, 3}},
		{"outermost of nine", upTo(3), []float64{7, 5, 4}, 0.9, Estimate{3, 1, 6, 1 - 2./20, 3}},
		{"second of nine", []float64{3, 2, 1}, []float64{4, 5, 7}, 0.8, Estimate{3, 2, 5, 1 - 2*2./20, 3}},
		{"four and four are enough", upTo(4), []float64{11, 12, 13, 15}, 0.95, Estimate{10, 7, 14, 1 - 2./70, 4}},
		{"three and five are enough", upTo(3), upTo(5), 0.95, Estimate{1, -2, 4, 1 - 2./56, 3}},
		{"two and eight are enough", upTo(8), upTo(2), 0.95, Estimate{-3, -7, 1, 1 - 2./45, 2}},
		{"two and seven are too few", upTo(2), upTo(7), 0.95, Estimate{2.5, -inf, inf, 1, 2}},
		{"four and four at 0.99", upTo(4), upTo(4), 0.99, Estimate{0, -inf, inf, 1, 4}},
		{"five and five at 0.99", upTo(5), upTo(5), 0.99, Estimate{0, -4, 4, 1 - 2./252, 5}},
		{"narrowest of an odd number", []float64{0}, upTo(3), 0, Estimate{2, 2, 2, 0, 1}},
		{"narrowest of an even number", []float64{0}, upTo(4), 0, Estimate{2.5, 2, 3, 1 - 2*2./5, 1}},
		{"less than nothing", []float64{0}, upTo(4), -3, Estimate{2.5, 2, 3, 1 - 2*2./5, 1}},
		{"certainty", upTo(9), upTo(9), 1, Estimate{0, -inf, inf, 1, 9}},
		{"certainty of many", upTo(60), upTo(60), 1, Estimate{0, -inf, inf, 1, 60}},
		{"no confidence known", upTo(9), upTo(9), nan, Estimate{0, -inf, inf, 1, 9}},
		{"ties", equal(4, 2), equal(4, 5), 0.95, Estimate{3, 3, 3, 1 - 2./70, 4}},
		{"not a number", []float64{1, nan}, upTo(4), 0.95, Estimate{nan, -inf, inf, 1, 2}},
		{"not a number in the other", upTo(4), []float64{nan}, 0.95, Estimate{nan, -inf, inf, 1, 1}},
		{"one infinite", upTo(4), []float64{5, 6, 7, inf}, 0.95, Estimate{4, 1, inf, 1 - 2./70, 4}},
		{"infinitely far apart", equal(4, inf), equal(4, -inf), 0.95, Estimate{-inf, -inf, -inf, 1 - 2./70, 4}},
		{"infinite either way", upTo(4), []float64{-inf, 1, 2, inf}, 0.95, Estimate{nan, -inf, inf, 1, 4}},
		{"no difference", []float64{1, 2, 3, inf}, []float64{1, 2, 3, inf}, 0.95, Estimate{nan, -inf, inf, 1, 4}},
		{"no difference below", []float64{1, 2, 3, -inf}, []float64{-inf, 1, 2, 3}, 0.95, Estimate{nan, -inf, inf, 1, 4}},
		{"huge", equal(4, -1.5e308), equal(4, 1.5e308), 0.95, Estimate{inf, inf, inf, 1 - 2./70, 4}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x, y := slices.Clone(tt.x), slices.Clone(tt.y)
			if got := Shift(tt.x, tt.y, tt.confidence); !agree(got, tt.want) {
				t.Errorf("Shift(%v, %v, %v) = %+v, want %+v", tt.x, tt.y, tt.confidence, got, tt.want)
			}
			if !slices.EqualFunc(tt.x, x, same) || !slices.EqualFunc(tt.y, y, same) {
				t.Errorf("Shift changed its arguments from %v, %v to %v, %v", x, y, tt.x, tt.y)
			}
		})
	}
}

// TestDifferences compares with all differences, sorted.
func TestDifferences(t *testing.T) {
	r := rand.New(rand.NewPCG(75, 76))
	for _, draw := range []func(*rand.Rand) float64{normal, coarse, cauchy, coin} {
		for range 60 {
			x, y := make([]float64, 1+r.IntN(30)), make([]float64, 1+r.IntN(30))
			independent(draw)(r, x)
			independent(draw)(r, y)
			var all []float64
			for _, a := range x {
				for _, b := range y {
					all = append(all, b-a)
				}
			}
			slices.Sort(all)
			d := newDifferences(ordered(x), ordered(y))
			for k, want := range all {
				if got := d.smallest(k + 1); got != want {
					t.Fatalf("smallest(%d) = %v, want %v of %v, %v", k+1, got, want, x, y)
				}
			}
			if got, want := d.middle(), middle(all); got != want {
				t.Errorf("middle() = %v, want %v of %v, %v", got, want, x, y)
			}
		}
	}
}

// TestShiftInvertsRankSum: a shift is inside if and only if the rank-sum test
// does not reject it.
func TestShiftInvertsRankSum(t *testing.T) {
	r := rand.New(rand.NewPCG(77, 78))
	for _, sizes := range [][2]int{{2, 3}, {4, 4}, {5, 9}, {30, 20}, {50, 50}, {51, 7}, {70, 90}} {
		x, y := make([]float64, sizes[0]), make([]float64, sizes[1])
		independent(student3)(r, x)
		independent(student3)(r, y)
		for _, alpha := range []float64{0.05, 0.2, 0.6} {
			e := Shift(x, y, 1-alpha)
			for i := range 60 {
				shift := -3 + 0.1*float64(i)
				p := RankSum(x, shifted(slices.Clone(y), -shift))
				if inside := e.Lo <= shift && shift <= e.Hi; inside != (p > alpha) {
					t.Errorf("%v, alpha %v: %v inside %+v is %v, but p = %v", sizes, alpha, shift, e, inside, p)
				}
			}
		}
	}
}

// TestRankSumApproximation compares ranks and tails just beyond what is
// counted out with those counted out.
func TestRankSumApproximation(t *testing.T) {
	const n = exactRankSum + 1
	ways := ones(n*n/2 + 1)
	for i := 1; i <= n; i++ {
		ways.times(n + i)
		ways.over(i)
	}
	ways.over(1)
	exact := func(rank int) float64 { return ways[rank-1].float() / choose(2*n, n) }
	for _, limit := range []float64{0.3, 0.1, 0.025, 0.005} {
		rank, tail := rankSumRank(n, n, limit)
		if tail > limit || math.Abs(tail-exact(rank)) > 0.001 {
			t.Errorf("rankSumRank(%d, %d, %v) = %d, %v, counted out %v", n, n, limit, rank, tail, exact(rank))
		}
		if exact(rank+1) < limit-0.001 {
			t.Errorf("rankSumRank(%d, %d, %v) = %d, want more: %v", n, n, limit, rank, exact(rank+1))
		}
	}
	if rank, tail := rankSumRank(n, n, 1e-30); rank != 0 || tail != 0 {
		t.Errorf("rankSumRank(%d, %d, 1e-30) = %d, %v, want none", n, n, rank, tail)
	}
}

// TestShiftCovers the shift of y as often as it says.
func TestShiftCovers(t *testing.T) {
	const trials, nominal, shift = 1000, 0.95, 0.5
	for _, kind := range rankSumPairs {
		r := rand.New(rand.NewPCG(79, 80))
		for _, sizes := range [][2]int{{4, 4}, {6, 10}, {20, 20}, {60, 30}} {
			x, y := make([]float64, sizes[0]), make([]float64, sizes[1])
			covered, achieved := 0, 0.
			for range trials {
				independent(kind.draw)(r, x)
				independent(kind.draw)(r, y)
				e := Shift(x, shifted(y, shift), nominal)
				if achieved = e.Confidence; e.Lo <= shift && shift <= e.Hi {
					covered++
				}
			}
			rate, allowed := float64(covered)/trials, threeErrors(achieved, trials)
			t.Logf("%s: %v cover %.4f, confidence %.4f", kind.name, sizes, rate, achieved)
			if achieved < nominal || rate < achieved-allowed || kind.name == "no ties" && rate > achieved+allowed {
				t.Errorf("%s: %v cover %.4f, confidence %.4f, want at least %v", kind.name, sizes, rate, achieved, nominal)
			}
		}
	}
}

// detectable is what [Detects] says of samples at the level of their [Shift].
func detectable(x, y []float64, alpha, power float64) float64 {
	e := Shift(x, y, 1-alpha)
	return Detects(e, len(x)+len(y), 1-e.Confidence, power)
}

func TestDetects(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name         string
		x, y         []float64
		alpha, power float64
		want         float64
	}{
		{"empty", nil, upTo(5), 0.05, 0.9, inf},
		{"too few", upTo(3), upTo(3), 0.05, 0.9, inf},
		{"too few at 0.01", upTo(4), upTo(4), 0.01, 0.9, inf},
		{"no noise", equal(4, 1), equal(4, 7), 0.05, 0.9, 0},
		{"certainty", upTo(4), upTo(4), 0.05, 1, inf},
		{"no power", upTo(4), upTo(4), 0.05, 0, inf},
		{"no power known", upTo(4), upTo(4), 0.05, nan, inf},
		{"no alpha", upTo(4), upTo(4), 0, 0.9, inf},
		{"no alpha known", upTo(4), upTo(4), nan, 0.9, inf},
		{"chance suffices", upTo(9), upTo(9), 0.5, 0.01, 0},
		{"all is significant", []float64{0}, upTo(3), 1, 0.9, 0},
		{"not a number", []float64{1, 2, 3, nan}, upTo(4), 0.05, 0.9, inf},
		{"infinite", []float64{1, 2, 3, inf}, upTo(4), 0.05, 0.9, inf},
		{"infinitely far apart", equal(4, -inf), equal(4, inf), 0.05, 0.9, inf},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := detectable(tt.x, tt.y, tt.alpha, tt.power); got != tt.want {
				t.Errorf("detectable(%v, %v, %v, %v) = %v, want %v", tt.x, tt.y, tt.alpha, tt.power, got, tt.want)
			}
		})
	}
}

// TestDetectsMoves: it scales with the values, ignores their shift and
// direction, and grows with what is asked.
func TestDetectsMoves(t *testing.T) {
	r := rand.New(rand.NewPCG(81, 82))
	x, y := make([]float64, 15), make([]float64, 20)
	independent(normal)(r, x)
	independent(normal)(r, y)
	base := detectable(x, y, 0.05, 0.9)
	scaled := func(x []float64, factor float64) []float64 {
		x = slices.Clone(x)
		for j := range x {
			x[j] *= factor
		}
		return x
	}
	for _, tt := range []struct {
		name      string
		got, want float64
	}{
		{"shifted", detectable(x, shifted(slices.Clone(y), 3), 0.05, 0.9), base},
		{"exchanged", detectable(y, x, 0.05, 0.9), base},
		{"turned round", detectable(scaled(x, -2), scaled(y, -2), 0.05, 0.9), 2 * base},
	} {
		if math.Abs(tt.got-tt.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", tt.name, tt.got, tt.want)
		}
	}
	if more := detectable(x, y, 0.05, 0.95); more <= base {
		t.Errorf("at a power of 0.95 %v, at 0.9 %v, want more", more, base)
	}
	if more := detectable(x, y, 0.01, 0.9); more <= base {
		t.Errorf("at level 0.01 %v, at 0.05 %v, want more", more, base)
	}
}

// TestDetectsPower draws samples, shifts others as noisy by what they
// could detect, and asks how often that is found.
func TestDetectsPower(t *testing.T) {
	const trials, alpha = 1000, 0.05
	tests := []struct {
		name             string
		draw             func(*rand.Rand) float64
		n                int
		power, low, high float64
	}{
		{"normal", normal, 4, 0.9, 0.85, 0.95},
		{"normal", normal, 6, 0.9, 0.85, 0.95},
		{"normal", normal, 10, 0.9, 0.85, 0.95},
		{"normal", normal, 20, 0.9, 0.85, 0.95},
		{"normal", normal, 50, 0.9, 0.85, 0.95},
		{"normal", normal, 80, 0.9, 0.85, 0.95},
		{"normal", normal, 20, 0.5, 0.45, 0.55},
		{"heavy tails", student3, 6, 0.9, 0.8, 0.95},
		{"heavy tails", student3, 20, 0.9, 0.8, 0.95},
		{"heavy tails", student3, 50, 0.9, 0.8, 0.95},
	}
	for _, tt := range tests {
		r := rand.New(rand.NewPCG(83, 84))
		x, y := make([]float64, tt.n), make([]float64, tt.n)
		found := 0
		for range trials {
			independent(tt.draw)(r, x)
			independent(tt.draw)(r, y)
			shift := detectable(x, y, alpha, tt.power)
			independent(tt.draw)(r, x)
			independent(tt.draw)(r, y)
			if RankSum(x, shifted(y, shift)) <= alpha {
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

func BenchmarkShift(b *testing.B) {
	for _, n := range []int{10, 20, 50, 500} {
		r := rand.New(rand.NewPCG(85, 86))
		x, y := make([]float64, n), make([]float64, n)
		independent(normal)(r, x)
		independent(normal)(r, y)
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Shift(x, y, 0.95)
			}
		})
	}
}
