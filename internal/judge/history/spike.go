package history

import "math"

const (
	// reach is how many neighbours on each side say what a point should be. A spike of
	// as many points is pulled in, a longer one is a level.
	reach = 3
	// tallest is how many standard deviations a point may stand off its neighbours.
	tallest = 4
	// normal is the standard deviation of normal values divided by what nine in ten of
	// them are off the median of their neighbours at most. Of two values that take turns
	// most are on their median, so a smaller share would say nothing.
	normal = 0.63
)

// withoutSpikes returns x with every point that stands off its neighbours pulled in.
// The first and last points have neighbours on one side only.
func withoutSpikes(x []float64) []float64 {
	n := len(x)
	around, off := make([]float64, n), make([]float64, n)
	var near [2*reach + 1]float64
	for i := range x {
		from := min(max(0, i-reach), max(0, n-len(near)))
		some := near[:min(n, len(near))]
		copy(some, x[from:])
		around[i] = middleOf(some)
		off[i] = math.Abs(x[i] - around[i])
	}
	limit := tallest * normal * pick(off, (n-1)*9/10)
	calm := make([]float64, n)
	for i, v := range x {
		calm[i] = min(around[i]+limit, max(around[i]-limit, v))
	}
	return calm
}

// middleOf is the median of a few values, which it sorts.
func middleOf(x []float64) float64 {
	for i := 1; i < len(x); i++ {
		for k := i; k > 0 && x[k] < x[k-1]; k-- {
			x[k], x[k-1] = x[k-1], x[k]
		}
	}
	return x[(len(x)-1)/2]/2 + x[len(x)/2]/2
}
