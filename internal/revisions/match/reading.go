package match

import (
	"context"
	"math"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// read launches a binary. If a benchmark ends the process, it takes others with it. So
// read launches each benchmark without samples once more by itself.
func read(ctx context.Context, binary gotest.Binary, l gotest.Launch) (Reading, error) {
	got, err := binary.Measure(ctx, l)
	if err != nil {
		return Reading{}, err
	}
	all := Reading{N: l.N, Values: map[string][]result.Value{}, Failed: map[string]string{}}
	for _, name := range l.Names {
		samples, why := got.Samples[name], got.Failed[name]
		if why != "" && len(l.Names) > 1 {
			alone, err := binary.Measure(ctx, gotest.Launch{Names: []string{name}, N: l.N, Count: l.Count, Warm: l.Warm})
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

// medians returns the median of each unit over samples.
func medians(samples [][]result.Value) []result.Value {
	var all []result.Value
	for _, v := range samples[0] {
		all = append(all, result.Value{Unit: v.Unit, X: interval.TrimmedMean(column(samples, v.Unit), 0.5)})
	}
	return all
}

// column returns the values of one unit.
func column(samples [][]result.Value, unit string) []float64 {
	var xs []float64
	for _, s := range samples {
		for _, v := range s {
			if v.Unit == unit {
				xs = append(xs, v.X)
			}
		}
	}
	return xs
}

// Paired returns the values of two processes with alternating samples. In each unit,
// the ratio of the two values is the median of the ratios of adjacent samples, and the
// values lie about the medians of the sides. So a slow moment of the machine does not
// count: it meets a sample of each side. If a unit has no ratios, or does not vary, its
// values are the medians.
func Paired(base, head [][]result.Value) (a, b []result.Value) {
	a, b = medians(base), medians(head)
	for i := range a {
		j := slices.IndexFunc(b, func(v result.Value) bool { return v.Unit == a[i].Unit })
		if j < 0 {
			continue
		}
		xs, ys := column(base, a[i].Unit), column(head, a[i].Unit)
		if len(xs) != len(ys) || steady(xs) && steady(ys) || slices.Min(xs) <= 0 || slices.Min(ys) <= 0 {
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

// steady reports whether values do not vary.
func steady(xs []float64) bool { return slices.Min(xs) == slices.Max(xs) }
