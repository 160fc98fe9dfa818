package interval

import (
	"errors"
	"fmt"
	"math"
)

// Ratio estimates a/b from pairs: a[i] and b[i] were measured in the same
// launch, so that what disturbs a launch cancels. It is the median of the log
// ratios with its interval (see [Median]), exponentiated; hence Ratio(b, a)
// is its reciprocal. Too few pairs (fewer than 6 at 0.95) give Lo 0 and Hi
// +Inf.
//
// It is an error when there are no pairs, when the lengths differ, and when a
// value is not positive and finite. a and b are not modified.
//
// Source: as for [Median]; the sign test for paired values is Conover,
// section 3.4.
func Ratio(a, b []float64, confidence float64) (Estimate, error) {
	if len(a) != len(b) {
		return Estimate{}, fmt.Errorf("ratio of paired values: %d values above, %d below", len(a), len(b))
	}
	if len(a) == 0 {
		return Estimate{}, errors.New("ratio of paired values: no pairs")
	}
	logs := make([]float64, len(a))
	for i := range a {
		if !positive(a[i]) || !positive(b[i]) {
			return Estimate{}, fmt.Errorf("ratio of paired values: pair %d is %g / %g, want positive and finite values", i, a[i], b[i])
		}
		logs[i] = logRatio(a[i], b[i])
	}
	e := Median(logs, confidence)
	e.Center, e.Lo, e.Hi = math.Exp(e.Center), math.Exp(e.Lo), math.Exp(e.Hi)
	return e, nil
}

// logRatio is log(a/b) of positive finite values.
func logRatio(a, b float64) float64 {
	if q := a / b; positive(q) {
		return math.Log(q) // more digits near 1 than the difference has
	}
	return math.Log(a) - math.Log(b)
}

// positive reports whether v is a positive finite number.
func positive(v float64) bool { return v > 0 && !math.IsInf(v, 1) }
