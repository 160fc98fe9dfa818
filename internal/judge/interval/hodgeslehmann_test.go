package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestHodgesLehmann(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	tests := []struct {
		name       string
		x          []float64
		confidence float64
		want       Estimate
	}{
		{"empty", nil, 0.95, Estimate{nan, -inf, inf, 1, 0}},
		{"one", []float64{7}, 0.95, Estimate{7, -inf, inf, 1, 1}},
		// 0 0.5 1 2 2.5 4
		{"median of means", []float64{4, 0, 1}, 0.95, Estimate{1.5, -inf, inf, 1, 3}},
		{"smallest and largest of six means", []float64{4, 0, 1}, 0.75, Estimate{1.5, 0, 4, 0.75, 3}},
		{"second of ten means", []float64{0, 1, 4, 9}, 0.75, Estimate{3.25, 0.5, 6.5, 0.75, 4}},
		{"five are too few", upTo(5), 0.95, Estimate{3, -inf, inf, 1, 5}},
		{"six are enough", upTo(6), 0.95, Estimate{3.5, 1, 6, 1 - 2./64, 6}},
		// Sums of at most 2 have 3 subsets of 1 … 7.
		{"seven", upTo(7), 0.95, Estimate{4, 2, 6, 1 - 2*3./128, 7}},
		{"seven at 0.99", upTo(7), 0.99, Estimate{4, -inf, inf, 1, 7}},
		{"eight at 0.99", upTo(8), 0.99, Estimate{4.5, 1, 8, 1 - 2./256, 8}},
		{"narrowest", []float64{0, 1, 4}, 0, Estimate{1.5, 1, 2, 0.25, 3}},
		{"certainty", upTo(9), 1, Estimate{5, -inf, inf, 1, 9}},
		{"certainty of many", upTo(150), 1, Estimate{75.5, -inf, inf, 1, 150}},
		{"no confidence known", upTo(9), nan, Estimate{5, -inf, inf, 1, 9}},
		{"no confidence known of many", upTo(150), nan, Estimate{75.5, -inf, inf, 1, 150}},
		{"ties", equal(6, 2), 0.95, Estimate{2, 2, 2, 1 - 2./64, 6}},
		{"not a number", []float64{1, 2, nan, 4, 5, 6}, 0.95, Estimate{nan, -inf, inf, 1, 6}},
		{"infinite", []float64{inf, 2, 3, 4, 5, 6}, 0.95, Estimate{4.5, 2, inf, 1 - 2./64, 6}},
		{"infinite either way", []float64{inf, 2, 3, 4, 5, -inf}, 0.95, Estimate{nan, -inf, inf, 1, 6}},
		{"huge", equal(6, 1.5e308), 0.95, Estimate{1.5e308, 1.5e308, 1.5e308, 1 - 2./64, 6}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.x)
			if got := HodgesLehmann(tt.x, tt.confidence); !agree(got, tt.want) {
				t.Errorf("HodgesLehmann(%v, %v) = %+v, want %+v", tt.x, tt.confidence, got, tt.want)
			}
			if !slices.EqualFunc(tt.x, before, same) {
				t.Errorf("HodgesLehmann changed its argument from %v to %v", before, tt.x)
			}
		})
	}
}

// TestMeans: the k-th smallest mean of a pair is that of all of them, sorted.
func TestMeans(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	for n := 1; n <= 40; n++ {
		x := make([]float64, n)
		independent(student3)(r, x)
		for i := range n / 3 {
			x[i] = math.Round(x[i]) // ties
		}
		slices.Sort(x)
		var all []float64
		for i, a := range x {
			for _, b := range x[i:] {
				all = append(all, halfway(a, b))
			}
		}
		slices.Sort(all)
		for k := range all {
			if got := means(x).smallest(k + 1); got != all[k] {
				t.Fatalf("of %v, number %d is %v, want %v", x, k+1, got, all[k])
			}
		}
	}
}

// TestHodgesLehmannInvertsSignedRank: a theta is inside if and only if the
// signs about it are as likely as alpha, counted out over all signs.
func TestHodgesLehmannInvertsSignedRank(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	for n := 3; n <= 10; n++ {
		x := make([]float64, n)
		independent(student3)(r, x)
		for _, alpha := range []float64{0.05, 0.2, 0.6} {
			e := HodgesLehmann(x, 1-alpha)
			for i := range 60 {
				theta := -3 + 0.1*float64(i)
				p := bruteSignedRank(shifted(slices.Clone(x), -theta))
				if inside := e.Lo <= theta && theta <= e.Hi; inside != (p > alpha) {
					t.Errorf("n = %d, alpha %v: %v inside %+v is %v, but p = %v", n, alpha, theta, e, inside, p)
				}
			}
		}
	}
}

