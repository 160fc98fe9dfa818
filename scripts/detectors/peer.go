package main

import (
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/history"
)

// detector returns the first indexes of new levels.
type detector struct {
	name string
	find func(x []float64) []int
}

// detectors are ours, and the peers that it is compared with. The peers are our own
// writing of their rules, with one setting for all series.
func detectors() []detector {
	return []detector{
		{"bufbench", ours},
		{"nothing", func([]float64) []int { return nil }},
		{"PELT", pelt},
		{"binary segmentation", binary},
		{"asv", steps},
		{"Perfherder", perfherder},
	}
}

func ours(x []float64) []int {
	s := history.Series{Points: make([]history.Point, len(x))}
	for i, v := range x {
		s.Points[i].Values = []float64{v}
	}
	return borders(history.Changes(s, history.Options{}), len(x))
}

// borders are the first indexes of new levels: those of changes, and those behind levels that moved.
func borders(changes []history.Change, n int) []int {
	var at []int
	for _, c := range changes {
		at = append(at, c.At)
		if c.Until > c.At && c.Until+1 < n {
			at = append(at, c.Until+1)
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// pelt is the exact least sum of squares with a penalty for each change: 3 ln n, of
// values that were divided by their standard deviation.
func pelt(x []float64) []int {
	sums, n := newSums(x), len(x)
	penalty := 3 * math.Log(float64(n)) * sums.within(0, n) / float64(n-1)
	return potts(n, penalty, sums.within)
}

// binary splits where the sum of squares falls most, while it falls by more than the
// penalty of [pelt].
func binary(x []float64) []int {
	sums, n := newSums(x), len(x)
	penalty := 3 * math.Log(float64(n)) * sums.within(0, n) / float64(n-1)
	var split func(from, to int) []int
	split = func(from, to int) []int {
		best, gain := 0, penalty
		for at := from + 1; at < to; at++ {
			if g := sums.within(from, to) - sums.within(from, at) - sums.within(at, to); g > gain {
				best, gain = at, g
			}
		}
		if best == 0 {
			return nil
		}
		return slices.Concat(split(from, best), []int{best}, split(best, to))
	}
	return split(0, n)
}

// sums are the running sums of values and of their squares.
type sums struct{ x, square []float64 }

func newSums(x []float64) sums {
	s := sums{make([]float64, len(x)+1), make([]float64, len(x)+1)}
	centre := meanOf(x)
	for i, v := range x {
		s.x[i+1] = s.x[i] + v - centre
		s.square[i+1] = s.square[i] + (v-centre)*(v-centre)
	}
	return s
}

// within is the sum of squares about the mean of the values from, up to to.
func (s sums) within(from, to int) float64 {
	d := s.x[to] - s.x[from]
	return max(0, s.square[to]-s.square[from]-d*d/float64(to-from))
}

func meanOf(x []float64) float64 {
	sum := 0.
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// perfherder is the t-test of the 12 points after and of up to 24 before, with weights
// that fall with distance; t must exceed 7 and be the largest of its neighbours.
func perfherder(x []float64) []int {
	const fore, back, threshold = 12, 24, 7
	t := make([]float64, len(x))
	for i := fore; i+fore <= len(x); i++ {
		t[i] = weightedT(x[max(0, i-back):i], x[i:i+fore])
	}
	var at []int
	for i := 1; i+1 < len(t); i++ {
		if t[i] > threshold && t[i] >= t[i-1] && t[i] > t[i+1] {
			at = append(at, i)
		}
	}
	return at
}

// weightedT is Perfherder's t of two sides; values next to the border weigh most.
func weightedT(before, after []float64) float64 {
	m1, v1 := weighted(before, true)
	m2, v2 := weighted(after, false)
	d := math.Abs(m2 - m1)
	if d == 0 {
		return 0
	}
	return d / math.Sqrt(v1/float64(len(before))+v2/float64(len(after)))
}

// weighted is the mean and the variance of x with weights that rise to its end, or fall
// from its beginning.
func weighted(x []float64, rise bool) (m, variance float64) {
	n := len(x)
	weight := func(i int) float64 {
		if rise {
			i = n - 1 - i
		}
		return float64(n-i) / float64(n)
	}
	total := 0.
	for i, v := range x {
		total += weight(i)
		m += v * weight(i)
	}
	m /= total
	for i, v := range x {
		variance += (v - m) * (v - m) * weight(i)
	}
	return m, variance / total * float64(n) / float64(n-1)
}
