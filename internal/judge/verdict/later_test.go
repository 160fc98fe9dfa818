package verdict_test

import (
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// many is a scenario with break-evens, and its lines, with a reference in each case.
func many() (s verdict.Scenario, lines []result.Line) {
	s.Info = asked(bench.BreakEvenSize)
	for _, size := range []bench.Bytes{64, 256, 1024, 4096} {
		c := at(size, 1)
		n := float64(size)
		s.Cases = append(s.Cases, c)
		lines = join(lines, steady(c, "copy", 100+n), steady(c, "view", 600+n/2), steady(c, "ceiling-read", n), steady(c, "probe-pin", 300))
	}
	return s, lines
}

// referencesOf are the references of all cases.
func referencesOf(cases []verdict.Comparison) (all []verdict.Arm) {
	for i := range cases {
		all = append(all, cases[i].References()...)
	}
	return all
}

// TestLater: break-evens and references take nothing until they are asked for, and are
// found once.
func TestLater(t *testing.T) {
	s, lines := many()
	allocated := func(ask func([]verdict.Comparison, verdict.Answer)) float64 {
		return testing.AllocsPerRun(3, func() {
			cases := verdict.CasesOf(lines, verdict.Goal{})
			ask(cases.Compare("copy"), cases.Answer(s, breakeven.Search{}))
		})
	}
	overview := allocated(func([]verdict.Comparison, verdict.Answer) {})
	evens := allocated(func(_ []verdict.Comparison, a verdict.Answer) {
		if n := len(a.Breakevens()); n != 1 {
			t.Errorf("%d break-evens, want 1", n)
		}
	})
	references := allocated(func(c []verdict.Comparison, _ verdict.Answer) {
		if n := len(referencesOf(c)); n != 8 {
			t.Errorf("%d references, want 8", n)
		}
	})
	if overview+20 > evens || overview+20 > references {
		t.Errorf("it allocates %v times, %v with break-evens and %v with references: nothing was left for later", overview, evens, references)
	}
	cases := verdict.CasesOf(lines, verdict.Goal{})
	c, a := cases.Compare("copy"), cases.Answer(s, breakeven.Search{})
	if &a.Breakevens()[0] != &a.Breakevens()[0] || &c[0].References()[0] != &c[0].References()[0] {
		t.Error("asked twice, it finds the same twice")
	}
}

// BenchmarkOverview tells how many times as long everything takes as what an overview prints.
func BenchmarkOverview(b *testing.B) {
	s, lines := many()
	var some, whole time.Duration
	for b.Loop() {
		begin := time.Now()
		cases := verdict.CasesOf(lines, verdict.Goal{})
		c, a := cases.Compare("copy"), cases.Answer(s, breakeven.Search{})
		some += time.Since(begin)
		a.Breakevens()
		referencesOf(c)
		whole += time.Since(begin)
	}
	b.ReportMetric(float64(whole)/float64(some), "all/overview")
}
