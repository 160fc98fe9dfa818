package history

import (
	"math"
	"slices"
)

const (
	// fast is the likeness of neighbours up to which noise is taken for an
	// autoregressive process about the levels.
	fast = 0.7
	// slow is the likeness from which on nothing tells noise from levels but their
	// share of the whole variance.
	slow = 0.95
)

// noise is how much a series moves without a change.
type noise struct {
	point   float64 // variance from point to point
	penalty float64 // variance that a change is weighed against
	least   float64 // variance that rounding alone gives
}

// noiseOf estimates the noise of x from the differences of neighbours, which changes of
// level hardly touch.
func noiseOf(x []float64) noise {
	one, two, total := stepVariance(x, 1), stepVariance(x, 2), variance(x)
	v := noise{point: one, penalty: total, least: rounding(x)}
	if one > 0 {
		v.penalty = weighed(one, two, total, float64(len(x)))
	}
	v.penalty = max(v.penalty, v.least)
	return v
}

// weighed returns the variance to weigh changes against, from the variances of
// differences to the next value and the one after it, and that of all values.
func weighed(one, two, total, n float64) float64 {
	likeness := min(1, max(0, two/one-1))
	r := max(0, min(likeness, fast)-1/math.Sqrt(n))
	quick := min(one/(1-r), total) * (1 + r) / (1 - r)
	share := min(1, max(0, (likeness-fast)/(slow-fast)))
	return (1-share)*quick + share*total
}

// stepVariance is half the variance of x[i+lag] - x[i], without its largest tenth.
func stepVariance(x []float64, lag int) float64 {
	if len(x) < lag+2 {
		return 0
	}
	steps := make([]float64, len(x)-lag)
	for i := range steps {
		steps[i] = x[i+lag] - x[i]
	}
	centre := median(slices.Clone(steps))
	for i, s := range steps {
		steps[i] = math.Abs(s - centre)
	}
	limit, sum := pick(steps, (len(steps)-1)*9/10), 0.
	for _, s := range steps {
		s = min(s, limit)
		sum += s * s
	}
	const taken = 1.203 // by limiting a tenth of normal values
	return taken * sum / float64(len(steps)) / 2
}

func variance(x []float64) float64 {
	mean, sum := 0., 0.
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sum += (v - mean) * (v - mean)
	}
	return sum / float64(len(x)-1)
}

// rounding is the variance of rounding to the smallest difference of neighbours.
func rounding(x []float64) float64 {
	least := math.Inf(1)
	for i := 1; i < len(x); i++ {
		if d := math.Abs(x[i] - x[i-1]); d > 0 {
			least = min(least, d)
		}
	}
	if math.IsInf(least, 1) {
		return 0
	}
	return least * least / 12
}
