package history

import (
	"cmp"
	"math"
	"slices"
)

// fewRanks is by how many standard deviations the ranks of two levels must differ.
const fewRanks = 3

// ranksAgree reports whether the ranks of the values say too that the two segments have
// different levels. A few high values move a mean, and not the ranks. The evidence that
// short segments can give at most is enough for them.
func ranksAgree(x []float64, a, b segment) bool {
	before, after := x[a.from:a.to], x[b.from:b.to]
	n, m := float64(len(before)), float64(len(after))
	sum, ties := rankSum(before, after)
	size := n + m
	sd := math.Sqrt(n * m / 12 * (size + 1 - ties/(size*(size-1))))
	most := n * m / 2
	off := math.Abs(sum - m*(m+1)/2 - most)
	return off >= min(fewRanks*sd, 0.95*most)
}

// rankSum is the sum of the ranks of the second sample, and of t³ - t over all groups of
// t equal values.
func rankSum(before, after []float64) (sum, ties float64) {
	type value struct {
		v     float64
		after bool
	}
	all := make([]value, 0, len(before)+len(after))
	for _, v := range before {
		all = append(all, value{v, false})
	}
	for _, v := range after {
		all = append(all, value{v, true})
	}
	slices.SortFunc(all, func(a, b value) int { return cmp.Compare(a.v, b.v) })
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].v == all[from].v {
			to++
		}
		rank := float64(from+to+1) / 2
		for _, v := range all[from:to] {
			if v.after {
				sum += rank
			}
		}
		t := float64(to - from)
		ties += t*t*t - t
		from = to
	}
	return sum, ties
}
