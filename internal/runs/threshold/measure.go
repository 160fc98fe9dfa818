package threshold

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

const (
	// sample is the length of a sample: far below the time slice of the scheduler.
	sample = 100 * time.Microsecond
	// launch is the length of the samples of one rival in a launch, about.
	launch = 4 * time.Millisecond
	// mostSamples and fewestSamples limit their number.
	mostSamples, fewestSamples = 40, 5
	// rounds is the number of launches of each place between two looks.
	rounds = 6
	// fewestRounds is the least number, even if time is over.
	fewestRounds = 3
)

// meter measures both rivals.
type meter struct {
	subject
	rivals
	spec     Spec
	tell     Observer
	order    *rand.Rand
	begin    time.Time
	launches int // of each rival
	dead     map[int]bool
	lines    map[int]*[2][]result.Launch // by the value of the parameter
	memo     memo
	file     *file
	checks   checks
}

// over reports whether time is over.
func (m *meter) over() bool { return time.Since(m.begin) >= m.spec.MaxTime }

// measure makes launches at some places, in random order.
func (m *meter) measure(ctx context.Context, xs []float64) ([]breakeven.Point, error) {
	points := make([]breakeven.Point, len(xs))
	for round := range rounds {
		for _, i := range m.order.Perm(len(xs)) {
			if round >= fewestRounds && m.over() {
				return measured(points), nil
			}
			x := int(xs[i])
			if m.dead[x] {
				continue
			}
			points[i].X = xs[i]
			if err := m.launch(ctx, x, &points[i]); err != nil {
				return measured(points), err
			}
			m.tell.launch(Progress{At: x, Launches: m.launches, Over: m.rivals.over, Spent: time.Since(m.begin)})
		}
	}
	return measured(points), nil
}

// measured is the points with a launch.
func measured(points []breakeven.Point) []breakeven.Point {
	return slices.DeleteFunc(points, func(p breakeven.Point) bool { return len(p.View) == 0 })
}

// launch makes a launch of both rivals at a place. A rival that fails is not measured
// there again.
func (m *meter) launch(ctx context.Context, x int, into *breakeven.Point) error {
	if m.places[x] == nil {
		if ok, err := m.try(ctx, m.subject, m.spec, x); !ok || err != nil {
			m.dead[x] = true
			return err
		}
	}
	if err := m.settle(ctx, x); err != nil {
		return err
	}
	both, binaries, plans := m.places[x], [2]gotest.Binary{}, [2]gotest.Launch{}
	longest := max(sample, both[0].took(), both[1].took())
	count := max(fewestSamples, min(mostSamples, int(launch/longest)))
	for i, one := range both {
		binaries[i], plans[i] = one.binary, gotest.Launch{Names: []string{one.name}, N: one.n, Count: count, Warm: 1}
	}
	got, err := m.both(ctx, binaries, plans)
	if err != nil {
		return err
	}
	for i, one := range both {
		if why := got[i].Failed[one.name]; why != "" {
			m.dead[x] = true
			m.failed = append(m.failed, match.Note{What: one.name, Said: why})
			return nil
		}
	}
	a, b := match.Paired(got[0].Samples[both[0].name], got[1].Samples[both[1].name])
	if why := timeless(nanosOf(a), nanosOf(b)); why >= 0 {
		m.dead[x] = true
		m.failed = append(m.failed, match.Note{What: both[why].name, Said: noTime})
		return nil
	}
	m.launches++
	into.Copy, into.View = append(into.Copy, nanosOf(a)), append(into.View, nanosOf(b))
	m.note(x, [2]result.Launch{{N: both[0].n, Values: a}, {N: both[1].n, Values: b}})
	return nil
}

// note keeps a launch of both rivals.
func (m *meter) note(x int, both [2]result.Launch) {
	if m.lines[x] == nil {
		m.lines[x] = &[2][]result.Launch{}
	}
	for i, l := range both {
		m.lines[x][i] = append(m.lines[x][i], l)
	}
	m.saw()
}

// clock is the unit of the times that are compared.
const clock = "ns/op"

// noTime is why a benchmark without a time cannot be measured.
const noTime = "it reports no ns/op above 0, so there is no time to compare (leave out b.ReportMetric(0, \"ns/op\"))"

// timeless is the first of two rivals that takes no time; -1 is none.
func timeless(nanos ...float64) int {
	return slices.IndexFunc(nanos, func(x float64) bool { return !(x > 0) || math.IsInf(x, 1) })
}

// took is the length of a sample.
func (r rival) took() time.Duration { return time.Duration(float64(r.n) * r.nanos) }

// both measures both rivals sample by sample, or one after the other where processes
// cannot take turns.
func (m *meter) both(ctx context.Context, binaries [2]gotest.Binary, plans [2]gotest.Launch) (got [2]gotest.Result, err error) {
	if m.apart == "" {
		return gotest.MeasureRivals(ctx, binaries, plans, m.order)
	}
	first := m.order.IntN(2)
	for _, i := range [2]int{first, 1 - first} {
		if got[i], err = binaries[i].Measure(ctx, plans[i]); err != nil {
			return got, err
		}
	}
	return got, nil
}

// nanosOf is the time of an iteration.
func nanosOf(values []result.Value) float64 {
	for _, v := range values {
		if v.Unit == clock {
			return v.X
		}
	}
	return 0
}
