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
// level hardly touch. The values are rounded to multiples of grain at most.
func noiseOf(x []float64, grain float64) noise {
	one := stepVariance(x, 1)
	calm := withoutJumps(x, jump*math.Sqrt(2*one))
	two, total := stepVariance(calm, 2), variance(calm)
	v := noise{point: one, penalty: total, least: rounding(x, grain)}
	if one > 0 {
		v.penalty = weighed(one, two, total, float64(len(x)))
	}
	v.penalty = max(v.penalty, v.least)
	return v
}

// jump is from how many standard deviations on a difference to the next value is no noise.
const jump = 8

// withoutJumps returns x with every difference between neighbours beyond a limit taken back.
// What is left moves as the noise does, also if its neighbours are alike. A jump is two
// differences to the value after the next one: a few jumps in a short series would pass for
// noise whose neighbours are alike.
func withoutJumps(x []float64, limit float64) []float64 {
	calm, off := make([]float64, len(x)), 0.
	for i := range x {
		if i > 0 && math.Abs(x[i]-x[i-1]) > limit {
			off += x[i] - x[i-1]
		}
		calm[i] = x[i] - off
	}
	return calm
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

// rounding is the variance of rounding to the smallest difference of neighbours, or to a
// smaller grain.
func rounding(x []float64, grain float64) float64 {
	least := math.Inf(1)
	for i := 1; i < len(x); i++ {
		if d := math.Abs(x[i] - x[i-1]); d > 0 {
			least = min(least, d)
		}
	}
	if math.IsInf(least, 1) {
		return 0
	}
	if grain > 0 {
		least = min(least, grain)
	}
	return least * least / 12
}

// finest is the smallest grain that is told from rounding in this computer, as a share of the
// largest value.
const finest = 1e-6

// grainOf is the largest number of which all values are multiples. Whoever rounded them has
// rounded to that, or finer. Two levels without noise, such as 14,710 and 430 allocations,
// differ by more than their grain of 10; 0.3 and 0.4 ns do not.
func grainOf(x []float64) (grain float64) {
	largest := 0.
	for _, v := range x {
		largest = max(largest, math.Abs(v))
	}
	for _, v := range x {
		for v = math.Abs(v); v > finest*largest; {
			grain, v = v, math.Mod(grain, v)
			if grain-v < finest*largest {
				v = 0
			}
		}
	}
	return grain
}
