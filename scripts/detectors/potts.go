package main

import (
	"math"
	"slices"
)

// steps is asv's detector: the least sum of absolute deviations with a penalty for each
// step. The penalty is chosen by a criterion of information for autocorrelated errors. Source: asv/step_detect.py, detect_steps.
func steps(x []float64) []int {
	n := len(x)
	if n < 2 {
		return nil
	}
	dist := deviations(x)
	beta, first := 4*math.Log(float64(n))/float64(n), dist(0, n)
	if first == 0 {
		first = 1
	}
	best, least := []int(nil), math.Inf(1)
	objective := func(log float64) float64 {
		at := potts(n, first*math.Exp(log), dist)
		values := medians(x, at)
		share := golden(func(r float64) float64 { return alike(x, at, values, r) }, -1, 1, 0.05)
		obj := beta*float64(len(at)+1) + math.Log(floorOf(values)+alike(x, at, values, share))
		if obj < least {
			least, best = obj, at
		}
		return obj
	}
	low := math.Log(0.1 / float64(n))
	golden(objective, low, 0, math.Abs(low)*0.1)
	return best
}

// deviations returns the sum of absolute deviations from the median of every range.
func deviations(x []float64) func(from, to int) float64 {
	n := len(x)
	table := make([][]float64, n)
	for from := range x {
		table[from] = make([]float64, n-from+1)
		var sorted []float64
		low, high := 0., 0. // sums of the halves below and above
		for to := from + 1; to <= n; to++ {
			v := x[to-1]
			at, _ := slices.BinarySearch(sorted, v)
			half := len(sorted) / 2 // values below the middle before v came
			sorted = slices.Insert(sorted, at, v)
			if at < half || len(sorted)%2 == 0 && at == half {
				low += v
			} else {
				high += v
			}
			if len(sorted)%2 == 0 && at > half {
				low, high = low+sorted[half], high-sorted[half]
			} else if len(sorted)%2 == 1 && at < half {
				low, high = low-sorted[half], high+sorted[half]
			}
			d := high - low
			if len(sorted)%2 == 1 {
				d -= sorted[len(sorted)/2]
			}
			table[from][to-from] = d
		}
	}
	return func(from, to int) float64 { return table[from][to-from] }
}

// potts returns the steps with the least sum of dist and gamma per step.
func potts(n int, gamma float64, dist func(from, to int) float64) []int {
	cost, last := make([]float64, n+1), make([]int, n+1)
	cost[0] = -gamma
	for to := 1; to <= n; to++ {
		cost[to] = math.Inf(1)
		for from := range to {
			if c := cost[from] + gamma + dist(from, to); c < cost[to] {
				cost[to], last[to] = c, from
			}
		}
	}
	var at []int
	for to := last[n]; to > 0; to = last[to] {
		at = append(at, to)
	}
	slices.Reverse(at)
	return at
}

// medians are those of the segments between the steps.
func medians(x []float64, at []int) []float64 {
	var values []float64
	from := 0
	for _, to := range append(slices.Clone(at), len(x)) {
		sorted := slices.Sorted(slices.Values(x[from:to]))
		values = append(values, (sorted[len(sorted)/2]+sorted[(len(sorted)-1)/2])/2)
		from = to
	}
	return values
}

// alike is the sum of absolute errors, each less a share of the one before it.
func alike(x []float64, at []int, values []float64, share float64) float64 {
	sum, before, k := 0., 0., 0
	for i, v := range x {
		if k < len(at) && i == at[k] {
			k++
		}
		e := v - values[k]
		sum += math.Abs(e - share*before)
		before = e
	}
	return sum
}

// floorOf is the noise of a measurement that is assumed at least.
func floorOf(values []float64) float64 {
	least := math.Inf(1)
	for i, v := range values {
		switch {
		case len(values) <= 2:
			least = min(least, 0.001*math.Abs(v))
		case i > 0:
			least = min(least, 0.1*math.Abs(v-values[i-1]))
		}
	}
	return max(1e-300, least)
}

// golden returns where f is about least between low and high, to within tolerance.
func golden(f func(float64) float64, low, high, tolerance float64) float64 {
	ratio := (math.Sqrt(5) - 1) / 2
	a, b := low, high
	c, d := b-ratio*(b-a), a+ratio*(b-a)
	fc, fd := f(c), f(d)
	for b-a > tolerance {
		if fc < fd {
			b, d, fd = d, c, fc
			c = b - ratio*(b-a)
			fc = f(c)
		} else {
			a, c, fc = c, d, fd
			d = a + ratio*(b-a)
			fd = f(d)
		}
	}
	return (a + b) / 2
}
