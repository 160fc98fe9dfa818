package verdict

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// clock picks one clock of a sample, in nanoseconds per operation.
type clock struct {
	unit     string
	of       func(loop.Sample) float64
	stoppage bool // it goes on while the thread does not
}

// processUnit is the clock of the whole process, the collector included.
const processUnit = "process-cpu-ns/op"

var clocks = []clock{
	{string(launch.Wall), func(s loop.Sample) float64 { return float64(s.Wall) / float64(s.Ops) }, true},
	{string(launch.Thread), func(s loop.Sample) float64 { return float64(s.CPU) / float64(s.Ops) }, false},
	{processUnit, func(s loop.Sample) float64 { return float64(s.Process) / float64(s.Ops) }, false},
}

// clockOf is the clock of a unit; wall time where there is none.
func clockOf(unit string) clock {
	for _, c := range clocks {
		if c.unit == unit {
			return c
		}
	}
	return clocks[0]
}

// timeOf is the time of rival i in one launch, by way of the base.
func (c clock) timeOf(r *launch.Record, i, base int) float64 {
	if base < 0 || base == i {
		return c.overBlocks(r, []int{i}, func(round []loop.Sample) float64 { return c.of(round[i]) })
	}
	return c.timeOf(r, base, base) * math.Exp(c.logRatio(r, i, base))
}

// logRatio is log(time of i / time of base) in one launch, paired within the
// round: NaN where the clock did not run.
func (c clock) logRatio(r *launch.Record, i, base int) float64 {
	return c.overBlocks(r, []int{i, base}, func(round []loop.Sample) float64 {
		return math.Log(c.of(round[i]) / c.of(round[base]))
	})
}

// overBlocks is the trimmed mean over the blocks of the trimmed mean over
// their rounds.
func (c clock) overBlocks(r *launch.Record, rivals []int, of func(round []loop.Sample) float64) float64 {
	var blocks []float64
	for _, b := range r.Blocks {
		var rounds []float64
		for _, round := range c.undisturbed(b.Rounds, rivals) {
			rounds = append(rounds, of(round))
		}
		blocks = append(blocks, interval.TrimmedMean(rounds, trim))
	}
	return interval.TrimmedMean(blocks, trim)
}

// undisturbed leaves out the rounds in which one of the rivals was preempted, if the
// clock counts preemptions and more than half of the rounds remain. A preemption strikes
// any rival, so the rounds left out say nothing of either.
func (c clock) undisturbed(rounds [][]loop.Sample, rivals []int) [][]loop.Sample {
	if !c.stoppage {
		return rounds
	}
	var quiet [][]loop.Sample
	for _, round := range rounds {
		switches := int64(0)
		for _, i := range rivals {
			switches += round[i].Usage.Switches
		}
		if switches == 0 {
			quiet = append(quiet, round)
		}
	}
	if 2*len(quiet) <= len(rounds) {
		return rounds
	}
	return quiet
}

// LogRatio is the log of how much longer than base an arm takes in one launch,
// by the clock of a unit (ns/op, cpu-ns/op, process-cpu-ns/op), paired within
// the round. It is NaN where either was not measured.
func LogRatio(r *launch.Record, arm, base, unit string) float64 {
	i, j := indexOf(r.Rivals, arm), indexOf(r.Rivals, base)
	if i < 0 || j < 0 {
		return math.NaN()
	}
	return clockOf(unit).logRatio(r, i, j)
}

// Preempted counts the samples of a record in which the thread lost its
// processor, among all samples.
func Preempted(r *launch.Record) (preempted, samples int) {
	for _, b := range r.Blocks {
		for _, round := range b.Rounds {
			for _, s := range round {
				samples++
				if s.Usage.Switches > 0 {
					preempted++
				}
			}
		}
	}
	return preempted, samples
}

// Units are the units of all clocks.
func Units() []string {
	var units []string
	for _, c := range clocks {
		units = append(units, c.unit)
	}
	return units
}
