package bench

import (
	"cmp"
	"slices"
	"time"
)

// LongLives says which of some ops are long, by the length of a life of each (see
// [Cooled]). Ops whose lives are alike, within a factor of four, are treated alike,
// all as the shortest of them: if one of two has an untimed life before it and the
// other has not, identical code differs by what that life warms, which is a tenth
// of a copy of 16 MiB that takes about as long as Cooled.
func LongLives(life []time.Duration) []bool {
	long := make([]bool, len(life))
	for _, group := range alike(life, 4) {
		for _, i := range group {
			long[i] = life[group[0]] > Cooled
		}
	}
	return long
}

// LivesAlike is how many lives a sample of each op has, from the numbers that
// [Loop.Calibrate] gave: those within a factor of 1.75 become the middle one of
// them. What begins a sample (the clock, cold branches) is shared by its lives, so
// that identical code with 52 lives in one sample and 79 in the other differs.
func LivesAlike(lives []int) []int {
	same := make([]int, len(lives))
	for _, group := range alike(lives, 1.75) {
		for _, i := range group {
			same[i] = lives[group[len(group)/2]]
		}
	}
	return same
}

// alike groups the indices of values, each group in ascending order of its values,
// of which no neighbours differ by more than a factor.
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
