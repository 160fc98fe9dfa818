package verdict

import (
	"math"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/interval"
	"github.com/bufbench/bufbench/internal/result"
)

// trim is what is cut from each end before a mean: a preempted sample is an
// outlier, and the middle half is steady.
const trim = 0.25

// yardstick is the arm that all others are paired with.
const yardstick = "copy"

// clock picks one clock of a sample, in nanoseconds a life.
type clock struct {
	unit string
	of   func(bench.Sample) float64
}

var clocks = []clock{
	{"ns/op", func(s bench.Sample) float64 { return float64(s.Wall) / float64(s.Lives) }},
	{"cpu-ns/op", func(s bench.Sample) float64 { return float64(s.CPU) / float64(s.Lives) }},
}

// Launch reduces a record to the lines of its launch, one a rival. The
// yardstick's time is the trimmed mean over rounds, averaged over blocks;
// every other rival's is the yardstick's times the exponential of its log
// ratio, paired within the round and averaged in the same way. Without the
// yardstick each rival has its own mean.
func Launch(r *result.Record) []result.Line {
	base := indexOf(r.Rivals, yardstick)
	lines := make([]result.Line, len(r.Rivals))
	for i, rival := range r.Rivals {
		l := result.Line{Scenario: r.Scenario, Arm: rival.Name, Case: r.Case, Procs: r.Procs}
		for _, block := range r.Blocks {
			for _, round := range block.Rounds {
				l.Lives += round[i].Lives
			}
		}
		for _, c := range clocks {
			if t := paired(r, i, base, c.of); t > 0 {
				l.Values = append(l.Values, result.Value{Unit: c.unit, X: t})
				if n := payload(rival.Name, r.Case); c.unit == "ns/op" && n > 0 {
					l.Values = append(l.Values, result.Value{Unit: "B/s", X: float64(n) / t * 1e9})
				}
			}
		}
		l.Values = append(l.Values,
			result.Value{Unit: "B/op", X: float64(rival.Allocated)},
			result.Value{Unit: "allocs/op", X: rival.Allocs},
			result.Value{Unit: "copied-B/op", X: float64(rival.Moved)},
			result.Value{Unit: "minflt/op", X: faults(r, i)},
		)
		lines[i] = l
	}
	return lines
}

// payload is how many bytes a life of the rival works on: arms and the read
// ceiling read them Passes times, the copy ceilings move them once, a probe has
// none.
func payload(name string, c bench.Case) bench.Bytes {
	switch {
	case !isReference(name):
		return c.Consumed()
	case name == bench.CeilingRead:
		return c.Size * bench.Bytes(max(c.Passes, 1))
	case strings.HasPrefix(name, bench.ProbeRole("")):
		return 0
	}
	return c.Size
}

func indexOf(rivals []result.Rival, name string) int {
	for i, r := range rivals {
		if r.Name == name {
			return i
		}
	}
	return -1
}

// paired is the time of rival i in one launch.
func paired(r *result.Record, i, base int, of func(bench.Sample) float64) float64 {
	if base < 0 || base == i {
		return overBlocks(r, func(round []bench.Sample) float64 { return of(round[i]) })
	}
	log := overBlocks(r, func(round []bench.Sample) float64 { return math.Log(of(round[i]) / of(round[base])) })
	return overBlocks(r, func(round []bench.Sample) float64 { return of(round[base]) }) * math.Exp(log)
}

// overBlocks is the trimmed mean over the blocks of the trimmed mean over
// their rounds.
func overBlocks(r *result.Record, of func(round []bench.Sample) float64) float64 {
	var blocks []float64
	for _, b := range r.Blocks {
		var rounds []float64
		for _, round := range b.Rounds {
			rounds = append(rounds, of(round))
		}
		blocks = append(blocks, interval.TrimmedMean(rounds, trim))
	}
	return interval.TrimmedMean(blocks, trim)
}

// faults is the mean of minor page faults a life: they are counted, so none is
// an outlier.
func faults(r *result.Record, i int) float64 {
	var count int64
	var lives int
	for _, b := range r.Blocks {
		for _, round := range b.Rounds {
			count += round[i].Usage.Faults
			lives += round[i].Lives
		}
	}
	return float64(count) / float64(max(lives, 1))
}
