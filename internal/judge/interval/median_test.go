package interval

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// upTo is 1, 2, … n, backwards: a value is its own rank.
func upTo(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = float64(n - i)
	}
	return x
}

func TestMedian(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name       string
		x          []float64
		confidence float64
		want       Estimate
	}{
		{"empty", nil, 0.95, Estimate{nan, -inf, inf, 1, 0}},
		{"one", []float64{7}, 0.95, Estimate{7, -inf, inf, 1, 1}},
		{"five are too few", upTo(5), 0.95, Estimate{3, -inf, inf, 1, 5}},
		{"six are enough", upTo(6), 0.95, Estimate{3.5, 1, 6, 1 - 2./64, 6}},
		{"confidence met exactly", upTo(6), 0.96875, Estimate{3.5, 1, 6, 0.96875, 6}},
		{"eight", upTo(8), 0.95, Estimate{4.5, 1, 8, 1 - 2./256, 8}},
		{"nine", upTo(9), 0.95, Estimate{5, 2, 8, 1 - 2*10./512, 9}},
		{"ten", upTo(10), 0.95, Estimate{5.5, 2, 9, 1 - 2*11./1024, 10}},
		{"twelve", upTo(12), 0.95, Estimate{6.5, 3, 10, 1 - 2*79./4096, 12}},
		{"twenty", upTo(20), 0.95, Estimate{10.5, 6, 15, 1 - 2*21700./(1<<20), 20}},
		{"seven at 0.99", upTo(7), 0.99, Estimate{4, -inf, inf, 1, 7}},
		{"eight at 0.99", upTo(8), 0.99, Estimate{4.5, 1, 8, 1 - 2./256, 8}},
		{"narrowest of an odd number", upTo(7), 0, Estimate{4, 4, 4, 0, 7}},
		{"narrowest of an even number", upTo(6), 0, Estimate{3.5, 3, 4, 1 - 2*22./64, 6}},
		{"certainty", upTo(5000), 1, Estimate{2500.5, -inf, inf, 1, 5000}},
		{"no confidence known", upTo(9), nan, Estimate{5, -inf, inf, 1, 9}},
		{"ties", []float64{2, 2, 2, 2, 2, 2}, 0.95, Estimate{2, 2, 2, 1 - 2./64, 6}},
		{"not a number", []float64{1, 2, nan, 4, 5, 6}, 0.95, Estimate{nan, -inf, inf, 1, 6}},
		{"infinite", []float64{inf, 2, 3, 4, 5, -inf}, 0.95, Estimate{3.5, -inf, inf, 1 - 2./64, 6}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.x)
			if got := Median(tt.x, tt.confidence); !agree(got, tt.want) {
				t.Errorf("Median(%v, %v) = %+v, want %+v", tt.x, tt.confidence, got, tt.want)
			}
			if !slices.EqualFunc(tt.x, before, same) {
				t.Errorf("Median changed its argument from %v to %v", before, tt.x)
			}
		})
	}
}

func agree(a, b Estimate) bool {
	return same(a.Center, b.Center) && same(a.Lo, b.Lo) && same(a.Hi, b.Hi) &&
		same(a.Confidence, b.Confidence) && a.N == b.N
}

// TestSignRank compares with sums of binomial coefficients in whole numbers.
func TestSignRank(t *testing.T) {
	for _, n := range []int{1, 2, 5, 6, 7, 20, 49, 50, 100, 1000, 1073, 1075, 3000} {
		for _, limit := range []float64{0.4, 0.05, 0.025, 0.0005} {
			rank, tail := signRank(n, limit)
			if want := lowerTail(n, rank); math.Abs(tail-want) > 1e-11*want || n <= 50 && tail != want {
				t.Errorf("signRank(%d, %v) = %d, %v, want probability %v", n, limit, rank, tail, want)
			}
			if tail > limit {
				t.Errorf("signRank(%d, %v) = %d, %v, want at most the limit", n, limit, rank, tail)
			}
			if rank < (n+1)/2 && lowerTail(n, rank+1) <= limit {
				t.Errorf("signRank(%d, %v) = %d, want a larger rank: %v", n, limit, rank, lowerTail(n, rank+1))
			}
		}
	}
}

// lowerTail is the probability of fewer than k heads in n fair coins.
func lowerTail(n, k int) float64 {
	sum, term := new(big.Int), big.NewInt(1)
	for i := range k {
		sum.Add(sum, term)
		term.Mul(term, big.NewInt(int64(n-i)))
		term.Quo(term, big.NewInt(int64(i+1)))
	}
	p := new(big.Float).SetInt(sum)
	f, _ := p.SetMantExp(p, -n).Float64()
	return f
}

func TestMedianCoverage(t *testing.T) {
	for _, d := range distributions {
		t.Run(d.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(3, 4))
			for _, n := range []int{6, 9, 12, 25, 60} {
				var achieved float64
				rate := coverage(func() bool {
					x := make([]float64, n)
					for i := range x {
						x[i] = d.draw(r)
					}
					e := Median(x, 0.95)
					achieved = e.Confidence
					return e.Lo <= d.median && d.median <= e.Hi
				})
				checkCoverage(t, n, rate, achieved)
			}
		})
	}
}

// trials is the number of intervals drawn for each coverage.
const trials = 3000

// coverage is the share of trials in which covered was true.
func coverage(covered func() bool) float64 {
	hits := 0
	for range trials {
		if covered() {
			hits++
		}
	}
	return float64(hits) / trials
}

// checkCoverage asks for at least the nominal 0.95 and, since the interval is
// exact, for the achieved confidence: both within three standard errors.
func checkCoverage(t *testing.T, n int, rate, achieved float64) {
	t.Helper()
	const nominal = 0.95
	if achieved < nominal {
		t.Errorf("n = %d: achieved confidence %v, want at least %v", n, achieved, nominal)
	}
	if least := nominal - 3*math.Sqrt(nominal*(1-nominal)/trials); rate < least {
		t.Errorf("n = %d: coverage %.4f, want at least %.4f", n, rate, least)
	}
	if slack := 3 * math.Sqrt(achieved*(1-achieved)/trials); math.Abs(rate-achieved) > slack {
		t.Errorf("n = %d: coverage %.4f, want %.4f ± %.4f", n, rate, achieved, slack)
	}
}

// distributions are the shapes that measured times take, with their medians.
var distributions = []struct {
	name   string
	draw   func(*rand.Rand) float64
	median float64
}{
	{"normal", normal, 0},
	{"heavy tails", student3, 0},
	{"bimodal", bimodal, 10 + 1./6},
}

func normal(r *rand.Rand) float64 { return r.NormFloat64() }

// student3 draws from Student's t with 3 degrees of freedom.
func student3(r *rand.Rand) float64 {
	a, b, c := r.NormFloat64(), r.NormFloat64(), r.NormFloat64()
	return r.NormFloat64() / math.Sqrt((a*a+b*b+c*c)/3)
}

// bimodal draws from [0, 1) in 40 % of cases, else from [10, 11): two memory
// layouts of unequal luck.
func bimodal(r *rand.Rand) float64 {
	v := r.Float64()
	if r.Float64() < 0.4 {
		return v
	}
	return 10 + v
}
