package benchtest

import (
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

// clock is the one of a sample's clocks that counts.
type clock struct {
	name string
	of   func(loop.Sample) time.Duration
}

var (
	wallTime   = clock{"wall time", func(s loop.Sample) time.Duration { return s.Wall }}
	threadTime = clock{"thread CPU time", func(s loop.Sample) time.Duration { return s.CPU }}
)

// life is how long one life of a sample took, in nanoseconds.
func (c clock) life(s loop.Sample) float64 { return float64(c.of(s)) / float64(s.Ops) }

// clockFor is the clock that counts for both arms of rounds: the CPU time of
// the thread, which no preemption spoils, where they do all their work on it;
// wall time where one of them allocates, as the collector works on other
// threads, or its two times differ by more than 2 % in every sample, as it
// waits for something.
func clockFor(rounds [][]loop.Sample, allocates bool) clock {
	if allocates {
		return wallTime
	}
	for i := range rounds[0] {
		// In one sample at least, as any may be preempted.
		if !slices.ContainsFunc(rounds, func(round []loop.Sample) bool { return busy(round[i]) }) {
			return wallTime
		}
	}
	return threadTime
}

// busy reports whether the thread worked for all of a sample.
func busy(s loop.Sample) bool {
	const reading = time.Microsecond // what two readings of clocks may differ by
	return s.CPU > 0 && float64(s.CPU+reading) > 0.98*float64(s.Wall)
}
