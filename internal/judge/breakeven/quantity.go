package breakeven

import (
	"math"
	"math/rand/v2"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

const (
	// resamples is how often the launches of each place are drawn again.
	resamples = 600

	// trim is the share of launches left out at each end of a location: enough
	// for a stray launch, too little for one of two kinds of launches to vanish.
	trim = 0.1

	// timesWander is how far times taken minutes apart stand from one another
	// although nothing changed, beyond what the launches of one place show: a
	// shared machine changes its speed. It is also how well a difference of
	// times has to follow a line. ratiosWander is the same for the ratio of two
	// unlike works within a launch. Both are standard deviations of logarithms.
	timesWander, ratiosWander = 0.03, 0.002
)

// quantity is the location of what launches say, with its resampled locations.
type quantity struct {
	center, se float64
	wander     float64   // a further standard error, which no launches reduce
	n          int       // launches
	draws      []float64 // nil where one launch says nothing about the next
}

// locate estimates the location of values and resamples it.
//
// Locations of resampled launches are too close together: their variance is
// that of n values about their mean, and the spread of few is itself unsure.
// Their deviations are stretched by √(n/(n-1)) and by Student's quantile over
// the normal one. Source: Efron and Tibshirani, An Introduction to the
// Bootstrap, sections 5.3 and 12.4.
func locate(values []float64, wander, miss float64, r *rand.Rand) quantity {
	n := len(values)
	q := quantity{center: interval.TrimmedMean(values, trim), se: math.Inf(1), wander: wander, n: n}
	if n < 2 {
		return q
	}
	q.draws = make([]float64, resamples)
	again, squares := interval.NewResample(values), 0.
	for b := range q.draws {
		q.draws[b] = again.TrimmedMean(r, trim) - q.center
		squares += q.draws[b] * q.draws[b]
	}
	short := math.Sqrt(float64(n) / float64(n-1))
	q.se = short * math.Sqrt(squares/resamples)
	stretch := short * studentQuantile(n-1, miss) / normalQuantile(miss)
	for b, d := range q.draws {
		q.draws[b] = q.center + stretch*d + wander*r.NormFloat64()
	}
	return q
}

// error is the standard error of all that is known to move the center.
func (q quantity) error() float64 { return math.Hypot(q.se, q.wander) }

// reach is how far from the center the truth may lie, but for the probability
// miss.
func (q quantity) reach(miss float64) float64 {
	if q.draws == nil {
		return math.Inf(1)
	}
	return math.Hypot(studentQuantile(q.n-1, miss)*q.se, normalQuantile(miss)*q.wander)
}
