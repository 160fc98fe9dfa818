package session

import (
	"fmt"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/runs/truth"
)

// estimate says how long the run is going to take, and tests whether identical code is
// compared at its end.
func (s Spec) estimate(p runner.Plan, tests bool) string {
	switch n := s.fixed(); {
	case n > 0:
		return fmt.Sprintf("%s each, about %s", count(n, "launch", "launches"), s.duration(p, tests).Round(time.Second))
	case s.Policy.Budget > 0:
		return fmt.Sprintf("%s for all, spent where intervals are widest", s.Policy.Budget)
	}
	return fmt.Sprintf("each until every factor is within ±%.6g %%, about %s at most", s.Policy.Goal.Precision*100, s.duration(p, tests).Round(time.Second))
}

// duration is how long a run without a budget may take: its cases, those beyond the
// grid, launches that time nothing, and the self-test.
func (s Spec) duration(p runner.Plan, tests bool) (took time.Duration) {
	switch n := s.fixed(); {
	case n > 0:
		took = runner.Estimate(p, n, 0)
	case s.Policy.Strict:
		took = runner.Estimate(p, 1, s.Policy.MaxTime) + s.beyond(p)
	default:
		took = runner.Estimate(p, s.floor(), s.Policy.MaxTime) + s.beyond(p)
	}
	took += s.aside(p)
	if tests {
		took += truth.SelfTestTime(took)
	}
	return took
}

// aside is the time of the launches for memory: one for the memory that views retain, and
// some for the peak of each arm.
func (s Spec) aside(p runner.Plan) (limit time.Duration) {
	for _, t := range p.Tasks {
		limit += time.Duration(1+p.Peaks*len(t.Rivals)) * asideLaunch
	}
	return limit
}

// asideLaunch is about how long such a launch takes, most of it the start of a process
// and making sources of a MiB.
const asideLaunch = 150 * time.Millisecond

// beyond is how long the cases beyond the grid may take: every break-even its time, and
// the case in the middle under other conditions.
func (s Spec) beyond(p runner.Plan) (limit time.Duration) {
	for _, t := range p.Tasks {
		if s.varies() {
			limit += s.sidelines(p, t)
		}
		if !s.refines() {
			continue
		}
		passes, sizes := map[string]bool{}, map[string]bool{}
		for _, c := range t.Cases {
			sizes[fmt.Sprint(c.Axes)] = true
			passes[fmt.Sprint(c.Axes, c.Size)] = true
		}
		for _, class := range t.Info.Class {
			places := map[bench.Class]int{bench.BreakEvenSize: len(sizes), bench.BreakEvenPasses: len(passes)}[class]
			limit += time.Duration(places*len(t.Info.Asked())) * s.Policy.Refine
		}
	}
	return limit
}

// sidelines is how long the case in the middle takes under other conditions: each its
// time, or as long as the launches of an interval take.
func (s Spec) sidelines(p runner.Plan, t runner.Task) (limit time.Duration) {
	pivot, known := verdict.Pivot(t.Cases)
	if !known {
		return 0
	}
	each := s.Policy.MaxTime / sideline
	for _, c := range besides(t, pivot, s.Conditions.Reader != launch.NoReader) {
		one := p
		one.Tasks = []runner.Task{{Rivals: t.Rivals, Cases: []bench.Case{c}}}
		took := each
		if !s.Policy.Strict {
			took = max(each, min(time.Duration(s.floor())*washing(p, t, c)+runner.Estimate(one, s.floor(), 0), overtime*each))
		}
		limit += took
	}
	return limit
}

// washing is how long a launch of a case reads other memory between its samples, at
// 5 GB/s. Only cold cases do.
func washing(p runner.Plan, t runner.Task, c bench.Case) time.Duration {
	if c.Get(bench.Cache) != bench.CacheCold {
		return 0
	}
	const rounds, ceilings = 9, 3
	samples := launch.BlocksMin * rounds * (len(t.Rivals) + ceilings)
	return time.Duration(float64(samples) * float64(launch.Wash(p.Cache)) / 5e9 * float64(time.Second))
}

// count is a number of things in words.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
