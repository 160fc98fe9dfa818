package interval

import "math"

// exactRanks is the largest number of values whose signed-rank distribution
// is counted out. At 101 the normal approximation is right to 0.001 in
// probability.
const exactRanks = 100

// HodgesLehmann is the median of the means of all pairs of values, each also
// paired with itself (the Walsh averages), with the interval between two of
// them, symmetric in rank: the centres that the signed-rank test does not
// reject (see [SignedRank]). Where values are symmetric about their centre it
// is narrower than [Median], by a fifth for normal noise; where they are not,
// it covers the centre of the pairs' means and not the median.
//
// It assumes that the signs of x - centre are fair coins given all magnitudes. Its
// confidence is then exact if no magnitudes tie, and otherwise a lower bound. Beyond
// 100 values it is a normal approximation, with a correction for continuity.
//
// The interval is the narrowest in rank whose confidence is at least the one asked for;
// Estimate.Confidence is the one achieved. As for [Median], fewer than 6 values at 0.95
// and fewer than 8 at 0.99 allow none; then, and for an empty x, a NaN in x, infinities
// of either sign in x, or a confidence of 1 or more, Lo is -Inf, Hi is +Inf and
// Confidence 1. Center is NaN if x is empty or holds a NaN or infinities of either
// sign. x is not modified. The time is that of sorting x.
//
// Source: Hodges and Lehmann, Annals of Mathematical Statistics 34 (1963);
// Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd ed.,
// sections 3.2 and 3.3 (the interval is Tukey's).
func HodgesLehmann(x []float64, confidence float64) Estimate {
	s := ordered(x)
	if len(s) == 0 || math.IsNaN(s[0]+s[len(s)-1]) {
		return unbounded(math.NaN(), len(x))
	}
	w := means(s)
	pairs := len(s) * (len(s) + 1) / 2
	center := halfway(w.smallest((pairs+1)/2), w.smallest(pairs/2+1))
	rank, tail := signedRank(len(s), (1-confidence)/2)
	if rank == 0 {
		return unbounded(center, len(s))
	}
	return Estimate{
		Center:     center,
		Lo:         w.smallest(rank),
		Hi:         w.smallest(pairs + 1 - rank),
		Confidence: 1 - 2*tail,
		N:          len(s),
	}
}

// means are the means of all pairs of sorted values, each also with itself.
type means []float64

// smallest is the k-th smallest of them, from 1.
func (m means) smallest(k int) float64 {
	return firstKey(keyOf(m[0])-1, keyOf(m[len(m)-1]), func(v float64) bool { return m.upTo(v) >= k }).value()
}

// upTo is how many of them are at most v: fewer of a value's partners are, the
// larger it is.
func (m means) upTo(v float64) (count int) {
	partners := len(m)
	for i := range m {
		for partners > i && halfway(m[i], m[partners-1]) > v {
			partners--
		}
		if partners <= i {
			break
		}
		count += partners - i
	}
	return count
}

// signedRank returns a rank r, counted from 1, and a probability: the ranks of the
// positive ones among n values without ties sum to less than r with this probability. r
// is the largest for which it is at most limit. The r-th smallest and r-th largest
// Walsh average then each miss the centre with that probability. It returns 0, 0 if
// even r = 1 misses more often.
func signedRank(n int, limit float64) (rank int, tail float64) {
	if !(limit > 0) {
		return 0, 0 // neither 0 nor NaN allows a miss
	}
	if n > exactRanks {
		pairs := float64(n) * float64(n+1) / 2
		return nearRank(pairs, math.Sqrt(pairs*float64(2*n+1)/12), limit)
	}
	ranks := make([]int, n)
	for i := range ranks {
		ranks[i] = i + 1
	}
	p, sum := rankSums(ranks), 0.
	for below := range len(p) / 2 {
		if sum += p[below]; sum > limit {
			break
		}
		rank, tail = below+1, sum
	}
	return rank, tail
}

// nearRank is signedRank, and rankSumRank, by the normal approximation, for a
// statistic that has its mean at half its largest value, pairs, and the
// standard deviation sd: below r means up to r - 1/2.
func nearRank(pairs, sd, limit float64) (rank int, tail float64) {
	r := math.Floor(pairs/2 + 0.5 + sd*normalQuantile(min(limit, 0.5)))
	if r < 1 {
		return 0, 0
	}
	return int(r), normalBelow((r - 0.5 - pairs/2) / sd)
}

// rankSums is the probability of each sum, from 0 up, of the ranks whose coin
// falls heads. It is exact up to 53 ranks.
func rankSums(ranks []int) []float64 {
	p := []float64{1}
	for _, r := range ranks {
		next := make([]float64, len(p)+r)
		for sum, q := range p {
			next[sum] += q / 2
			next[sum+r] += q / 2
		}
		p = next
	}
	return p
}

// normalQuantile is the value below which a standard normal one lies with
// probability p.
func normalQuantile(p float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*p) }

// normalBelow is the probability that a standard normal value lies below z.
func normalBelow(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
