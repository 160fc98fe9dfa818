package interval

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/aclements/go-moremath/stats"
)

func TestRankSum(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name string
		x, y []float64
		want float64
	}{
		{"empty", nil, nil, 1},
		{"one empty", nil, []float64{1, 2}, 1},
		{"the other empty", []float64{1, 2}, nil, 1},
		{"not a number", []float64{1, nan}, []float64{1, 2}, nan},
		{"not a number in the other", []float64{1, 2}, []float64{nan}, nan},
		{"not a number beside an empty one", nil, []float64{2, nan}, nan},
		{"one each", []float64{1}, []float64{2}, 1},
		{"all equal", []float64{3, 3}, []float64{3, 3, 3}, 1},
		{"zeros are equal", []float64{0}, []float64{math.Copysign(0, -1)}, 1},
		{"three and three apart", upTo(3), []float64{4, 5, 6}, 2. / 20},
		{"four and four apart", []float64{8, 6, 7, 5}, upTo(4), 2. / 70},
		// U = 1 has one order beside that of U = 0.
		{"one pair out of order", []float64{1, 2, 4}, []float64{3, 5, 6}, 2 * 2. / 20},
		{"in the middle", []float64{1, 4}, []float64{2, 3}, 1},
		// Of the 6 choices of two of 1 2 2 3, those of 1 and a 2 have U = 0.5.
		{"ties", []float64{1, 2}, []float64{2, 3}, 2 * 2. / 6},
		// Only 1 has U = 0.
		{"uneven ties", []float64{1}, []float64{2, 2, 2}, 2. / 4},
		// Only 2 has U = 3.
		{"uneven ties below", []float64{2}, []float64{1, 1, 1}, 2. / 4},
		// Of 1 1 1 2 three have U = 1.
		{"doubled beyond 1", []float64{1}, []float64{1, 1, 2}, 1},
		{"infinite", []float64{-inf, -inf, 0, 1}, []float64{2, 3, 4, inf}, 2. / 70},
		{"both infinite", []float64{inf}, []float64{inf}, 1},
		{"many, all equal", equal(60, 3), equal(70, 3), 1},
		{"many, as many above", append(equal(60, 1), equal(60, 3)...), equal(70, 2), 1},
		{"many, half a pair off", append(equal(60, 1), equal(60, 3)...), append(equal(70, 2), 4, 0), 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x, y := slices.Clone(tt.x), slices.Clone(tt.y)
			if got := RankSum(tt.x, tt.y); !same(got, tt.want) {
				t.Errorf("RankSum(%v, %v) = %v, want %v", tt.x, tt.y, got, tt.want)
			}
			if !slices.EqualFunc(tt.x, x, same) || !slices.EqualFunc(tt.y, y, same) {
				t.Errorf("RankSum changed its arguments from %v, %v to %v, %v", x, y, tt.x, tt.y)
			}
		})
	}
}

// TestRankSumByCounting compares with all choices of the first sample's values.
func TestRankSumByCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(61, 62))
	for n1 := 1; n1 <= 6; n1++ {
		for n2 := 1; n2 <= 6; n2++ {
			for _, draw := range []func(*rand.Rand) float64{normal, coarse, coin} {
				for range 10 {
					x, y := make([]float64, n1), make([]float64, n2)
					independent(draw)(r, x)
					independent(draw)(r, y)
					if got, want := RankSum(x, y), bruteRankSum(x, y); math.Abs(got-want) > 1e-14 {
						t.Errorf("RankSum(%v, %v) = %v, counted out %v", x, y, got, want)
					}
				}
			}
		}
	}
}

// bruteRankSum is twice the share of all choices of len(x) of the values
// whose U is as far out as that of x, on its side of the mean.
func bruteRankSum(x, y []float64) float64 {
	all, pairs := slices.Concat(x, y), float64(len(x)*len(y))
	u := func(chosen int) (u float64) {
		for i, a := range all {
			for j, b := range all {
				switch {
				case chosen>>i&1 == 0 || chosen>>j&1 == 1 || a < b:
				case a == b:
					u += 0.5
				default:
					u++
				}
			}
		}
		return u
	}
	observed := u(1<<len(x) - 1)
	if observed == pairs/2 {
		return 1
	}
	var hits, choices float64
	for chosen := range 1 << len(all) {
		if bits.OnesCount(uint(chosen)) != len(x) {
			continue
		}
		choices++
		if v := u(chosen); observed < pairs/2 && v <= observed || observed > pairs/2 && v >= observed {
			hits++
		}
	}
	return min(1, 2*hits/choices)
}

