package match

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// probe is a launch of both sides for the calibration.
type probe [2]gotest.Result

// probe launches one benchmark, or none, on both sides. If samples alternate, the two
// processes run as a pair. If something fails in the pair, probe launches each side
// alone: a failure of the pair alone does not matter here.
func (m *Match) probe(ctx context.Context, dir string, l gotest.Launch) (got probe, err error) {
	binaries := m.pair(dir, [2]int{})
	if m.turns() {
		got, err = gotest.MeasureInTurns(ctx, binaries, l, rand.New(rand.NewPCG(m.spec.Seed, 1)))
		if err != nil || len(got[Base].Failed)+len(got[Head].Failed) == 0 {
			return got, err
		}
	}
	for i := range binaries {
		if got[i], err = binaries[i].Measure(ctx, l); err != nil {
			return got, err
		}
	}
	return got, nil
}

// sampled takes some samples of a benchmark on both sides, and notes the cost of one.
func (m *Match) sampled(ctx context.Context, b *Benchmark, count int, start time.Duration) (probe, error) {
	l := launch([]string{b.Name}, b.n, count)
	got, err := m.probe(ctx, b.dir, l)
	b.cost = max(0, got.wall()-start) / time.Duration(l.Count+l.Warm)
	return got, err
}

// failed returns why a benchmark has no samples, and on which side.
func (p probe) failed(name string) string {
	for i, side := range p {
		if why := side.Failed[name]; why != "" {
			return fmt.Sprintf("in the %s: %s", Side(i), why)
		}
	}
	return ""
}

// wall returns the mean wall time of both processes.
func (p probe) wall() time.Duration { return (p[Base].Wall + p[Head].Wall) / 2 }

// fastest returns the shortest time of an iteration on both sides, but at most nanos.
func (p probe) fastest(name string, nanos float64) float64 {
	for _, side := range p {
		for _, x := range column(side.Samples[name], "ns/op") {
			if x > 0 {
				nanos = min(nanos, x)
			}
		}
	}
	return nanos
}

// nanos returns the median time of an iteration, by side.
func (p probe) nanos(name string) (nanos [2]float64) {
	for i, side := range p {
		nanos[i] = interval.TrimmedMean(column(side.Samples[name], "ns/op"), 0.5)
	}
	return nanos
}

// bytes returns the median of the bytes that an iteration allocates, by side.
func (p probe) bytes(name string) (bytes [2]float64) {
	for i, side := range p {
		if column := column(side.Samples[name], "B/op"); len(column) > 0 {
			bytes[i] = interval.TrimmedMean(column, 0.5)
		}
	}
	return bytes
}
