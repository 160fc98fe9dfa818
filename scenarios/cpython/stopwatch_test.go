//go:build cpython && cgo

package cpython

import (
	"slices"
	"time"
)

// stopwatch keeps the times of a benchmark's turns.
type stopwatch struct{ turns []time.Duration }

func (s *stopwatch) run(turn func()) {
	start := time.Now()
	turn()
	s.turns = append(s.turns, time.Since(start))
}

// median is in nanoseconds: a turn that was disturbed does not count.
func (s *stopwatch) median() float64 {
	turns := slices.Sorted(slices.Values(s.turns))
	return float64(turns[len(turns)/2].Nanoseconds())
}
