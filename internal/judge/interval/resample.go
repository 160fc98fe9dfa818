package interval

import (
	"math/rand/v2"
	"slices"
)

// Resample draws values anew, with replacement, as a bootstrap does. One goroutine may
// use it at a time.
type Resample struct {
	sorted []float64
	ranks  []int     // of each value, in the order given
	counts []int     // how often a rank was drawn
	drawn  []float64 // in order, with room for writing ahead
}

// ahead is how many copies of a value are written whether they were drawn or not: a
// branch for each rank would cost more.
const ahead = 3

// NewResample prepares to draw from x, which holds no NaN. It does not keep x.
func NewResample(x []float64) *Resample {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	s := &Resample{make([]float64, len(x)), make([]int, len(x)), make([]int, len(x)), make([]float64, len(x)+ahead)}
	for rank, i := range order {
		s.sorted[rank], s.ranks[i] = x[i], rank
	}
	return s
}

// TrimmedMean draws as many values as there are, and returns their [TrimmedMean]. It takes
// one number below their count from r for each.
func (s *Resample) TrimmedMean(r *rand.Rand, trim float64) float64 {
	for range s.ranks {
		s.counts[s.ranks[r.IntN(len(s.ranks))]]++
	}
	at := 0
	for rank, n := range s.counts {
		v, into := s.sorted[rank], s.drawn[at:]
		into[0], into[1], into[2] = v, v, v
		for i := ahead; i < n; i++ {
			into[i] = v
		}
		at += n
		s.counts[rank] = 0
	}
	return trimmed(s.drawn[:at], trim)
}
