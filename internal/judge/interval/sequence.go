package interval

import (
	"math"
	"slices"
)

// Sequence is the centre of symmetry of x with an interval that may be looked at after
// every value: x grows in the order of its drawing. At any length of x, the interval
// ever misses the centre with at most the probability alpha. Hence one may stop as soon
// as it tells what one wants to know.
//
// Each value counts by its score y about theta, in [-1, 1]: the first five by the sign
// of x - theta, later ones by (x - theta)/c, cut off at ±1. c is twice the mean
// absolute deviation from the median of all values before. If that is 0, or infinite
// after an infinite value, the sign counts again. theta is outside if its [Evidence]
// exceeds 1/alpha.
//
// The one assumption is that under the true centre theta the sign of each x - theta is
// a fair coin given |x - theta| and all values before. Say that x compares two arms,
// and a coin tossed for each value decides the order of the arms, their buffers and so
// on. Then "no difference" makes this true of theta = 0: exchanging the arms negates
// the value and changes nothing else. No distribution, independence or constant scale
// is assumed. For any other theta it assumes symmetric noise about it, and no coin can
// promise that. So as a test of 0 the interval is exact, and as a size it is as good as
// the assumption.
//
// Center is the theta at which the scores sum to 0, or the middle of several. Lo and Hi
// are the outermost theta that are not outside: every accepted theta lies between them,
// as does Center. They are infinite if infinite values leave no bound on their side.
// Confidence is 1 - alpha. With fewer than [SequenceFloor] values, or an alpha that is
// not positive, Lo is -Inf, Hi is +Inf and Confidence 1. So it is for an x that is
// empty or holds a NaN; then Center is NaN, too. An alpha above 1 is taken as 1. x is
// not modified. The time is quadratic in len(x), well below a millisecond at 300
// values.
//
// Source: as for [Evidence]; the scores are those of Huber, Annals of
// Mathematical Statistics 35 (1964).
func Sequence(x []float64, alpha float64) Estimate {
	if len(x) == 0 || slices.ContainsFunc(x, math.IsNaN) {
		return unbounded(math.NaN(), len(x))
	}
	s := newSeries(x)
	center := s.center()
	if len(x) < SequenceFloor(alpha) {
		return unbounded(center, len(x))
	}
	limit := outside(alpha)
	return Estimate{
		Center:     center,
		Lo:         s.lowest(center, limit),
		Hi:         -s.negated().lowest(-center, limit),
		Confidence: max(0, 1-alpha),
		N:          len(x),
	}
}

// SequenceFloor is the smallest number of values with which [Sequence] can exclude
// anything at this alpha: 10 at 0.05, 13 at 0.01. It is math.MaxInt for an alpha that
// is not positive.
//
// The evidence of n scores is largest where all are 1. For a given sum it
// grows as the squares fall, so equal scores are best; for n equal ones its
// derivative in V = ny² has the sign of rho(n-1) - V, which is not negative
// for n >= 2 as V <= n. At n = 1 no score has evidence above 1.
func SequenceFloor(alpha float64) int {
	if !(alpha > 0) {
		return math.MaxInt
	}
	for n := 1; ; n++ {
		if twiceLog(float64(n), float64(n)) > outside(alpha) {
			return n
		}
	}
}

// outside is the [twiceLog] beyond which a theta is outside at level alpha.
func outside(alpha float64) float64 { return -2 * math.Log(min(alpha, 1)) }

// center is the theta at which the sum of the scores changes sign, the middle
// if it is 0 for a while. There is at least one value.
func (s series) center() float64 {
	least, most := slices.Min(s.x), slices.Max(s.x)
	lo, hi := max(keyOf(least)-1, lowestKey), min(keyOf(most)+1, highestKey)
	below := nearKey(lo, hi, keyOf(s.zero(least, most)), func(theta float64) bool { sum, _ := s.sums(theta); return sum <= 0 })
	above := nearKey(below-1, hi, below, func(theta float64) bool { sum, _ := s.sums(theta); return sum < 0 })
	return max(least, min(halfway((below-1).value(), above.value()), most))
}

