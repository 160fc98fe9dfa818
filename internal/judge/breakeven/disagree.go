package breakeven

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Disagree says whether a fitted constant and a direct measurement of the same
// differ by more than their intervals allow: whether the interval of their
// difference, whose half-width is that of both together as independent errors,
// leaves out 0. An estimate without an interval disagrees with nothing.
func Disagree(a, b interval.Estimate) bool {
	if a.Center > b.Center {
		a, b = b, a
	}
	return b.Center-a.Center > math.Hypot(a.Hi-a.Center, b.Center-b.Lo)
}
