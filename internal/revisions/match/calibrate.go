package match

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// pace is how long samples and launches are.
type pace struct {
	sample   time.Duration // far below the slice of the scheduler, so that most samples are not interrupted
	shortest time.Duration // of a launch
	starts   int           // how many times as long as its start-up a launch is at least
	most     int           // samples of a launch
}

var (
	// launchPace is that of launches that alternate. For a given time, more and shorter
	// ones told as much as fewer and longer ones, or more; but samples need a median.
	launchPace = pace{sample: 200 * time.Microsecond, shortest: 3 * time.Millisecond, starts: 1, most: 30}
	// turnPace is that of samples that alternate. The closer two are, the more they have
	// in common; and a launch is two processes, that take longer to start, in which
	// the ratio of two samples says the less by chance the more of them there are.
	turnPace = pace{sample: 100 * time.Microsecond, shortest: 40 * time.Millisecond, starts: 10, most: 100}
)

const (
	// mostSetUp is how many times longer than its sample what surrounds it may take
	// before the sample is made longer.
	mostSetUp = 4
	// longestSample is up to where that goes.
	longestSample = 50 * time.Millisecond
	// longestLaunch is how long a launch may measure: the two of a pair are to be of
	// one moment.
	longestLaunch = 300 * time.Millisecond
	fewestSamples = 3
	// probed is how many samples say closely what one costs, where they take no longer
	// than probedFor.
	probed    = 30
	probedFor = 200 * time.Millisecond
	// shortestIteration is what no iteration takes less than, in nanoseconds: a part of
	// a cycle of any clock.
	shortestIteration = 0.1
	// mostIterations are those of a sample, as in package testing.
	mostIterations = 1e9
	// longIteration is that from which on a launch takes one sample only.
	longIteration = 50 * time.Millisecond
)

// Calibrate finds how many iterations make a sample of each benchmark, and puts
// those with equally many into the same launches. What cannot be run at all is
// moved to Failed. Benchmarks are in the order of the groups afterwards.
func (m *Match) Calibrate(ctx context.Context) ([]alternate.Group, error) {
	if m.wish.Instructions {
		return m.counts(ctx)
	}
	var groups []alternate.Group
	var members []Benchmark
	for len(m.Benchmarks) > 0 {
		dir := m.Benchmarks[0].dir
		end := slices.IndexFunc(m.Benchmarks, func(b Benchmark) bool { return b.dir != dir })
		if end < 0 {
			end = len(m.Benchmarks)
		}
		own := m.Benchmarks[:end:end]
		m.Benchmarks = m.Benchmarks[end:]
		m.wish.Say("finding how long the %d benchmarks of %s take", len(own), own[0].Package)
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

// timesOf finds how long a process of a package takes to start, and the iterations
// and cost of its benchmarks.
func (m *Match) timesOf(ctx context.Context, own []Benchmark) (start time.Duration, fit []Benchmark, err error) {
	start = time.Hour
	for range 3 {
		got, err := m.probe(ctx, own[0].dir, gotest.Launch{N: 1, Count: 1})
		if err != nil {
			return 0, nil, err
		}
		start = min(start, wall(got))
	}
	for _, b := range own {
		failed, err := m.time(ctx, &b, start)
		if err == nil && failed == "" && !b.constant {
			b.lengthen(m.wish)
			failed, err = m.asItRuns(ctx, &b, start)
		}
		if err != nil {
			return 0, nil, err
		}
		if failed != "" {
			m.Failed = append(m.Failed, Note{b.Package + " " + b.Name, failed})
			continue
		}
		if b.nothing {
			m.Skipped = append(m.Skipped, Note{b.Package + " " + b.Name, missing + ", and it takes less than 10 µs, which cannot be measured"})
			continue
		}
		fit = append(fit, b)
	}
	return start, fit, nil
}

// time finds how many iterations of a benchmark make a short sample, and what one
// costs. Failed is why it cannot be run.
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
		if failed := failedIn(got, b.Name); failed != "" || err != nil {
			return failed, err
		}
		if count == probed || probed*b.cost > probedFor {
			nanos := typicalOf(got, b.Name)
			b.nothing = b.constant && max(nanos[0], nanos[1]) < float64(shortestRun)
			return "", nil
		}
		for _, side := range got {
			b.nanos = fastest(side.Samples[b.Name], b.nanos)
		}
	}
}

// sampled takes some samples of a benchmark on both sides, and finds what one costs.
func (m *Match) sampled(ctx context.Context, b *Benchmark, count int, start time.Duration) ([2]gotest.Measured, error) {
	got, err := m.probe(ctx, b.dir, gotest.Launch{Names: []string{b.Name}, N: b.n, Count: count, Warm: warm(count)})
	b.cost = max(0, wall(got)-start) / time.Duration(count+warm(count))
	return got, err
}

