package profile

import (
	"context"
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

const (
	// sample is the length of a sample that has all costs in it: garbage is collected.
	sample = 20e6 // nanoseconds
	// perLaunch is the number of samples of a launch, unless an operation is longer than a
	// sample.
	perLaunch = 5
	// mostIterations is the maximum of package testing.
	mostIterations = 1e9
	// shortest is less than the time of any operation, in nanoseconds.
	shortest = 0.1
)

// iterations is how many operations take so many nanoseconds.
func iterations(nanos, of float64) int {
	return int(min(max(nanos/max(of, shortest), 1), mostIterations))
}

// slowest is the longest time of an operation on any side.
func (r *benchmarkRun) slowest() (nanos float64) {
	for _, side := range r.sides {
		nanos = max(nanos, side.nanos)
	}
	return nanos
}

// time measures the launches. A launch that fails is left out.
func (r *benchmarkRun) time(ctx context.Context) error {
	r.say("%s %s: %s", r.Package, r.Name, launches(r.spec.Launches))
	l := gotest.Launch{Names: []string{r.Name}, N: iterations(sample, r.slowest()), Count: perLaunch, Warm: 1}
	if r.slowest() > sample {
		l.Count, l.Warm = 1, 0
	}
	failed := 0
	for range r.spec.Launches {
		got, err := r.launch(ctx, l)
		if err != nil {
			return err
		}
		if !r.take(got) {
			if failed++; failed == mostFailed {
				break
			}
		}
	}
	if r.Launches == 0 {
		return fmt.Errorf("%s was not measured: %s", r.Name, r.Failed[0].Said)
	}
	for _, side := range r.sides { // others on the processor make a time longer, and profiles shorter
		side.nanos = min(side.nanos, slices.Min(side.measured.Times))
	}
	return nil
}

// launch makes a launch of each side.
func (r *benchmarkRun) launch(ctx context.Context, l gotest.Launch) (got []gotest.Result, err error) {
	if len(r.sides) == 2 && r.apart == "" {
		both, err := gotest.MeasureInTurns(ctx, [2]gotest.Binary{r.sides[0].binary, r.sides[1].binary}, l, r.order)
		return both[:], err
	}
	got = make([]gotest.Result, len(r.sides))
	for _, i := range r.order.Perm(len(r.sides)) {
		if got[i], err = r.sides[i].binary.Measure(ctx, l); err != nil {
			return got, err
		}
	}
	return got, nil
}

// mostFailed is how many launches may fail before no more are made.
const mostFailed = 3

// take adds the values of a launch of all sides, and reports whether there are any.
func (r *benchmarkRun) take(got []gotest.Result) bool {
	for i, one := range got {
		if why := one.Failed[r.Name]; why != "" {
			note := match.Note{What: r.titleOf(i), Said: why}
			r.Failed = append(r.Failed, note)
			r.say("FAILED %s: %s", note.What, note.Said)
			return false
		}
	}
	values := make([][]result.Value, len(got))
	if len(got) == 2 {
		values[match.Base], values[match.Head] = match.Paired(got[match.Base].Samples[r.Name], got[match.Head].Samples[r.Name])
	} else {
		values[0], _ = match.Paired(got[0].Samples[r.Name], got[0].Samples[r.Name])
	}
	for i, side := range r.sides {
		m := &side.measured
		m.Times = append(m.Times, valueOf(values[i], "ns/op"))
		r.counts[i] = append(r.counts[i], [2]float64{valueOf(values[i], "B/op"), valueOf(values[i], "allocs/op")})
		m.Heap.Bytes, m.Heap.Objects = median(r.counts[i], 0), median(r.counts[i], 1)
	}
	r.Launches++
	return true
}

// median is that of one of two counts of all launches.
func median(counts [][2]float64, of int) float64 {
	var all []float64
	for _, c := range counts {
		all = append(all, c[of])
	}
	return interval.TrimmedMean(all, 0.5)
}

// titleOf is the benchmark with its side.
func (r *benchmarkRun) titleOf(side int) string {
	if label := r.sides[side].label; label != "" {
		return r.Name + " in the " + label
	}
	return r.Name
}

func valueOf(values []result.Value, unit string) float64 {
	for _, v := range values {
		if v.Unit == unit {
			return v.X
		}
	}
	return 0
}