// rankSumPairs are kinds of pairs of samples to test ranks with.
var rankSumPairs = []struct {
	name string
	draw func(*rand.Rand) float64
}{
	{"no ties", normal},
	{"coarse clock", coarse},
	{"two values", coin},
	{"some ties", func(r *rand.Rand) float64 { return math.Round(20 * r.NormFloat64()) }},
	{"one value in half", func(r *rand.Rand) float64 { return max(0, r.NormFloat64()) }},
}

// TestRankSumAgrees with the rank-sum test that benchstat uses, 3,000 times,
// and with itself whichever sample is the first.
func TestRankSumAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(63, 64))
	worst := 0.
	for _, kind := range rankSumPairs {
		for trial := range 600 {
			most := []int{8, 25, 60}[trial%3]
			x, y := make([]float64, 1+r.IntN(most)), make([]float64, 1+r.IntN(most))
			if trial%4 == 0 && most <= 25 {
				y = make([]float64, len(x))
			}
			independent(kind.draw)(r, x)
			independent(kind.draw)(r, y)
			shifted(x, []float64{0, 0, 1, -1, 3}[trial%5])
			worst = max(worst, checkRankSum(t, kind.name, x, y))
		}
	}
	t.Logf("largest relative difference %.2g", worst)
}

// TestRankSumAgreesAtSizes goes through sizes up to and beyond the limits of
// what is counted out.
func TestRankSumAgreesAtSizes(t *testing.T) {
	r := rand.New(rand.NewPCG(65, 66))
	sizes := []int{1, 2, 3, 5, 12, 24, 25, 26, 49, 50, 51, 52, 200}
	for _, kind := range rankSumPairs {
		for _, n1 := range sizes {
			for _, n2 := range sizes {
				x, y := make([]float64, n1), make([]float64, n2)
				independent(kind.draw)(r, x)
				independent(kind.draw)(r, y)
				checkRankSum(t, kind.name, x, y)
			}
		}
	}
}

// checkRankSum holds RankSum against its rival and returns how far they are
// apart. The rival is asked with the lower sample first if sizes differ: else
// it takes a tail of another distribution where values tie, and may even give
// 0. Beyond what is counted out it subtracts from 1, so its probabilities are
// only as good there as those next to 1 are.
func checkRankSum(t *testing.T, kind string, x, y []float64) float64 {
	t.Helper()
	got := RankSum(x, y)
	if other := RankSum(y, x); other != got {
		t.Errorf("%s: RankSum(x, y) = %v, RankSum(y, x) = %v for %v, %v", kind, got, other, x, y)
	}
	want := 1.
	rival, err := stats.MannWhitneyUTest(x, y, stats.LocationDiffers)
	if err == nil && len(x) != len(y) && 2*rival.U > float64(len(x)*len(y)) {
		rival, err = stats.MannWhitneyUTest(y, x, stats.LocationDiffers)
	}
	if err == nil {
		want = min(1, rival.P)
	} else if err != stats.ErrSamplesEqual {
		t.Fatalf("%s, %d and %d: %v", kind, len(x), len(y), err)
	}
	allowed := 1e-12 * want
	if max(len(x), len(y)) > exactTied {
		allowed = max(allowed, 0x1p-51)
	}
	apart := math.Abs(got - want)
	if !(apart <= allowed) {
		t.Errorf("%s: RankSum of %d and %d values = %v, want %v\n%v\n%v", kind, len(x), len(y), got, want, x, y)
	}
	return apart / max(want, 1e-3)
}

// TestRankSumTable: probabilities of all U that samples without ties may have
// are those of their counts, which add up to 1.
func TestRankSumTable(t *testing.T) {
	for n1 := 1; n1 <= 12; n1++ {
		for n2 := 1; n2 <= 12; n2++ {
			ties := slices.Repeat([]int{1}, n1+n2)
			for u, p := range rankSumAtMost(n1, n2) {
				if want := (&ranking{ties: ties}).atMost(2*u, n1, n2); math.Abs(p-want) > 1e-14 {
					t.Errorf("probability of U <= %d of %d and %d = %v, by splits %v", u, n1, n2, p, want)
				}
			}
		}
	}
	p := rankSumAtMost(exactRankSum, exactRankSum)
	if got, want := p[0], 1/choose(100, 50); math.Abs(got/want-1) > 1e-12 {
		t.Errorf("probability of U = 0 of 50 and 50 = %v, want %v", got, want)
	}
	for u := range p[1:] {
		if p[u+1] <= p[u] {
			t.Errorf("probability of U <= %d of 50 and 50 = %v, of one less %v", u+1, p[u+1], p[u])
		}
	}
}

