package interval

import (
	"math"
	"slices"
)

// Estimate is a location and an interval that covers the true one with at
// least the probability Confidence. The unit is that of the values.
//
// Lo is -Inf and Hi +Inf if no narrower interval has the confidence asked for.
type Estimate struct {
	Center, Lo, Hi float64
	Confidence     float64 // achieved, at least what was asked for; 0.95 is 95 %
	N              int     // values
}

// unbounded is the estimate of n values that bound nothing.
func unbounded(center float64, n int) Estimate {
	return Estimate{Center: center, Lo: math.Inf(-1), Hi: math.Inf(1), Confidence: 1, N: n}
}

// ordered is a sorted copy of x. It is nil if x holds a NaN, which has no place in an
// order.
func ordered(x []float64) []float64 {
	if slices.ContainsFunc(x, math.IsNaN) {
		return nil
	}
	s := slices.Clone(x)
	slices.Sort(s)
	return s
}
