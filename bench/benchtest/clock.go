package benchtest

import (
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

// clock is one of a sample's clocks.
type clock struct {
	name string
	of   func(loop.Sample) time.Duration
}

var (
	wallTime   = clock{"wall time", func(s loop.Sample) time.Duration { return s.Wall }}
	threadTime = clock{"thread CPU time", func(s loop.Sample) time.Duration { return s.CPU }}
)

// op is the time of one operation of a sample, in nanoseconds.
func (c clock) op(s loop.Sample) float64 { return float64(c.of(s)) / float64(s.Ops) }

// clockFor chooses the clock that counts for both arms of rounds. It is the CPU time
// of the thread if they do all their work on it, because no preemption spoils it. It
// is wall time if one of them allocates (the collector works on other threads), or if
// its two times differ by more than 2 % in every sample (it waits).
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
	const reading = time.Microsecond // by how much two readings of clocks may differ
	return s.CPU > 0 && float64(s.CPU+reading) > 0.98*float64(s.Wall)
}
