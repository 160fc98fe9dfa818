package match

import (
	"context"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// launched launches a binary. Where something fails, each benchmark that has no
// samples is tried once more by itself: only one of them took the others with it.
func launched(ctx context.Context, binary gotest.Binary, l gotest.Launch) (alternate.Launched, error) {
	got, err := binary.Measure(ctx, l)
	if err != nil {
		return alternate.Launched{}, err
	}
	all := alternate.Launched{N: l.N, Values: map[string][]result.Value{}, Failed: map[string]string{}}
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

// medians is the median of each unit over samples.
func medians(samples [][]result.Value) []result.Value {
	var all []result.Value
	for _, v := range samples[0] {
		all = append(all, result.Value{Unit: v.Unit, X: interval.TrimmedMean(column(samples, v.Unit), 0.5)})
	}
	return all
}

// column is one unit of samples.
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
