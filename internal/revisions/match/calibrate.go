package match

import (
	"context"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

const (
	// probed is how many samples tell the cost of one closely, unless they take longer
	// than probedFor.
	probed    = 30
	probedFor = 200 * time.Millisecond
	// shortestRun is the shortest measurable time of a benchmark whose time does not
	// depend on b.N.
	shortestRun = 10 * time.Microsecond
)

// Calibrate finds how many iterations make a sample of each benchmark. Benchmarks with
// the same number share launches. Calibrate notes benchmarks that do not run as failed,
// and puts the others in the order of the groups.
func (m *Match) Calibrate(ctx context.Context) ([]Group, error) {
	if m.spec.Sampling.Instructions {
		return m.counts(ctx)
	}
	var groups []Group
	var members []Benchmark
	for len(m.Benchmarks) > 0 {
		dir := m.Benchmarks[0].dir
		end := slices.IndexFunc(m.Benchmarks, func(b Benchmark) bool { return b.dir != dir })
		if end < 0 {
			end = len(m.Benchmarks)
		}
		own := m.Benchmarks[:end:end]
		m.Benchmarks = m.Benchmarks[end:]
		m.spec.Say("finding how long the %d benchmarks of %s take", len(own), own[0].Package)
		start, fit, err := m.timesOf(ctx, own)
		if err != nil {
			return nil, err
		}
		m.starts[dir] = start
		for _, some := range together(fit) {
			groups = append(groups, m.group(some, start))
			members = append(members, some...)
		}
	}
	m.Benchmarks = members
	return groups, nil
}

// timesOf finds how long a process of a package takes to start, and the iterations and
// the cost of its benchmarks.
func (m *Match) timesOf(ctx context.Context, own []Benchmark) (start time.Duration, fit []Benchmark, err error) {
	start = time.Hour
	for range 3 {
		got, err := m.probe(ctx, own[0].dir, gotest.Launch{N: 1, Count: 1})
		if err != nil {
			return 0, nil, err
		}
		start = min(start, got.wall())
	}
	for _, b := range own {
		failed, err := m.time(ctx, &b, start)
		if err == nil && failed == "" && !b.constant {
			b.lengthen(m.spec.Sampling)
			failed, err = m.asItRuns(ctx, &b, start)
		}
		switch {
		case err != nil:
			return 0, nil, err
		case failed != "":
			m.fail(b.title(), failed)
		case b.nothing:
			m.Remarks.Skipped = append(m.Remarks.Skipped, Note{b.title(), missing + ", and it takes less than 10 µs, which cannot be measured"})
		default:
			fit = append(fit, b)
		}
	}
	return start, fit, nil
}

// time finds how many iterations of a benchmark make a short sample, and the cost of
// one. Failed is why the benchmark does not run.
func (m *Match) time(ctx context.Context, b *Benchmark, start time.Duration) (failed string, err error) {
	count := fewestSamples
	if b.nanos > float64(probedFor) {
		count = 1
	}
	for ; ; count = probed {
		if b.n = m.iterations(b.nanos); b.constant {
			b.n = 1
		}
		got, err := m.sampled(ctx, b, count, start)
		if failed := got.failed(b.Name); failed != "" || err != nil {
			return failed, err
		}
		if count == probed || probed*b.cost > probedFor {
			nanos := got.nanos(b.Name)
			b.nothing = b.constant && max(nanos[Base], nanos[Head]) < float64(shortestRun)
			return "", nil
		}
		b.nanos = got.fastest(b.Name, b.nanos)
	}
}
