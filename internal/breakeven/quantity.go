package breakeven

import (
	"math"
	"math/rand/v2"

	"github.com/bufbench/bufbench/internal/interval"
)

const (
	// resamples is how often the launches of each place are drawn again.
	resamples = 600

	// trim is the share of launches left out at each end of a location: heavy
	// tails ask for some, launches of two kinds for little.
	trim = 0.2

	// wander is how far times measured minutes apart may stand from one another
	// although nothing changed: what a shared machine's speed does, and how well
	// a difference of times has to follow a line.
	wander = 0.03

	// steady is the spread, in logarithms, below which a clock does not tell
	// launches apart: that they agree to the last digit makes nothing certain.
	steady = 1e-4
)

// quantity is the location of what launches say, with its resampled locations.
type quantity struct {
	center, se float64
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
func locate(values []float64, miss float64, r *rand.Rand) quantity {
	n := len(values)
	q := quantity{center: interval.TrimmedMean(values, trim), se: math.Inf(1), n: n}
	if n < 2 {
		return q
	}
	q.draws = make([]float64, resamples)
	drawn, squares := make([]float64, n), 0.
	for b := range q.draws {
		for i := range drawn {
			drawn[i] = values[r.IntN(n)]
		}
		q.draws[b] = interval.TrimmedMean(drawn, trim) - q.center
		squares += q.draws[b] * q.draws[b]
	}
	q.se = math.Sqrt(squares / resamples * float64(n) / float64(n-1))
	floor := steady / math.Sqrt(float64(n))
	stretch := math.Sqrt(float64(n)/float64(n-1)) * studentQuantile(n-1, miss) / (math.Sqrt2 * math.Erfcinv(miss))
	for b, d := range q.draws {
		q.draws[b] = q.center + stretch*(d+floor*r.NormFloat64())
	}
	q.se = math.Hypot(q.se, floor)
	return q
}

// spot is what is known of one place.
type spot struct {
	x     float64
	ratio quantity // ln(view/copy)
	time  quantity // ln(copy in ns); its draws wander too
}

// spots estimates each sample. What is drawn for a place depends on the seed
// and its X alone.
func spots(samples []sample, s Search) []spot {
	var found []spot
	for _, p := range samples {
		r := rand.New(rand.NewPCG(s.Seed, math.Float64bits(p.x)))
		at := spot{x: p.x, ratio: locate(p.ratio, 1-s.Confidence, r), time: locate(p.copy, 1-s.Confidence, r)}
		for b := range at.time.draws {
			at.time.draws[b] += wander * r.NormFloat64()
		}
		found = append(found, at)
	}
	return found
}

// copied and viewed are the rivals' times in ns.
func (p spot) copied() float64 { return math.Exp(p.time.center) }
func (p spot) viewed() float64 { return math.Exp(p.time.center + p.ratio.center) }
