package verdict

import "github.com/bufbench/bufbench/internal/judge/interval"

// Load is what an arm takes of a machine at a rate of operations.
type Load struct {
	CPUs    interval.Estimate // busy processors: those of the operations and of the collector; N is 0 if nothing was measured
	Garbage interval.Estimate // bytes per second that are allocated on Go's heap; likewise
}

// At is the load at a rate of operations per second. The time is that of the thread, or
// wall time where no clock of the thread ran. The ends of the interval are the sums of
// the ends.
func (a Arm) At(rate float64) Load {
	own, clocked := a.Values["cpu-ns/op"]
	if !clocked || own.N == 0 {
		own = a.Time
	}
	if collector, counted := a.Values["gc-cpu-ns/op"]; counted {
		own.Center, own.Lo, own.Hi = own.Center+collector.Center, own.Lo+collector.Lo, own.Hi+collector.Hi
	}
	return Load{CPUs: scaled(own, rate/1e9), Garbage: scaled(a.Values["B/op"], rate)}
}

// scaled is an estimate times a positive number.
func scaled(e interval.Estimate, by float64) interval.Estimate {
	e.Center, e.Lo, e.Hi = e.Center*by, e.Lo*by, e.Hi*by
	return e
}
