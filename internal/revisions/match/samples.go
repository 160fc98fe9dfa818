package match

import (
	"context"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// samples is how benchmarks are measured that share their launches: their samples
// alternate between processes of both sides, or the launches do.
type samples struct {
	match  *Match
	dir    string          // of their package
	n      int             // iterations of a sample, in the mean over launches
	narrow bool            // which differ little, as the time of an iteration depends on them
	count  int             // samples of a launch
	apart  map[string]bool // those whose launches alternate, though samples would
}

// warm is how many samples come before those of a launch and do not count. Until then a
// process allocates memory that is new to it, and what the benchmark keeps is not there
// yet. A sample that stands for a launch is long enough for that not to matter.
func warm(count int) int { return min(1, count-1) }

// binaries are those of both sides in a layout of each.
func (s *samples) binaries(layout [2]int) (both [2]gotest.Binary) {
	for i := range both {
		both[i] = s.match.Sides[i].packages[s.dir].binaries[layout[i]]
	}
	return both
}

// draw is how many iterations the samples of a pair of launches have. It differs
// from pair to pair: where a cost comes once in so many iterations, such as that of
// a page for what they allocate, a number that stays the same has it at the same
// places of its samples in every launch, and none may show how often it comes.
// nanobench and Criterion vary theirs too.
func (s *samples) draw(order *rand.Rand) int {
	if s.match.wish.Iterations > 0 {
		return s.n
	}
	half := s.n / 2
	if s.narrow {
		half = s.n / 8
	}
	return s.n - half + order.IntN(2*half+1)
}

// measure is an [alternate.Measure] by samples of n iterations.
type measure func(ctx context.Context, order *rand.Rand, layout [2]int, n int, names []string) ([2]alternate.Launched, error)

// drawn draws the number of iterations for each pair.
func (s *samples) drawn(of measure) alternate.Measure {
	return func(ctx context.Context, order *rand.Rand, layout [2]int, names []string) ([2]alternate.Launched, error) {
		return of(ctx, order, layout, s.draw(order), names)
	}
}

// inTurns is a pair of processes whose samples alternate. A benchmark that fails
// there is measured in launches one after the other, from then on if that goes well:
// it does not bear that another process of it lives, because of a port, say, that
// both listen on.
func (s *samples) inTurns(ctx context.Context, order *rand.Rand, layout [2]int, n int, names []string) (all [2]alternate.Launched, err error) {
	for i := range all {
		all[i] = alternate.Launched{N: n, Values: map[string][]result.Value{}, Failed: map[string]string{}}
	}
	together := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return s.apart[name] })
	var got [2]gotest.Measured
	if len(together) > 0 {
		l := gotest.Launch{Names: together, N: n, Count: s.count, Warm: warm(s.count)}
		if got, err = gotest.MeasureInTurns(ctx, s.binaries(layout), l, order); err != nil {
			return all, err
		}
	}
	for _, name := range names {
		if slices.Contains(together, name) && got[alternate.Base].Failed[name] == "" && got[alternate.Head].Failed[name] == "" {
			all[alternate.Base].Values[name], all[alternate.Head].Values[name] = paired(got[alternate.Base].Samples[name], got[alternate.Head].Samples[name])
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
		if len(names) == 1 && !s.apart[name] && len(one[alternate.Base].Failed)+len(one[alternate.Head].Failed) == 0 {
			s.apart[name] = true
			why := got[alternate.Base].Failed[name]
			if why == "" {
				why = got[alternate.Head].Failed[name]
			}
			s.match.wish.Say("%s %s: its launches alternate, not its samples, for beside another process of it: %s", s.match.Sides[alternate.Head].packages[s.dir].Path, name, why)
		}
	}
	return all, nil
}

// inLaunches is a pair of launches, one after the other.
func (s *samples) inLaunches(ctx context.Context, order *rand.Rand, layout [2]int, n int, names []string) ([2]alternate.Launched, error) {
	binaries := s.binaries(layout)
	return alternate.Launches(func(ctx context.Context, side alternate.Side, _ int, names []string) (alternate.Launched, error) {
		return launched(ctx, binaries[side], gotest.Launch{Names: names, N: n, Count: s.count, Warm: warm(s.count)})
	})(ctx, order, layout, names)
}

// paired is what the samples of two processes that alternated come to, unit by
// unit: the ratio of both values is the median of the ratios of adjacent samples,
// and they lie about where the medians of the sides do. A slow moment of the
// machine, which meets a sample of each, does not count so. Where a unit has no
// ratios, or does not vary, the values are the medians.
func paired(base, head [][]result.Value) (a, b []result.Value) {
	a, b = medians(base), medians(head)
	for i := range a {
		j := slices.IndexFunc(b, func(v result.Value) bool { return v.Unit == a[i].Unit })
		if j < 0 {
			continue
		}
		xs, ys := column(base, a[i].Unit), column(head, a[i].Unit)
		if len(xs) != len(ys) || constant(xs) && constant(ys) || slices.Min(xs) <= 0 || slices.Min(ys) <= 0 {
			continue
		}
		logs := make([]float64, len(xs))
		for k := range logs {
			logs[k] = math.Log(ys[k] / xs[k])
		}
		half := math.Exp(interval.TrimmedMean(logs, 0.5) / 2)
		middle := math.Sqrt(a[i].X * b[j].X)
		a[i].X, b[j].X = middle/half, middle*half
	}
	return a, b
}

// constant reports whether values do not vary.
func constant(xs []float64) bool { return slices.Min(xs) == slices.Max(xs) }
