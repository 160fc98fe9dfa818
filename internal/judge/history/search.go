package history

import (
	"math"
	"slices"
)

// search divides centres into segments. It returns none if there are too few centres,
// or if all are equal.
func search(all []centre) (f field, g []segment) {
	if len(all) < Fewest {
		return field{}, nil
	}
	f = fieldOf(all)
	if f.noise.penalty == 0 {
		return f, nil
	}
	grid := 1 + len(all)/256
	g = divide(f.sums, f.noise.penalty, grid)
	settle(f.sums, g, grid)
	return f, f.weigh(g)
}

// farthest is how many times the median a value may be. It keeps squares finite.
const farthest = 1e100

// fieldOf brings the values of all centres near 0 and estimates their noise.
func fieldOf(all []centre) field {
	f := field{x: make([]float64, len(all)), scale: scaleOf(all)}
	if f.scale == 0 {
		return f
	}
	for i, c := range all {
		f.x[i] = min(farthest, max(-farthest, c.value/f.scale))
	}
	grain := grainOf(f.x)
	f.middle = median(slices.Clone(f.x))
	for i := range f.x {
		f.x[i] -= f.middle
	}
	f.x = withoutSpikes(f.x)
	f.noise = noiseOf(f.x, grain)
	f.weight = weights(all, f.noise.point*f.scale*f.scale)
	f.sums = sumsOf(f.x, f.weight)
	return f
}

// scaleOf is the median of how far values are from 0 or, if that is 0, the largest.
func scaleOf(all []centre) float64 {
	size := make([]float64, len(all))
	for i, c := range all {
		size[i] = math.Abs(c.value)
	}
	if m := median(size); m > 0 {
		return m
	}
	return slices.Max(size)
}
