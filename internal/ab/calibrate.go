package ab

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/alternate"
	"github.com/bufbench/bufbench/internal/gotest"
	"github.com/bufbench/bufbench/internal/interval"
	"github.com/bufbench/bufbench/internal/result"
)

// DefaultSample is how long a sample takes: far below the slice of the scheduler,
// so that most samples are not interrupted.
const DefaultSample = 200 * time.Microsecond

const (
	// mostSetUp is how many times longer than its sample what surrounds it may take
	// before the sample is made longer.
	mostSetUp = 4
	// longestSample is up to where that goes.
	longestSample = 50 * time.Millisecond
	// shortestLaunch is how long a launch measures at least, so that its samples have
	// a median; it is also as long as the start-up at least. Note: for a given time, more
	// and shorter launches told as much as fewer and longer ones, or more.
	shortestLaunch = 3 * time.Millisecond
	// longestLaunch is how long a launch may measure: the two of a pair are to be of
	// one moment.
	longestLaunch = 300 * time.Millisecond
	fewestSamples = 3
	mostSamples   = 30
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
		start, fit, err := m.times(ctx, own)
		if err != nil {
			return nil, err
		}
		for _, some := range together(fit) {
			groups = append(groups, m.group(some, samplesOf(some, start)))
			members = append(members, some...)
		}
	}
	m.Benchmarks = members
	return groups, nil
}

// times finds how long a process of a package takes to start, and the iterations
// and cost of its benchmarks.
func (m *Match) times(ctx context.Context, own []Benchmark) (start time.Duration, fit []Benchmark, err error) {
	binary := m.Sides[alternate.Base].packages[own[0].dir].binaries[0]
	start = time.Hour
	for range 3 {
		got, err := binary.Measure(ctx, gotest.Launch{N: 1, Count: 1})
		if err != nil {
			return 0, nil, err
		}
		start = min(start, got.Wall)
	}
	for _, b := range own {
		b.n = m.iterations(b.nanos)
		best := time.Hour
		failed := ""
		for range 2 {
			got, err := binary.Measure(ctx, gotest.Launch{Names: []string{b.Name}, N: b.n, Count: fewestSamples})
			if err != nil {
				return 0, nil, err
			}
			failed = got.Failed[b.Name]
			if best = min(best, got.Wall); failed != "" || got.Wall > time.Second {
				break
			}
		}
		if failed != "" {
			m.Failed = append(m.Failed, Note{b.Package + " " + b.Name, "in the base: " + failed})
			continue
		}
		b.cost = max(0, best-start) / fewestSamples
		b.lengthen(m.wish)
		fit = append(fit, b)
	}
	return start, fit, nil
}

// iterations is how many make a sample, a power of two, so that benchmarks have
// equally many more often.
func (m *Match) iterations(nanos float64) int {
	if m.wish.Iterations > 0 {
		return m.wish.Iterations
	}
	n := float64(m.wish.Sample) / math.Max(nanos, 0.1)
	return 1 << int(math.Max(0, math.Round(math.Log2(n))))
}

// lengthen makes the sample of a benchmark longer where what surrounds it, such as
// setting up, takes much longer than it.
func (b *Benchmark) lengthen(w Wish) {
	sample := time.Duration(float64(b.n) * b.nanos)
	for w.Iterations == 0 && b.cost-sample > mostSetUp*sample && 2*sample <= longestSample {
		b.n, b.cost, sample = 2*b.n, b.cost+sample, 2*sample
	}
}

// together splits benchmarks of a package into those of the same launches: with
// equally many iterations, and not too many.
func together(own []Benchmark) [][]Benchmark {
	var all [][]Benchmark
	at := map[int]int{} // the last group by iterations
	cost := map[int]time.Duration{}
	for _, b := range own {
		i, known := at[b.n]
		if !known || cost[i]+fewestSamples*b.cost > longestLaunch {
			i = len(all)
			at[b.n] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], b)
		cost[i] += fewestSamples * b.cost
	}
	return all
}

// samplesOf is how many samples of each benchmark a launch takes.
func samplesOf(some []Benchmark, start time.Duration) int {
	var cost time.Duration
	for _, b := range some {
		cost += b.cost
	}
	if cost >= longIteration {
		return 1
	}
	return min(mostSamples, max(fewestSamples, int(max(start, shortestLaunch)/max(cost, time.Microsecond))))
}

// group makes the launches of some benchmarks.
func (m *Match) group(some []Benchmark, count int) alternate.Group {
	var names []string
	for _, b := range some {
		names = append(names, b.Name)
	}
	return alternate.Group{Names: names, Launch: func(ctx context.Context, side alternate.Side, layout int, names []string) (alternate.Launched, error) {
		binary := m.Sides[side].packages[some[0].dir].binaries[layout]
		return launched(ctx, binary, gotest.Launch{Names: names, N: some[0].n, Count: count})
	}}
}

// launched launches a binary. Where something fails, each benchmark that has no
// samples is tried once more by itself: only one of them took the others with it.
func launched(ctx context.Context, binary gotest.Binary, l gotest.Launch) (alternate.Launched, error) {
	got, err := binary.Measure(ctx, l)
	if err != nil {
		return alternate.Launched{}, err
	}
	all := alternate.Launched{Values: map[string][]result.Value{}, Failed: map[string]string{}}
	for _, name := range l.Names {
		samples, why := got.Samples[name], got.Failed[name]
		if why != "" && len(l.Names) > 1 {
			alone, err := binary.Measure(ctx, gotest.Launch{Names: []string{name}, N: l.N, Count: l.Count})
			if err != nil {
				return all, err
			}
			samples, why = alone.Samples[name], alone.Failed[name]
		}
		if why != "" {
			all.Failed[name] = why
			continue
		}
		all.Values[name] = medians(samples)
	}
	return all, nil
}

// medians is the median of each unit over samples.
func medians(samples [][]result.Value) []result.Value {
	var all []result.Value
	for _, v := range samples[0] {
		var xs []float64
		for _, s := range samples {
			for _, o := range s {
				if o.Unit == v.Unit {
					xs = append(xs, o.X)
				}
			}
		}
		all = append(all, result.Value{Unit: v.Unit, X: interval.TrimmedMean(xs, 0.5)})
	}
	return all
}
