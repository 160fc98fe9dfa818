package threshold

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

const (
	// long is the length of a sample that has all costs in it: garbage is collected, a
	// pool is filled, a map has grown.
	long = 20 * time.Millisecond
	// alike is the maximum factor between what short and long samples say of both rivals.
	alike = 1.4
	// growth is the factor from one tried length of samples to the next.
	growth = 8
	// settling is the share of all time that may be spent on the length of samples.
	settling = 4
)

// checks are comparisons of short samples with long ones.
type checks struct {
	spent time.Duration
	left  []int // places that were not checked
}

// settle makes the samples of a place longer until they say of both rivals what long
// samples say. In short ones, costs that come once in many operations are missing.
func (m *meter) settle(ctx context.Context, x int) error {
	both := m.places[x]
	if both[0].settled {
		return nil
	}
	both[0].settled = true
	if m.over() || m.checks.spent > m.spec.MaxTime/settling {
		m.checks.left = append(m.checks.left, x)
		return nil
	}
	defer func(begin time.Time) { m.checks.spent += time.Since(begin) }(time.Now())
	lengthy := *both
	for i := range lengthy {
		lengthy[i].n = max(both[i].n, int(float64(long)/max(both[i].nanos, cheapest)))
	}
	first, err := m.ratio(ctx, *both, shortSamples, inPairs)
	if err != nil {
		return err
	}
	last := first
	for max(both[0].took(), both[1].took()) < long && (both[0].n < lengthy[0].n || both[1].n < lengthy[1].n) {
		if differs, err := m.differ(ctx, lengthy, last); !differs || err != nil {
			return err
		}
		for i := range both {
			both[i].n = min(growth*both[i].n, lengthy[i].n)
		}
		if last, err = m.ratio(ctx, *both, shortSamples, inPairs); err != nil {
			return err
		}
	}
	if math.Abs(first-last) > math.Log(alike) {
		m.notes = append(m.notes, fmt.Sprintf("at %s=%d the answer depends on b.N: in samples of %v %s is %.2f times as fast, and in longer ones, which count, %.2f times",
			m.rivals.over, x, sample, m.labels[1], math.Exp(-first), math.Exp(-last)))
	}
	return nil
}

// shortSamples and longSamples are how many make a ratio.
const shortSamples, longSamples = 9, 4

// differ reports whether long samples say something else than a ratio, twice in the same
// direction: on a busy machine long samples vary.
func (m *meter) differ(ctx context.Context, lengthy [2]rival, ratio float64) (bool, error) {
	side := 0.
	for range 2 {
		want, err := m.ratio(ctx, lengthy, longSamples, byLeast)
		if err != nil || !(math.Abs(want-ratio) > math.Log(alike)) || (want-ratio)*side < 0 {
			return false, err
		}
		side = want - ratio
	}
	return true, nil
}

// ratio is the logarithm of the second rival's time over that of the first, by a way to
// find both times in their samples. It is NaN if one of them fails, as the next launch
// will tell.
func (m *meter) ratio(ctx context.Context, both [2]rival, count int, times func(a, b [][]result.Value) (x, y float64)) (float64, error) {
	binaries, plans := [2]gotest.Binary{}, [2]gotest.Launch{}
	for i, one := range both {
		binaries[i], plans[i] = one.binary, gotest.Launch{Names: []string{one.name}, N: one.n, Count: count, Warm: 1}
	}
	got, err := m.both(ctx, binaries, plans)
	if err != nil || got[0].Failed[both[0].name] != "" || got[1].Failed[both[1].name] != "" {
		return math.NaN(), err
	}
	a, b := times(got[0].Samples[both[0].name], got[1].Samples[both[1].name])
	return math.Log(b / a), nil
}

// inPairs is the times of samples that are compared pair by pair.
func inPairs(a, b [][]result.Value) (x, y float64) {
	first, second := match.Paired(a, b)
	return nanosOf(first), nanosOf(second)
}

// byLeast is the shortest time of each rival. On a busy machine, long samples are
// interrupted, and that only adds to them.
func byLeast(a, b [][]result.Value) (x, y float64) { return least(a), least(b) }

func least(samples [][]result.Value) float64 {
	shortest := math.Inf(1)
	for _, s := range samples {
		shortest = min(shortest, nanosOf(s))
	}
	return shortest
}

// unchecked is a note on the places whose samples were not held against longer ones.
func (m *meter) unchecked() (notes []string) {
	const most = 3
	slices.Sort(m.checks.left)
	switch n := len(m.checks.left); {
	case n > most:
		notes = append(notes, fmt.Sprintf("time was too short to hold samples of %v against longer ones at %d values", sample, n))
	case n > 0:
		notes = append(notes, fmt.Sprintf("time was too short to hold samples of %v against longer ones at %s", sample, m.where(m.checks.left)))
	}
	return notes
}
