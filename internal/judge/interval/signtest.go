package interval

import (
	"cmp"
	"math"
	"slices"
)

// SignTest is the two-sided p-value of "each value is as likely to be
// positive as negative": the probability that as many fair coins as x has
// values would fall as unevenly as the signs of x or more so. It is exact.
//
// Values of 0 are left out. It is 1 if x is empty or holds only zeros, and NaN if it
// holds a NaN. x is not modified.
//
// Source: Conover, Practical Nonparametric Statistics, 3rd ed., section 3.4.
func SignTest(x []float64) float64 {
	var plus, minus int
	for _, v := range x {
		switch {
		case math.IsNaN(v):
			return math.NaN()
		case v > 0:
			plus++
		case v < 0:
			minus++
		}
	}
	both := 1.
	for heads, p := range headsAtMost(plus + minus) {
		if heads == min(plus, minus) {
			both = min(1, 2*p)
			break
		}
	}
	return both
}

// SignedRank is the two-sided p-value of Wilcoxon's signed-rank test of "the values are
// symmetric about 0": fair coins as signs of the magnitudes in x would give a sum of
// the positive ones' ranks as far from its mean as x does, or farther, with this
// probability.
//
// Equal magnitudes share their mean rank. Values of 0 take part in the ranking, and are
// then left out (Pratt), since leaving them out before may make evidence weaker as
// values grow. Given ties and zeros the p-value is exact up to 100 values that are not
// 0; with more it is a normal approximation with the variance of the ranks, and a
// correction for continuity.
//
// It is 1 if x is empty or holds only zeros, and NaN if it holds a NaN. x is not
// modified.
//
// Source: Wilcoxon, Biometrics Bulletin 1 (1945); Pratt, Journal of the
// American Statistical Association 54 (1959); Hollander, Wolfe and Chicken,
// Nonparametric Statistical Methods, 3rd ed., section 3.1.
func SignedRank(x []float64) float64 {
	if slices.ContainsFunc(x, math.IsNaN) {
		return math.NaN()
	}
	ranks, positive := doubledRanks(x)
	total, squares := 0, 0.
	for _, r := range ranks {
		total += r
		squares += float64(r) * float64(r)
	}
	few := min(positive, total-positive) // the distribution is symmetric
	if len(ranks) > exactRanks {
		z := (float64(few) + 1 - float64(total)/2) / math.Sqrt(squares/4) // 1 is half a step
		return min(1, 2*normalBelow(z))
	}
	tail := 0.
	for _, p := range rankSums(ranks)[:few+1] {
		tail += p
	}
	return min(1, 2*tail)
}

// doubledRanks is twice the ranks of the magnitudes in x, which makes mean
// ranks whole numbers, without those of zeros, and the sum of those of
// positive values.
func doubledRanks(x []float64) (ranks []int, positive int) {
	s := slices.Clone(x)
	slices.SortFunc(s, func(a, b float64) int { return cmp.Compare(math.Abs(a), math.Abs(b)) })
	for from := 0; from < len(s); {
		to := from + 1 // the magnitudes in s[from:to] tie
		for to < len(s) && math.Abs(s[to]) == math.Abs(s[from]) {
			to++
		}
		for _, v := range s[from:to] {
			if v != 0 {
				ranks = append(ranks, from+to+1)
			}
			if v > 0 {
				positive += from + to + 1
			}
		}
		from = to
	}
	return ranks, positive
}
