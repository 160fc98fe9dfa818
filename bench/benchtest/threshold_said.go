package benchtest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// log logs what was found.
func (s *search) log(b *testing.B) {
	if len(s.answer.Places) > 0 {
		b.Log(s.sentence() + "\n" + s.table())
	}
	for _, fault := range s.faults {
		b.Errorf("threshold: %v", fault)
	}
}

// report reports the threshold as metrics, if there is one.
func (s *search) report(b *testing.B) {
	b.ReportMetric(0, "ns/op") // the time of a search says nothing
	if c := s.answer.Crossings; len(c) == 1 {
		b.ReportMetric(c[0].At.Center, "break-even")
		b.ReportMetric(c[0].At.Lo, "break-even-lo")
		b.ReportMetric(c[0].At.Hi, "break-even-hi")
	}
}

// sentence is the answer.
func (s *search) sentence() string {
	from, to := s.answer.Range()
	within := fmt.Sprintf("from %s=%.0f to %.0f", s.name(), from, to)
	switch s.answer.Word {
	case breakeven.Crosses, breakeven.NoModel:
		var parts []string
		for _, c := range s.answer.Crossings {
			parts = append(parts, s.crossing(c))
		}
		return strings.Join(parts, "; ")
	case breakeven.ViewNeverLoses:
		return "shared never loses " + within + s.closest()
	case breakeven.CopyNeverLoses:
		return "copied never loses " + within + s.closest()
	case breakeven.Tie:
		return "copied and shared tie " + within
	}
	return fmt.Sprintf("undecided %s: the blocks differ by too much (raise Range.MaxTime, now %v)", within, s.maxTime())
}

// crossing is a crossing in words.
func (s *search) crossing(c breakeven.Crossing) string {
	winner := wayNames[0]
	if c.Winner == breakeven.View {
		winner = wayNames[1]
	}
	if !c.Model {
		return fmt.Sprintf("%s wins from between %s=%.0f and %.0f on, and no line says where", winner, s.name(), c.Within[0], c.Within[1])
	}
	return fmt.Sprintf("%s wins from %s=%.0f [%.0f, %.0f] on", winner, s.name(), c.At.Center, c.At.Lo, c.At.Hi)
}

// closest says how near the winner comes to losing.
func (s *search) closest() string {
	p := s.answer.Closest()
	lo, at, hi := p.Faster.Lo, p.Faster.Center, p.Faster.Hi
	if s.answer.Word == breakeven.CopyNeverLoses {
		lo, at, hi = 1/hi, 1/at, 1/lo
	}
	return fmt.Sprintf(": %.3g× [%.3g, %.3g] at the closest, %s=%.0f", at, lo, hi, s.name(), p.X)
}

// mostLines is how many lines of places are logged: package testing cuts a log of a
// benchmark after ten lines.
const mostLines = 5

// table is the parts of both times, doubts, and what both ways take at each value.
func (s *search) table() string {
	var lines []string
	for i, f := range []breakeven.Fit{s.answer.Copy, s.answer.View} {
		if len(f.Pieces) > 0 && len(s.answer.Places) > 2 {
			p := f.Pieces[0]
			lines = append(lines, fmt.Sprintf("%s: set-up %s [%s, %s], then %s per %s", wayNames[i], nanos(p.Setup.Center), nanos(p.Setup.Lo), nanos(p.Setup.Hi), nanos(p.Slope.Center), s.name()))
		}
	}
	all := s.times()
	lines = append(lines, s.doubts(all)...)
	each := (len(all) + mostLines - 1) / mostLines
	for some := range slices.Chunk(all, max(each, 1)) {
		var parts []string
		for _, t := range some {
			parts = append(parts, fmt.Sprintf("%s=%.0f: copied %s, shared %s", s.name(), t.value, nanos(t.copied), nanos(t.shared)))
		}
		lines = append(lines, strings.Join(parts, "; "))
	}
	return strings.Join(lines, "\n")
}

// both is what both ways take at a value, in nanoseconds.
type both struct{ value, copied, shared float64 }

// times are those of all values, in order.
func (s *search) times() (all []both) {
	copied, shared := map[float64][]float64{}, map[float64][]float64{}
	for _, p := range s.points {
		copied[p.X], shared[p.X] = append(copied[p.X], p.Copy...), append(shared[p.X], p.View...)
	}
	for _, p := range s.answer.Places {
		all = append(all, both{p.X, interval.TrimmedMean(copied[p.X], 0.5), interval.TrimmedMean(shared[p.X], 0.5)})
	}
	return all
}

// doubts say that times look wrong.
func (s *search) doubts(all []both) (lines []string) {
	low, high := both{0, math.Inf(1), math.Inf(1)}, both{}
	for _, t := range all {
		low.copied, low.shared = min(low.copied, t.copied), min(low.shared, t.shared)
		high.copied, high.shared = max(high.copied, t.copied), max(high.shared, t.shared)
	}
	if min(low.copied, low.shared) < cheapest {
		lines = append(lines, "one way takes no more than an empty loop: does it return the sum of what it reads?")
	}
	if change := max(high.copied/low.copied, high.shared/low.shared); change < steady {
		lines = append(lines, fmt.Sprintf("%s hardly matters: neither time changes by more than %.0f %%", s.name(), 100*(change-1)))
	}
	return lines
}

// nanos prints a time in three figures.
func nanos(ns float64) string {
	for _, u := range []struct {
		size float64
		name string
	}{{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}} {
		if math.Abs(ns) >= u.size {
			return fmt.Sprintf("%.3g%s", ns/u.size, u.name)
		}
	}
	return fmt.Sprintf("%.3gns", ns)
}

const (
	// cheapest is the time of an iteration of an empty loop, in nanoseconds.
	cheapest = 0.7
	// steady is the largest ratio of times at which they hardly depend on the parameter.
	steady = 1.15
)