// failedIn is why a benchmark has no samples, and on which side.
func failedIn(got [2]gotest.Measured, name string) string {
	for i, side := range got {
		if why := side.Failed[name]; why != "" {
			return fmt.Sprintf("in the %s: %s", alternate.Side(i), why)
		}
	}
	return ""
}

// wall is how long a process took, in the mean over both sides.
func wall(got [2]gotest.Measured) time.Duration { return (got[0].Wall + got[1].Wall) / 2 }

// fastest is the shortest time of an iteration; nanos where samples say none, or
// none shorter.
func fastest(samples [][]result.Value, nanos float64) float64 {
	for _, x := range column(samples, "ns/op") {
		if x > 0 {
			nanos = min(nanos, x)
		}
	}
	return nanos
}

// probe measures one benchmark, or none, on both sides, to find out how long that
// takes. If samples alternate, the two processes run as a pair. If something fails in
// the pair, probe measures each side alone: a failure that only a pair has does not
// matter here.
func (m *Match) probe(ctx context.Context, dir string, l gotest.Launch) (got [2]gotest.Measured, err error) {
	var binaries [2]gotest.Binary
	for i := range binaries {
		binaries[i] = m.Sides[i].packages[dir].binaries[0]
	}
	if m.turns() {
		got, err = gotest.MeasureInTurns(ctx, binaries, l, rand.New(rand.NewPCG(m.wish.Seed, 1)))
		if err != nil || len(got[alternate.Base].Failed)+len(got[alternate.Head].Failed) == 0 {
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

// pace is that of what alternates.
func (m *Match) pace() pace {
	if m.turns() {
		return turnPace
	}
	return launchPace
}

// turns reports whether samples alternate.
func (m *Match) turns() bool { return !m.wish.Instructions && !m.wish.Launches && m.WhyNot == "" }

// Turns is what alternates: samples, or launches.
func (m *Match) Turns() string {
	if m.turns() {
		return "samples"
	}
	return "launches"
}

// iterations is how many make a sample, a power of two, so that benchmarks have
// equally many more often.
func (m *Match) iterations(nanos float64) int {
	if m.wish.Iterations > 0 {
		return m.wish.Iterations
	}
	n := float64(cmp.Or(m.wish.Sample, m.pace().sample)) / math.Max(nanos, shortestIteration)
	return 1 << int(math.Max(0, math.Round(math.Log2(n))))
}

// lengthen makes the sample of a benchmark longer where what surrounds it, such as
// setting up, takes much longer than it.
func (b *Benchmark) lengthen(w Wish) {
	sample := float64(b.n) * b.nanos
	if w.Iterations > 0 || sample <= 0 {
		return
	}
	for float64(b.cost)-sample > mostSetUp*sample && 2*sample <= float64(longestSample) && b.n < mostIterations {
		b.n, b.cost, sample = 2*b.n, b.cost+time.Duration(sample), 2*sample
	}
}

// together splits benchmarks of a package into those of the same launches: with
// equally many iterations, and not too many.
func together(own []Benchmark) [][]Benchmark {
	var all [][]Benchmark
	type kind struct {
		n     int
		whole bool
	}
	at := map[kind]int{} // the last group by iterations
	cost := map[int]time.Duration{}
	for _, b := range own {
		of := kind{b.n, b.whole}
		i, known := at[of]
		if !known || cost[i]+fewestSamples*b.cost > longestLaunch {
			i = len(all)
			at[of] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], b)
		cost[i] += fewestSamples * b.cost
	}
	return all
}

// samplesOf is how many samples of each benchmark a launch takes, whose process
// takes so long to start.
func (p pace) samplesOf(some []Benchmark, start time.Duration) int {
	var cost time.Duration
	for _, b := range some {
		cost += b.cost
	}
	if cost >= longIteration {
		return 1
	}
	length := max(time.Duration(p.starts)*start, p.shortest)
	return min(p.most, max(fewestSamples, int(length/max(cost, time.Microsecond))))
}

// group returns the group that measures some benchmarks of one package together.
// Start is how long a process of the package takes to start.
func (m *Match) group(some []Benchmark, start time.Duration) alternate.Group {
	s := &samples{match: m, dir: some[0].dir, n: some[0].n, narrow: some[0].whole, count: m.pace().samplesOf(some, start), apart: map[string]bool{}}
	g := alternate.Group{Pair: s.drawn(s.inLaunches)}
	if m.turns() {
		g.Pair = s.drawn(s.inTurns)
	}
	for _, b := range some {
		g.Names = append(g.Names, b.Name)
	}
	return g
}
