package interval

import (
	"math"
	"slices"
	"sync"
	"sync/atomic"
)

// Up to these sizes of both samples the distribution of the rank sum is
// counted out, without ties and with them. They are those of benchstat, whose
// p-values are these.
const (
	exactRankSum = 50
	exactTied    = 25
)

// RankSum is the two-sided p-value of the rank-sum test of Wilcoxon, Mann and Whitney
// of "x and y are draws of one distribution": twice the probability of a sample drawn
// by chance from all values to rank as low as the lower one, or lower. It only assumes
// independent values, within and between the samples.
//
// Given the ties it is exact up to 50 values in each sample, or up to 25 if some are
// equal. With more values it is a normal approximation with the variance that the ties
// leave, and a correction for continuity. In this it is the test of benchstat
// (MannWhitneyUTest of go-moremath), and p-values are the same given the sample that
// ranks lower first. Given the other first, that test is wrong for samples of different
// sizes with ties: it takes the lower tail for the upper, and ties make them unlike.
// Here order makes no difference.
//
// It is 1 if a sample is empty or all values are equal: there is nothing to tell apart.
// Doubling may exceed 1 if values tie, and is then cut off. It is NaN if a sample holds
// a NaN. Infinite values are ranked like others. x and y are not modified, and samples
// that are already sorted are not copied. Many goroutines may call it at once.
//
// Source: Wilcoxon, Biometrics Bulletin 1 (1945); Mann and Whitney, Annals of
// Mathematical Statistics 18 (1947); Klotz, Journal of the American
// Statistical Association 61 (1966), for ties; Lehmann, Nonparametrics,
// section 1.4, for the variance.
func RankSum(x, y []float64) float64 {
	r := rankings.Get().(*ranking)
	defer rankings.Put(r)
	x, r.x = ascend(x, r.x)
	y, r.y = ascend(y, r.y)
	switch {
	case startsNaN(x) || startsNaN(y):
		return math.NaN()
	case len(x) == 0 || len(y) == 0:
		return 1
	}
	twiceU := r.rank(x, y)
	if twiceU > len(x)*len(y) {
		x, y, twiceU = y, x, 2*len(x)*len(y)-twiceU
	}
	larger := max(len(x), len(y))
	switch tied := len(r.ties) < len(x)+len(y); {
	case twiceU == len(x)*len(y): // so it is where all are equal
		return 1
	case !tied && larger <= exactRankSum:
		return 2 * rankSumAtMost(len(x), len(y))[twiceU/2]
	case tied && larger <= exactTied:
		return min(1, 2*r.atMost(twiceU, len(x), len(y)))
	default:
		return min(1, 2*rankSumNear(float64(twiceU)/2, len(x), len(y), r.ties))
	}
}

// A ranking is two samples ranked together, and room for that: millions of
// tests need not allocate.
type ranking struct {
	x, y         []float64
	ties         []int // sizes of the groups of equal values, from the lowest
	lower, upper splits
}

var rankings = sync.Pool{New: func() any { return new(ranking) }}

// ascend is x sorted, NaN first: x itself or a copy in room, which it returns
// too as it may have grown.
func ascend(x, room []float64) (sorted, kept []float64) {
	if slices.IsSorted(x) {
		return x, room
	}
	room = append(room[:0], x...)
	slices.Sort(room)
	return room, room
}

func startsNaN(sorted []float64) bool { return len(sorted) > 0 && math.IsNaN(sorted[0]) }

// rank fills r.ties and returns twice the U of x: the pairs with the value of x above
// that of y, and half of the pairs of equal values.
func (r *ranking) rank(x, y []float64) (twiceU int) {
	r.ties = r.ties[:0]
	for i, j := 0, 0; i < len(x) || j < len(y); {
		fromX, fromY := i, j
		if j == len(y) || i < len(x) && x[i] < y[j] {
			i = endOf(x, i, x[i])
		} else {
			v := y[j]
			i, j = endOf(x, i, v), endOf(y, j, v)
		}
		twiceU += (i - fromX) * (fromY + j) // 2 for each y below, 1 for each that is equal
		r.ties = append(r.ties, i-fromX+j-fromY)
	}
	return twiceU
}

// endOf is the index in sorted x, from i up, after the last value v.
func endOf(x []float64, i int, v float64) int {
	for i < len(x) && x[i] == v {
		i++
	}
	return i
}

// rankSumTables are the results of rankSumAtMost, by the sizes less one, the
// smaller first.
var rankSumTables [exactRankSum][exactRankSum]atomic.Pointer[[]float64]

// rankSumAtMost is the probability that U of samples of these sizes, both at
// most exactRankSum and without ties, is at most 0, 1, … and half of its
// largest value, n1 n2. It is not to be modified.
//
// Orders of the samples with U = k correspond to partitions of k into at most
// n1 parts of at most n2, whose series is the product of
// (1 - qⁿ²⁺ⁱ)/(1 - qⁱ) for i up to n1.
func rankSumAtMost(n1, n2 int) []float64 {
	n1, n2 = min(n1, n2), max(n1, n2)
	table := &rankSumTables[n1-1][n2-1]
	if known := table.Load(); known != nil {
		return *known
	}
	c := ones(n1*n2/2 + 1)
	for i := 1; i <= n1; i++ {
		c.times(n2 + i)
		c.over(i)
	}
	p := c.atMost(n1 * n2)
	table.Store(&p)
	return p
}

// rankSumNear is the probability of a U of at most u, by the normal approximation. u is
// below the mean of U.
func rankSumNear(u float64, n1, n2 int, ties []int) float64 {
	pairs, n := float64(n1)*float64(n2), float64(n1+n2)
	lost := 0. // to ties
	for _, t := range ties {
		lost += float64(t)*float64(t)*float64(t) - float64(t)
	}
	sd := math.Sqrt(pairs * (n + 1 - lost/(n*(n-1))) / 12)
	return normalBelow((u + 0.5 - pairs/2) / sd)
}