// TestRankSumLevel: two samples of one distribution are called different at
// most as often as asked.
func TestRankSumLevel(t *testing.T) {
	const trials, alpha = 2000, 0.05
	for _, kind := range rankSumPairs {
		r := rand.New(rand.NewPCG(67, 68))
		for _, sizes := range [][2]int{{4, 4}, {6, 10}, {20, 20}, {25, 7}, {40, 60}} {
			x, y := make([]float64, sizes[0]), make([]float64, sizes[1])
			called := 0
			for range trials {
				independent(kind.draw)(r, x)
				independent(kind.draw)(r, y)
				if RankSum(x, y) <= alpha {
					called++
				}
			}
			rate := float64(called) / trials
			t.Logf("%s: %v called different at alpha %v: %.4f", kind.name, sizes, alpha, rate)
			if most := alpha + threeErrors(alpha, trials); rate > most {
				t.Errorf("%s: %v called different at alpha %v: %.4f, want at most %.4f", kind.name, sizes, alpha, rate, most)
			}
			if least := alpha / 4; kind.name == "no ties" && rate < least {
				t.Errorf("%s: %v called different at alpha %v: %.4f, want at least %.4f or power is wasted", kind.name, sizes, alpha, rate, least)
			}
		}
	}
}

// TestRankSumTogether: goroutines share rooms and tables.
func TestRankSumTogether(t *testing.T) {
	var done sync.WaitGroup
	for g := range 8 {
		done.Go(func() {
			r := rand.New(rand.NewPCG(69, uint64(g)))
			for range 50 {
				x, y := make([]float64, 1+r.IntN(6)), make([]float64, 1+r.IntN(6))
				kind := rankSumPairs[r.IntN(len(rankSumPairs))]
				independent(kind.draw)(r, x)
				independent(kind.draw)(r, y)
				if got, want := RankSum(x, y), bruteRankSum(x, y); math.Abs(got-want) > 1e-14 {
					t.Errorf("%s: RankSum(%v, %v) = %v, counted out %v", kind.name, x, y, got, want)
				}
			}
		})
	}
	done.Wait()
}

// TestRankSumAllocates nothing, once it has room.
func TestRankSumAllocates(t *testing.T) {
	r := rand.New(rand.NewPCG(71, 72))
	x, y := make([]float64, 20), make([]float64, 20)
	independent(coarse)(r, x)
	independent(coarse)(r, y)
	// The pool may be emptied at any moment, and under the race detector is at
	// random.
	least := math.Inf(1)
	for range 20 {
		least = min(least, testing.AllocsPerRun(1, func() { RankSum(x, y) }))
	}
	if least > 0 {
		t.Errorf("RankSum allocates %v times, want never", least)
	}
}

func BenchmarkRankSum(b *testing.B) {
	r := rand.New(rand.NewPCG(73, 74))
	for _, bb := range []struct {
		name string
		n    int
		draw func(*rand.Rand) float64
	}{
		{"ties", 20, func(r *rand.Rand) float64 { return math.Round(20 * r.NormFloat64()) }},
		{"ties", 25, func(r *rand.Rand) float64 { return math.Round(20 * r.NormFloat64()) }},
		{"one-tie", 20, normal},
		{"one-value-in-half", 20, func(r *rand.Rand) float64 { return max(0, r.NormFloat64()) }},
		{"no-ties", 20, normal},
		{"no-ties", 50, normal},
	} {
		x, y := make([]float64, bb.n), make([]float64, bb.n)
		independent(bb.draw)(r, x)
		independent(bb.draw)(r, y)
		if bb.name == "one-tie" {
			x[0] = y[0]
		}
		b.Run(fmt.Sprintf("%s/n=%d/way=splits", bb.name, bb.n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				RankSum(x, y)
			}
		})
		b.Run(fmt.Sprintf("%s/n=%d/way=moremath", bb.name, bb.n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				stats.MannWhitneyUTest(x, y, stats.LocationDiffers)
			}
		})
	}
}
