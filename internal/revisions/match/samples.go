package match

import (
	"cmp"
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// samples measures benchmarks in the same launches. Either their samples alternate
// between the processes of both sides, or the launches do.
type samples struct {
	match  *Match
	dir    string          // of their package
	n      int             // iterations of a sample, in the mean over launches
	narrow bool            // iterations vary little, because the time of one depends on their number
	count  int             // samples of a launch
	apart  map[string]bool // benchmarks whose launches alternate instead of their samples
}

// group returns the group that measures some benchmarks of one package together.
// Start is how long a process of the package takes to start.
func (m *Match) group(some []Benchmark, start time.Duration) Group {
	s := &samples{match: m, dir: some[0].dir, n: some[0].n, narrow: some[0].whole, count: m.pace().samplesOf(some, start), apart: map[string]bool{}}
	g := Group{Pair: s.drawn(s.inLaunches)}
	if m.turns() {
		g.Pair = s.drawn(s.inTurns)
	}
	for _, b := range some {
		g.Names = append(g.Names, b.Name)
	}
	return g
}

// launch returns a launch of some benchmarks. Its first sample does not count: meanwhile
// the process gets its memory, and the benchmark fills what it keeps. A single sample is
// so long that this does not matter.
func launch(names []string, n, count int) gotest.Launch {
	return gotest.Launch{Names: names, N: n, Count: count, Warm: min(1, count-1)}
}

// draw returns the number of iterations of a sample for one pair of launches. It varies
// from pair to pair. Some costs come once in so many iterations, such as that of a new
// page of memory. With a constant number, they would come at the same places of the
// samples in every launch, and perhaps never. nanobench and Criterion vary their numbers
// too.
func (s *samples) draw(order *rand.Rand) int {
	if s.match.spec.Sampling.Iterations > 0 {
		return s.n
	}
	half := s.n / 2
	if s.narrow {
		half = s.n / 8
	}
	return s.n - half + order.IntN(2*half+1)
}

// sampledPair is a [Pair] with samples of n iterations.
type sampledPair func(ctx context.Context, order *rand.Rand, layout [2]int, n int, names []string) ([2]Reading, error)

// drawn draws the number of iterations for each pair.
func (s *samples) drawn(of sampledPair) Pair {
	return func(ctx context.Context, order *rand.Rand, layout [2]int, names []string) ([2]Reading, error) {
		return of(ctx, order, layout, s.draw(order), names)
	}
}

// inTurns measures a pair of processes with alternating samples. A benchmark that fails
// there is measured in launches one after the other. If that goes well, it stays so: the
// benchmark does not bear another process of its own, perhaps because both listen on one
// port.
func (s *samples) inTurns(ctx context.Context, order *rand.Rand, layout [2]int, n int, names []string) (all [2]Reading, err error) {
	for i := range all {
		all[i] = Reading{N: n, Values: map[string][]result.Value{}, Failed: map[string]string{}}
	}
	together := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return s.apart[name] })
	var got [2]gotest.Result
	if len(together) > 0 {
		if got, err = gotest.MeasureInTurns(ctx, s.match.pair(s.dir, layout), launch(together, n, s.count), order); err != nil {
			return all, err
		}
	}
	for _, name := range names {
		if slices.Contains(together, name) && got[Base].Failed[name] == "" && got[Head].Failed[name] == "" {
			all[Base].Values[name], all[Head].Values[name] = Paired(got[Base].Samples[name], got[Head].Samples[name])
			continue
		}
		again := s.inTurns // only one of them took the others with it
		if len(names) == 1 || s.apart[name] {
			again = s.inLaunches
		}
		one, err := again(ctx, order, layout, n, []string{name})
		if err != nil {
			return all, err
		}
		for i := range all {
			maps.Copy(all[i].Values, one[i].Values)
			maps.Copy(all[i].Failed, one[i].Failed)
		}
		if len(names) == 1 && !s.apart[name] && len(one[Base].Failed)+len(one[Head].Failed) == 0 {
			s.part(name, cmp.Or(got[Base].Failed[name], got[Head].Failed[name]))
		}
	}
	return all, nil
}

// part makes the launches of a benchmark alternate from now on.
func (s *samples) part(name, why string) {
	s.apart[name] = true
	s.match.spec.Say("%s %s: its launches alternate, not its samples, for beside another process of it: %s", s.match.Sides[Head].packages[s.dir].Path, name, why)
}

// inLaunches measures a pair of launches, one after the other.
func (s *samples) inLaunches(ctx context.Context, order *rand.Rand, layout [2]int, n int, names []string) ([2]Reading, error) {
	binaries := s.match.pair(s.dir, layout)
	return OneByOne(func(ctx context.Context, side Side, _ int, names []string) (Reading, error) {
		return read(ctx, binaries[side], launch(names, n, s.count))
	})(ctx, order, layout, names)
}
