package loop

import (
	"cmp"
	"slices"
	"time"
)

// LongOps says which ops are long (see [Cooled]). op is the time of one operation of
// each. Ops with similar times, within a factor of four, are treated alike, all as the
// shortest of them. Otherwise identical code would differ: one of two would have an
// untimed operation before it, and the other none. The warming is worth a tenth, for a
// copy of 16 MiB that takes about as long as Cooled.
func LongOps(op []time.Duration) []bool {
	long := make([]bool, len(op))
	for _, group := range alike(op, 4) {
		for _, i := range group {
			long[i] = op[group[0]] > Cooled
		}
	}
	return long
}

// AlikeOps is how many operations a sample of each op has, from the numbers that
// [Loop.Calibrate] gave. Numbers within a factor of 1.75 become the middle one of
// them. The operations of a sample share its beginning (the clock, cold branches), so
// identical code differs if one sample has 52 operations and the other 79.
func AlikeOps(n []int) []int {
	same := make([]int, len(n))
	for _, group := range alike(n, 1.75) {
		for _, i := range group {
			same[i] = n[group[len(group)/2]]
		}
	}
	return same
}

// alike groups the indices of values. Each group is in ascending order of its values,
// and neighbours in it differ by at most a factor.
func alike[T int | time.Duration](values []T, factor float64) (groups [][]int) {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(values[i], values[j]) })
	for at, i := range order {
		if at == 0 || float64(values[i]) > factor*float64(values[order[at-1]]) {
			groups = append(groups, nil)
		}
		last := &groups[len(groups)-1]
		*last = append(*last, i)
	}
	return groups
}
