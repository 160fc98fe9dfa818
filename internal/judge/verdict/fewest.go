package verdict

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
)

// FewestLaunches returns the smallest number of launches of a design with which [P]
// can be at most alpha. So few suffice only if all launches show the same change. The
// number is math.MaxInt if alpha is not positive.
func FewestLaunches(alpha float64, d result.Design) int {
	switch d.Stop {
	case result.Sequential:
		return interval.SequenceFloor(alpha)
	case result.Early:
		return interval.SequenceFloor(alpha / 2)
	case result.Limit:
		return fewestSigns(alpha / 2)
	}
	return fewestSigns(alpha)
}

// fewestSigns is how many values must all have one sign for a sign test, or a
// signed-rank test, to have a p-value of at most alpha: 2 over 2 to that power.
func fewestSigns(alpha float64) int {
	if !(alpha > 0) {
		return math.MaxInt
	}
	n := 1
	for p := 1.; p > alpha; p /= 2 {
		n++
	}
	return n
}
