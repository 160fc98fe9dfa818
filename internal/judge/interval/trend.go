package interval

import (
	"math"
	"slices"
)

// exactTrend is the largest number of values whose orders are counted out.
const exactTrend = 20

// Trend is the two-sided p-value of "x does not drift": its values in random order
// would have as uneven a number of rising and falling pairs, or more so, with this
// probability. (It is Kendall's rank correlation with the order of the values, the test
// of Mann and Kendall.) It sees any drift in one direction, whatever its shape; not one
// that turns back.
//
// Up to 20 values it is exact given the ties; with more it is a normal approximation
// with the variance that the ties leave, and a correction for continuity. It is 1 for
// fewer than 2 values and for equal ones, and NaN if x holds a NaN. x is not modified.
// Time is that of sorting.
//
// Source: Mann, Econometrica 13 (1945); Kendall, Rank Correlation Methods, 4th
// ed., chapters 4 and 5; Knight, Journal of the American Statistical
// Association 61 (1966), for counting pairs.
func Trend(x []float64) float64 {
	if slices.ContainsFunc(x, math.IsNaN) {
		return math.NaN()
	}
	s := slices.Clone(x)
	falling := inversions(s, make([]float64, len(s)/2))
	ties := groups(s)
	pairs := len(s) * (len(s) - 1) / 2 // without equal ones
	for _, t := range ties {
		pairs -= t * (t - 1) / 2
	}
	switch few := min(falling, pairs-falling); {
	case 2*few == pairs:
		return 1
	case len(s) <= exactTrend:
		return 2 * inversionsAtMost(ties, pairs)[few]
	default:
		sd := math.Sqrt(orderVariance(len(s), ties))
		return min(1, 2*normalBelow((float64(few)+0.5-float64(pairs)/2)/sd))
	}
}

// inversions is the number of pairs of x of which the first is larger. It
// sorts x; room has half its length.
func inversions(x, room []float64) int {
	if len(x) < 2 {
		return 0
	}
	half := len(x) / 2
	n := inversions(x[:half], room) + inversions(x[half:], room)
	left, right := room[:copy(room, x[:half])], x[half:]
	for i := 0; len(left) > 0; i++ {
		if len(right) == 0 || left[0] <= right[0] {
			x[i], left = left[0], left[1:]
		} else {
			x[i], right = right[0], right[1:]
			n += len(left) // all of these are larger
		}
	}
	return n
}

// groups is the sizes of the groups of equal values in a sorted x.
func groups(x []float64) []int {
	var sizes []int
	for from := 0; from < len(x); {
		to := endOf(x, from, x[from])
		sizes = append(sizes, to-from)
		from = to
	}
	return sizes
}

// inversionsAtMost is the probability that values in random order, with groups
// of equal ones, have at most 0, 1, … and half of pairs inversions, pairs
// being how many pairs are not equal. The series of n values without ties is
// the product of (1 - qⁱ)/(1 - q) for i up to n; each group divides by its own.
func inversionsAtMost(ties []int, pairs int) []float64 {
	c, n := ones(pairs/2+1), 0
	for _, t := range ties {
		for i := 1; i <= t; i++ {
			n++
			c.times(n)
			c.over(i)
		}
	}
	return c.atMost(pairs)
}

// orderVariance is the variance of the number of inversions of n values in
// random order, with groups of equal ones.
func orderVariance(n int, ties []int) float64 {
	of := func(n int) float64 { return float64(n) * float64(n-1) * float64(2*n+5) / 72 }
	variance := of(n)
	for _, t := range ties {
		variance -= of(t)
	}
	return variance
}
