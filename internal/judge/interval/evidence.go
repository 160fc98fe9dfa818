package interval

import (
	"math"
	"slices"
)

const (
	// priorWeight is rho, how many full-size scores the normal mixture behind
	// the evidence is worth. Note: effects of 3, 1 and 0.3 standard deviations of
	// normal noise are found after 10, 18 and 107 values by median; at a weight
	// of 5 after 11, 20 and 105, at 20 after 16, 28 and 123.
	priorWeight = 2
	// signsFirst is how many values count by their sign only, because too few
	// values precede them to tell a scale from.
	signsFirst = 5
)

// Evidence is the e-value against theta being the centre of symmetry of the growing
// series x: 1 is none, and level 0.05 asks for 20. A bet against theta has multiplied
// its stake by it. It may be read after every value, and x may end whenever its reader
// likes: under theta its mean is at most 1 at any such moment, and it ever reaches
// 1/alpha with probability at most alpha (Ville's inequality). The largest value so far
// is no e-value.
//
// With y the scores of x, each in [-1, 1] (see [Sequence]), S their sum, V
// the sum of their squares and rho = 2, it is
//
//	sqrt(rho/(V+rho)) exp(S²/(2(V+rho))).
//
// Under theta the sign of each x - theta is a fair coin given its magnitude
// and all that came before, and cosh(ly) <= exp(l²y²/2), so exp(lS - l²V/2)
// is a supermartingale for every l; this is its mean over a normal l of
// variance 1/rho. Nothing else is assumed: magnitudes may drift, cluster, have
// no mean, and follow from earlier signs.
//
// It is 1 for an empty x. It is +Inf if it exceeds a float64, as beyond some 1400
// values that all agree. It is NaN if x or theta holds a NaN. x is not modified.
//
// Source: de la Peña, Annals of Probability 27 (1999), for symmetric
// variables normalised by themselves; Robbins, Annals of Mathematical
// Statistics 41 (1970), and Howard, Ramdas, McAuliffe and Sekhon, Annals of
// Statistics 49 (2021), for the normal mixture; Ramdas and Wang, Hypothesis
// Testing with E-values (2025), for what may be done with the result.
func Evidence(x []float64, theta float64) float64 {
	if math.IsNaN(theta) || slices.ContainsFunc(x, math.IsNaN) {
		return math.NaN()
	}
	sum, squares := newSeries(x).sums(theta)
	return math.Exp(twiceLog(sum, squares) / 2)
}

// twiceLog is twice the logarithm of the evidence of scores with that sum and
// sum of squares.
func twiceLog(sum, squares float64) float64 {
	return sum*sum/(squares+priorWeight) - math.Log1p(squares/priorWeight)
}

// series is values in the order of their drawing, none of them NaN, each with the scale
// that divides it. A scale depends on earlier values only. A scale of 0 stands for the
// sign alone.
type series struct{ x, scale []float64 }

// newSeries keeps x and does not modify it.
func newSeries(x []float64) series {
	s := series{x, make([]float64, len(x))}
	before := make([]float64, 0, len(x)) // sorted
	for j, v := range x {
		if j >= signsFirst {
			s.scale[j] = 2 * meanDeviation(before)
		}
		if math.IsInf(s.scale[j], 0) || math.IsNaN(s.scale[j]) {
			s.scale[j] = 0 // an infinite value came before
		}
		at, _ := slices.BinarySearch(before, v)
		before = slices.Insert(before, at, v)
	}
	return s
}

// meanDeviation is the mean absolute deviation of sorted values from their
// median: pairs from the outside in deviate, together, by their distance.
// Note: mean, not median: where values have two modes the median deviation is
// the width of one mode, every score becomes a sign, and the power is lost.
func meanDeviation(sorted []float64) float64 {
	sum, n := 0., len(sorted)
	for i := range n / 2 {
		sum += sorted[n-1-i] - sorted[i]
	}
	return sum / float64(n)
}

// sums is the sum of the scores about theta, which never rises with theta,
// and the sum of their squares.
func (s series) sums(theta float64) (sum, squares float64) {
	for j, v := range s.x {
		y := score(v, theta, s.scale[j])
		sum += y
		squares += y * y
	}
	return sum, squares
}

// score is how far v lies from theta in units of scale, at most 1 either way,
// and the sign of it where scale is 0. An infinite v lies beyond any theta.
//
// Note: comparisons, because few scores need the division.
func score(v, theta, scale float64) float64 {
	d := v - theta
	switch {
	case d > 0 && d >= scale:
		return 1
	case d < 0 && -d >= scale:
		return -1
	case d == 0:
		return 0 // whatever the scale
	case math.IsNaN(d): // both are infinite, on the same side
		return math.Copysign(1, v)
	}
	return d / scale
}
