package session

import (
	"fmt"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// estimate says how long the run is going to take.
func (s Spec) estimate(p runner.Plan) string {
	if n := s.fixed(); n > 0 {
		return fmt.Sprintf("%s each, about %s", count(n, "launch", "launches"), runner.Estimate(p, n, 0).Round(time.Second))
	}
	if s.Policy.Budget > 0 {
		return fmt.Sprintf("%s for all, spent where intervals are widest", s.Policy.Budget)
	}
	launches := s.floor()
	if s.Policy.Strict {
		launches = 1
	}
	limit := runner.Estimate(p, launches, s.Policy.MaxTime) + s.beyond(p)
	return fmt.Sprintf("each until every factor is within ±%g %%, about %s at most", s.Policy.Goal.Precision*100, limit.Round(time.Second))
}

// beyond is how long the cases beyond the grid may take: every break-even its time, and
// the case in the middle under other conditions.
func (s Spec) beyond(p runner.Plan) (limit time.Duration) {
	for _, t := range p.Tasks {
		if s.varies() {
			limit += time.Duration(len(otherConditions)) * s.Policy.MaxTime / sideline
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

// count is a number of things in words.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
