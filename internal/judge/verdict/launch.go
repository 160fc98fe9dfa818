package verdict

import (
	"strings"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

// trim is what is cut from each end before a mean. A preempted sample is an
// outlier; and a shared machine changes its speed so often that up to a third
// of the pairs straddle a change. Note: with a quarter cut, launches spread up
// to 1.7 times as wide.
const trim = 0.4

// yardstick is the arm that all others are paired with.
const yardstick = "copy"

// Launch reduces a record to the lines of its launch, one a rival. The
// yardstick's time is the trimmed mean over rounds, averaged over blocks;
// every other rival's is the yardstick's times the exponential of its log
// ratio, paired within the round and averaged in the same way. Without the
// yardstick each rival has its own mean. So it is for each clock.
func Launch(r *launch.Record) []result.Line { return LaunchOver(r, yardstick) }

// LaunchOver is [Launch] with another yardstick: what [CompareOver] needs for
// factors against it.
func LaunchOver(r *launch.Record, against string) []result.Line {
	base := indexOf(r.Rivals, against)
	lines := make([]result.Line, len(r.Rivals))
	for i, rival := range r.Rivals {
		l := result.Line{Scenario: r.Scenario, Arm: rival.Name, Case: r.Case, Procs: r.Procs, Design: result.Design{Clock: string(r.Clock)}}
		for _, block := range r.Blocks {
			for _, round := range block.Rounds {
				l.Ops += round[i].Ops
			}
		}
		for _, c := range clocks {
			if t := c.timeOf(r, i, base); t > 0 {
				l.Values = append(l.Values, result.Value{Unit: c.unit, X: t})
				if n := payload(rival.Name, r.Case); c.unit == string(launch.Wall) && n > 0 {
					l.Values = append(l.Values, result.Value{Unit: "B/s", X: float64(n) / t * 1e9})
				}
			}
		}
		if gc, known := collector(r, i); known {
			l.Values = append(l.Values, result.Value{Unit: "gc-cpu-ns/op", X: gc})
		}
		l.Values = append(l.Values,
			result.Value{Unit: "B/op", X: float64(rival.Allocated)},
			result.Value{Unit: "allocs/op", X: rival.Allocs},
			result.Value{Unit: "copied-B/op", X: float64(rival.Moved)},
			result.Value{Unit: "minflt/op", X: faults(r, i)},
		)
		if late, wakes := bystander(r, i); wakes > 0 {
			l.Values = append(l.Values, result.Value{Unit: loop.BystanderUnit, X: max(float64(late)/float64(wakes), 0)})
		}
		for _, count := range rival.Counts {
			l.Values = append(l.Values, result.Value{Unit: events.Unit(count.Event), X: count.PerOp})
		}
		lines[i] = l.Rounded()
	}
	return lines
}

// payload is how many bytes an operation of the rival works on: arms and the read
// ceiling read them Passes times, the copy ceilings move them once, a probe has
// none.
func payload(name string, c bench.Case) bench.Bytes {
	switch {
	case !reference.Is(name):
		return c.Consumed()
	case name == reference.CeilingRead:
		return c.Size * bench.Bytes(max(c.Passes, 1))
	case strings.HasPrefix(name, reference.Probe("")):
		return 0
	}
	return c.Size
}

func indexOf(rivals []launch.Rival, name string) int {
	for i, r := range rivals {
		if r.Name == name {
			return i
		}
	}
	return -1
}

// collector is what an operation of rival i costs the garbage collector, in CPU time of
// other threads. All of their work during the samples of any rival is divided by the
// bytes that those samples allocated. A cycle is rare and strikes any rival. So nothing
// is trimmed, and an arm that allocates nothing has no part in it. Without a clock of the
// thread, as where several goroutines do operations, nobody knows.
func collector(r *launch.Record, i int) (ns float64, known bool) {
	if !r.Collector || r.Rivals[i].Allocated == 0 {
		return 0, false
	}
	var others, allocated float64
	for _, b := range r.Blocks {
		for _, round := range b.Rounds {
			for j, s := range round {
				others += float64(s.Process - s.CPU)
				allocated += float64(r.Rivals[j].Allocated) * float64(s.Ops)
				known = known || s.Process > 0 && s.CPU > 0
			}
		}
	}
	return max(others, 0) / allocated * float64(r.Rivals[i].Allocated), known && allocated > 0
}

// faults is the mean of minor page faults per operation: they are counted, so none is
// an outlier.
func faults(r *launch.Record, i int) float64 {
	var count int64
	var ops int
	for _, b := range r.Blocks {
		for _, round := range b.Rounds {
			count += round[i].Usage.Faults
			ops += round[i].Ops
		}
	}
	return float64(count) / float64(max(ops, 1))
}

// bystander is how late the bystander woke up during samples of rival i, in all, and how
// often it did.
func bystander(r *launch.Record, i int) (late time.Duration, wakes int64) {
	for _, b := range r.Blocks {
		for _, round := range b.Rounds {
			late += round[i].Usage.Late
			wakes += round[i].Usage.Wakes
		}
	}
	return late, wakes
}
