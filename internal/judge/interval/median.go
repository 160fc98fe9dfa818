package interval

import (
	"iter"
	"math"
)

// Median is the median of x with the interval between two of its order
// statistics, symmetric in rank. How often such an interval misses the true
// median is a matter of fair coins, whatever the distribution: its confidence
// is exact for a continuous one, and a lower bound where values tie.
//
// The interval is the narrowest in rank whose confidence is at least the one
// asked for; Estimate.Confidence is the one achieved. Too few values allow
// none: fewer than 6 at 0.95, fewer than 8 at 0.99. Then, and for an empty x,
// a NaN in x or a confidence of 1 or more, Lo is -Inf, Hi is +Inf and
// Confidence 1. Center is NaN where x is empty or holds a NaN. x is not
// modified.
//
// Source: David and Nagaraja, Order Statistics, 3rd ed., section 7.1;
// Conover, Practical Nonparametric Statistics, 3rd ed., chapter 3 (the sign
// test, whose inversion this is).
func Median(x []float64, confidence float64) Estimate {
	s := ordered(x)
	if len(s) == 0 {
		return unbounded(math.NaN(), len(x))
	}
	rank, tail := signRank(len(s), (1-confidence)/2)
	if rank == 0 {
		return unbounded(middle(s), len(s))
	}
	return Estimate{
		Center:     middle(s),
		Lo:         s[rank-1],
		Hi:         s[len(s)-rank],
		Confidence: 1 - 2*tail,
		N:          len(s),
	}
}

// signRank returns a rank r, counted from 1, and the probability of fewer than r heads
// in n fair coins. r is the largest for which this is at most limit. The r-th smallest
// and r-th largest of n values then each miss the median with that probability. It is
// 0, 0 where even r = 1 misses more often.
func signRank(n int, limit float64) (rank int, tail float64) {
	for i, p := range headsAtMost(n) {
		if i > (n-1)/2 || p > limit || !(limit > 0) { // neither 0 nor NaN allows a miss
			break
		}
		rank, tail = i+1, p
	}
	return rank, tail
}

// headsAtMost yields the probability of at most 0, 1, … n heads in n fair
// coins.
//
// Exact up to n = 50, where no product exceeds the integers of a float64;
// beyond that the error is in the last digits.
func headsAtMost(n int) iter.Seq2[int, float64] {
	return func(yield func(int, float64) bool) {
		const big = 512     // exponent at which coefficient and sum are scaled down
		ways, sum := 1., 1. // n choose i, and the sum of those up to i, in units of 2^exp
		exp := -n
		for i := 0; i <= n && yield(i, math.Ldexp(sum, exp)); i++ {
			ways = ways * float64(n-i) / float64(i+1)
			sum += ways
			if _, e := math.Frexp(sum); e > big {
				ways, sum = math.Ldexp(ways, -big), math.Ldexp(sum, -big)
				exp += big
			}
		}
	}
}
