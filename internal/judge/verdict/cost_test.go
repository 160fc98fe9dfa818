package verdict_test

import (
	"math"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

func TestCostPairs(t *testing.T) {
	c := at(1000, 1)
	copies := []float64{100, 110, 120, 130, 140, 150}
	for _, test := range []struct {
		name         string
		view         []float64
		n            int
		over, lo, hi float64
	}{
		{"by launch", []float64{50, 60, 70, 80, 90, 100}, 6, 50, 50, 50},
		{"by launch, not by rank", []float64{100, 90, 80, 70, 60, 50}, 6, 50, 0, 100},
		{"unequal counts", []float64{50, 55, 60}, 0, 0, 0, 0},
		{"no time", []float64{50, 55, 60, 65, 70, 0}, 0, 0, 0, 0},
	} {
		got := verdict.Compare(join(launches(c, "copy", 1000, copies...), launches(c, "view", 0, test.view...)), verdict.Goal{}, "copy")[0]
		over, back := got.Arm("copy").Cost.OverBest, got.Arm("view").Cost.OverCopy
		if got.Fastest != "view" || over.N != test.n || !near(over.Center, test.over) || !near(over.Lo, test.lo) || !near(over.Hi, test.hi) {
			t.Errorf("%s: copy over %s is %+v, want %v [%v, %v] of %d pairs", test.name, got.Fastest, over, test.over, test.lo, test.hi, test.n)
		}
		if back.N != over.N || !near(back.Center, -over.Center) || !near(back.Hi, -over.Lo) {
			t.Errorf("%s: view over copy is %+v, want the opposite of %+v", test.name, back, over)
		}
		if own := got.Arm("view").Cost.OverBest; own.N != 0 {
			t.Errorf("%s: the fastest arm costs %+v over itself", test.name, own)
		}
	}
}

// TestCostCarriesOver: reading takes both arms longer, so the factor changes with the
// reader and the difference does not.
func TestCostCarriesOver(t *testing.T) {
	c := at(48*bench.KiB, 3)
	under := func(reader float64) verdict.Arm {
		view := []float64{700, 710, 690, 705, 695, 702}
		copied := []float64{6000, 6030, 5970, 6010, 5990, 6005}
		for i := range view {
			view[i], copied[i] = view[i]+reader, copied[i]+reader
		}
		compared := verdict.Compare(join(launches(c, "copy", c.Size, copied...), launches(c, "view", 0, view...)), verdict.Goal{}, "copy")[0]
		return *compared.Arm("view")
	}
	fast, slow := under(0), under(2500)
	if !near(fast.Cost.OverCopy.Center, slow.Cost.OverCopy.Center) || !near(fast.Cost.OverCopy.Lo, slow.Cost.OverCopy.Lo) {
		t.Errorf("the difference is %+v with one reader and %+v with another", fast.Cost.OverCopy, slow.Cost.OverCopy)
	}
	if fast.Over.Center < 2*slow.Over.Center {
		t.Errorf("the factor is %v with one reader and %v with another, want a smaller one", fast.Over.Center, slow.Over.Center)
	}
}

// TestCostByDesign: the interval of a difference is of the kind that factors have.
func TestCostByDesign(t *testing.T) {
	longer := []float64{50, 51, 49, 50.5, 49.5, 50.2, 49.8, 50.1, 49.9, 50.3, 49.7, 50.4, 49.6, 50.6, 49.4, 50}
	copied := make([]float64, len(longer))
	for i, x := range longer {
		copied[i] = 10 + x
	}
	lines := join(launches(at(64, 1), "copy", 64, copied...), launches(at(64, 1), "view", 0, slices.Repeat([]float64{10}, len(longer))...))
	for _, test := range []struct {
		design result.Design
		want   interval.Estimate
	}{
		{result.Design{}, interval.Median(longer, 0.95)},
		{result.Design{Alpha: 0.01}, interval.Median(longer, 0.99)},
		{result.Design{Stop: result.Sequential}, interval.Sequence(longer, 0.01)},
	} {
		for i := range lines {
			lines[i].Design = test.design
		}
		compared := verdict.Compare(lines, verdict.Goal{}, "copy")[0]
		got := compared.Arm("copy").Cost.OverBest
		if !near(got.Center, test.want.Center) || !near(got.Lo, test.want.Lo) || !near(got.Hi, test.want.Hi) {
			t.Errorf("%+v: %+v, want %+v", test.design, got, test.want)
		}
	}
}

// TestCostByClock: the fastest arm and the differences are those by the case's clock.
func TestCostByClock(t *testing.T) {
	var lines []result.Line
	for range 6 {
		for _, arm := range []result.Line{
			{Arm: "copy", Values: []result.Value{{Unit: "ns/op", X: 100}, {Unit: "process-cpu-ns/op", X: 10}}},
			{Arm: "view", Values: []result.Value{{Unit: "ns/op", X: 50}, {Unit: "process-cpu-ns/op", X: 25}}},
		} {
			arm.Scenario, arm.Case, arm.Design.Clock = "A", at(64, 1), "process-cpu-ns/op"
			lines = append(lines, arm)
		}
	}
	c := verdict.Compare(lines, verdict.Goal{}, "copy")[0]
	if view := c.Arm("view"); c.Fastest != "copy" || view.Cost.OverBest.Center != 15 || c.Took(*view).Center != 25 {
		t.Errorf("fastest is %s and the view costs %+v, want copy and 15", c.Fastest, view.Cost)
	}
	wall := verdict.Comparison{Clock: "cpu-ns/op"}
	if took := wall.Took(verdict.Arm{Time: interval.Estimate{Center: 3, N: 1}}); took.Center != 3 {
		t.Errorf("without that clock an arm takes %v, want its wall time", took)
	}
}

// TestCostOverImpossible: an arm that read nothing is not the fastest.
func TestCostOverImpossible(t *testing.T) {
	c := at(64*bench.KiB, 1)
	lines := join(
		launches(c, "copy", c.Size, 900, 910, 920, 930, 940, 950), launches(c, "view", 0, 1, 1, 1, 1, 1, 1), launches(c, "view-next", 0, 500, 510, 520, 530, 540, 550),
		launches(c, reference.CeilingRead, 0, 400, 410, 420, 430, 440, 450), launches(c, reference.CeilingCopy, c.Size, 400, 410, 420, 430, 440, 450),
	)
	got := verdict.Compare(lines, verdict.Goal{}, "copy")[0]
	credible := got.Credible()
	if got.Fastest != "view-next" || !near(got.Arm("copy").Cost.OverBest.Center, 400) || credible.Arm("view") != nil {
		t.Errorf("fastest is %s, and copy costs %+v over it", got.Fastest, got.Arm("copy").Cost.OverBest)
	}
	if none := verdict.Compare(launches(c, reference.CeilingRead, 0, 1), verdict.Goal{}, "copy")[0]; none.Fastest != "" {
		t.Errorf("without arms the fastest is %q", none.Fastest)
	}
}

func TestLoad(t *testing.T) {
	arm := verdict.Arm{Time: interval.Estimate{Center: 9000, Lo: 8000, Hi: 10000, N: 6}, Values: map[string]interval.Estimate{
		"cpu-ns/op": {Center: 6000, Lo: 5900, Hi: 6100, N: 6}, "B/op": {Center: 49152, Lo: 49152, Hi: 49152, N: 6},
	}}
	if got := arm.At(20000); !near(got.CPUs.Center, 0.12) || !near(got.CPUs.Lo, 0.118) || !near(got.Garbage.Center, 937.5*float64(bench.MiB)) {
		t.Errorf("the load is %+v, want 0.12 CPU and 937.5 MiB/s", got)
	}
	arm.Values["gc-cpu-ns/op"] = interval.Estimate{Center: 1000, Lo: 900, Hi: 1200, N: 6}
	if got := arm.At(20000); !near(got.CPUs.Center, 0.14) || !near(got.CPUs.Hi, 0.146) {
		t.Errorf("with the collector the load is %+v, want 0.14 CPU", got)
	}
	arm.Values = nil
	if got := arm.At(1000); !near(got.CPUs.Center, 0.009) || got.Garbage.N != 0 {
		t.Errorf("by wall time alone the load is %+v, want 0.009 CPU", got)
	}
	if got := (verdict.Arm{}).At(1000); got.CPUs.N != 0 || math.IsNaN(got.CPUs.Center) {
		t.Errorf("the load of nothing is %+v", got)
	}
}