// zero is about where the sum of the scores is 0, between lo and hi. It takes Newton's
// steps, and halves the range if one leads out of it. Note: others look there first.
func (s series) zero(lo, hi float64) float64 {
	theta := halfway(lo, hi)
	for range 30 {
		sum, slope := s.falls(theta)
		next := theta + sum/slope
		if next == theta || math.Abs(sum) <= 1e-14*float64(len(s.x)) {
			break
		}
		if sum > 0 {
			lo = theta
		} else {
			hi = theta
		}
		if theta = next; !(lo < next && next < hi) { // also where nothing falls
			theta = halfway(lo, hi)
		}
	}
	if math.IsNaN(theta) { // between infinities of either sign
		return lo
	}
	return theta
}

// falls is the sum of the scores about theta, and how fast it falls there.
func (s series) falls(theta float64) (sum, slope float64) {
	for j, v := range s.x {
		y := score(v, theta, s.scale[j])
		sum += y
		if -1 < y && y < 1 && s.scale[j] > 0 {
			slope += 1 / s.scale[j]
		}
	}
	return sum, slope
}

// negated is the series of -x, which has the same scales.
func (s series) negated() series {
	x := make([]float64, len(s.x))
	for j, v := range s.x {
		x[j] = -v
	}
	return series{x, s.scale}
}

// lowest is the smallest theta whose [twiceLog] is at most limit, or else center. No
// theta to the left of center has scores that sum to less than 0. Ranges that end at
// center are halved at once: their scores sum to about 0 there.
func (s series) lowest(center, limit float64) float64 {
	lo, hi := keyOf(slices.Min(s.x)-slices.Max(s.scale)), keyOf(center) // up to lo all scores are 1
	if !s.rejects(math.Inf(-1), lo.value(), limit) {
		lo = lowestKey
	}
	for lo < hi {
		mid := lo.mid(hi)
		if k, found := s.search(lo, mid, limit); found {
			return k.value()
		}
		lo = mid + 1
	}
	return center
}

// search finds the smallest theta of a range that is accepted, if any is.
//
// The accepted theta need not be an interval: moving theta outwards, the sum
// of the scores cannot fall but the squares may rise faster than it, so that
// evidence may fall below the limit once more. Bisection between an accepted
// and a rejected theta could miss such an island. Therefore a range of theta
// is dropped only if none of its members can be accepted (see
// [series.rejects]), and is halved, its lower half searched first, if one
// may be. Where no score has a corner in the range, a piece says the same of
// most of its parts in a few operations.
func (s series) search(lo, hi key, limit float64) (k key, found bool) {
	if s.rejects(lo.value(), hi.value(), limit) {
		return 0, false
	}
	if lo == hi {
		return lo, true
	}
	if p, straight := s.piece(lo.value(), hi.value()); straight {
		return p.search(lo, hi, limit)
	}
	mid := lo.mid(hi)
	if k, found := s.search(lo, mid, limit); found {
		return k, true
	}
	return s.search(mid+1, hi, limit)
}

// halve is search without pieces.
func (s series) halve(lo, hi key, limit float64) (k key, found bool) {
	if s.rejects(lo.value(), hi.value(), limit) {
		return 0, false
	}
	if lo == hi {
		return lo, true
	}
	mid := lo.mid(hi)
	if k, found := s.halve(lo, mid, limit); found {
		return k, true
	}
	return s.halve(mid+1, hi, limit)
}

// rejects reports whether no theta in [lo, hi] can have a [twiceLog] of limit
// or less, by the smallest sum of scores in that range and a bound of their
// squares. Scores fall as theta rises, so the sum is smallest at hi, and a
// square is largest at an end. For lo = hi the answer is exact, and rounding
// leaves a range no stricter than its members, since sums, products and
// quotients of floats are monotone.
func (s series) rejects(lo, hi, limit float64) bool {
	sum, squares := 0., 0.
	for j, v := range s.x {
		most, least, scale := v-lo, v-hi, s.scale[j]
		if -scale < least && most < scale { // as most are; a NaN is not
			most, least = most/scale, least/scale
		} else {
			most, least = score(v, lo, scale), score(v, hi, scale)
		}
		sum += least
		squares += max(most*most, least*least)
	}
	return sum > 0 && twiceLog(sum, squares) > limit
}