// TestSignedRankByCounting sums the ranks of every subset.
func TestSignedRankByCounting(t *testing.T) {
	for n := 1; n <= 10; n++ {
		below := make([]float64, n*(n+1)/2+2) // probability of a sum less than the index
		for subset := range 1 << n {
			sum := 0
			for i := range n {
				sum += subset >> i & 1 * (i + 1)
			}
			for k := sum + 1; k < len(below); k++ {
				below[k] += 1 / float64(int(1)<<n)
			}
		}
		for _, limit := range []float64{0.5, 0.2, 0.025, 0.005} {
			rank, tail := signedRank(n, limit)
			if tail > limit || tail != below[rank] {
				t.Errorf("signedRank(%d, %v) = %d, %v, want probability %v", n, limit, rank, tail, below[rank])
			}
			if rank < (n*(n+1)/2+1)/2 && below[rank+1] <= limit {
				t.Errorf("signedRank(%d, %v) = %d, want a larger rank: %v", n, limit, rank, below[rank+1])
			}
		}
	}
}

// TestSignedRankApproximation compares ranks and tails just beyond what is
// counted out with those counted out.
func TestSignedRankApproximation(t *testing.T) {
	const n = exactRanks + 1
	ranks := make([]int, n)
	for i := range ranks {
		ranks[i] = i + 1
	}
	p := rankSums(ranks)
	for _, limit := range []float64{0.3, 0.1, 0.025, 0.005} {
		rank, tail := signedRank(n, limit)
		exact := 0.
		for _, q := range p[:rank] {
			exact += q
		}
		if tail > limit || math.Abs(tail-exact) > 0.001 {
			t.Errorf("signedRank(%d, %v) = %d, %v, counted out %v", n, limit, rank, tail, exact)
		}
		if exact+p[rank] < limit-0.001 {
			t.Errorf("signedRank(%d, %v) = %d, want more: %v", n, limit, rank, exact+p[rank])
		}
	}
	if rank, tail := signedRank(n, 0.5); rank != (n*(n+1)/2+1)/2 || tail > 0.5 {
		t.Errorf("signedRank(%d, 0.5) = %d, %v, want the middle", n, rank, tail)
	}
	if rank, tail := signedRank(n, 1e-30); rank != 0 || tail != 0 {
		t.Errorf("signedRank(%d, 1e-30) = %d, %v, want none", n, rank, tail)
	}
}

// TestCoverageOfSymmetric covers 0 where it should: also where the scale
// drifts, since only the signs need be coins.
func TestCoverageOfSymmetric(t *testing.T) {
	const trials, nominal = 2500, 0.95
	for _, d := range noises {
		if d.name == "scale follows signs" {
			continue // a fixed number of values needs magnitudes that do not
		}
		r := rand.New(rand.NewPCG(43, 44))
		for _, n := range []int{6, 10, 20} {
			x := make([]float64, n)
			var median, means int
			for range trials {
				d.draw(r, x)
				if e := Median(x, nominal); e.Lo <= 0 && 0 <= e.Hi {
					median++
				}
				if e := HodgesLehmann(x, nominal); e.Lo <= 0 && 0 <= e.Hi {
					means++
				}
			}
			t.Logf("%s, n = %d: Median covers %.4f, HodgesLehmann %.4f", d.name, n, float64(median)/trials, float64(means)/trials)
			least := int(trials * (nominal - threeErrors(nominal, trials)))
			if median < least || means < least {
				t.Errorf("%s, n = %d: Median covers %d, HodgesLehmann %d of %d, want at least %d", d.name, n, median, means, trials, least)
			}
		}
	}
}

// TestHodgesLehmannNarrower than Median for normal noise, the reason to have
// it.
func TestHodgesLehmannNarrower(t *testing.T) {
	r := rand.New(rand.NewPCG(45, 46))
	x := make([]float64, 50)
	var median, means float64
	for range 300 {
		independent(normal)(r, x)
		a, b := Median(x, 0.95), HodgesLehmann(x, 0.95)
		median, means = median+a.Hi-a.Lo, means+b.Hi-b.Lo
	}
	if ratio := means / median; ratio < 0.7 || ratio > 0.88 {
		t.Errorf("width of HodgesLehmann / width of Median = %.3f, want about 0.8", ratio)
	}
}
