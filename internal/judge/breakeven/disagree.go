package breakeven

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Disagree reports whether a fitted constant and a direct measurement of it differ by
// more than their intervals allow. They do if the interval of their difference leaves
// out 0. Its half-width joins both half-widths as independent errors. An estimate
// without an interval disagrees with nothing.
func Disagree(a, b interval.Estimate) bool {
	if a.Center > b.Center {
		a, b = b, a
	}
	return b.Center-a.Center > math.Hypot(a.Hi-a.Center, b.Center-b.Lo)
}
