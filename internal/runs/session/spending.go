package session

import (
	"cmp"
	"math"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// afforded is the rule of a run with a budget, for a case that does not wait: it has been
// measured enough if its scenario's share is used up, but once at least, or if its factors
// are narrow enough. The widest cases get what is left of the share (see [search.widest]).
func (s *search) afforded(p runner.Progress) bool {
	name := runner.Key(p.Scenario, p.Case)
	if p.Launches == 0 {
		return false
	}
	if s.budget.over(p.Scenario) {
		return true
	}
	if want := s.of(p.Scenario).wanted[name]; want > 0 {
		return p.Launches >= want
	}
	return p.Launches >= s.spec.floor() && s.spec.Policy.Goal.Reached(s.cells.over[name], s.spec.Versus)
}

// waits reports whether a case has what it gets before the others: one launch, or an
// interval of the case in the middle. A budget buys that one first, because the overview
// shows it.
func (s *search) waits(p runner.Progress) bool {
	t, ok := s.task(p.Scenario)
	if !ok || s.of(p.Scenario).released {
		return false
	}
	middle, ok := verdict.Pivot(t.Cases)
	if ok && p.Case.String() == middle.String() {
		return p.Launches >= s.spec.floor()
	}
	return ok && s.cells.launches[runner.Key(p.Scenario, middle)] > 0 // or it may have failed
}

// release are the cases of the grid, once: none of them waits any more.
func (s *search) release(t runner.Task, e *extra) []bench.Case {
	if s.budget == nil || e.released {
		return nil
	}
	e.released = true
	return t.Cases
}

// atOnce is how many cases get further launches at once: as many as share a launch.
const atOnce = 8

// widest are the cases of a scenario that gain most from further launches, while there
// is budget: those whose verdict is open, and then those with the widest intervals.
func (s *search) widest(t runner.Task, e *extra) []bench.Case {
	if s.budget == nil || s.budget.over(t.Info.Name) {
		return nil
	}
	type wide struct {
		at   bench.Case
		half float64
	}
	var all []wide
	for _, c := range s.cases(t) {
		name := runner.Key(t.Info.Name, c)
		if n := s.cells.launches[name]; n > 0 && n >= e.wanted[name] { // what was wanted before came
			all = append(all, wide{c, s.width(t.Info.Name, c)})
		}
	}
	slices.SortStableFunc(all, func(a, b wide) int { return cmp.Compare(b.half, a.half) })
	var cases []bench.Case
	for _, w := range all[:min(atOnce, (len(all)+1)/2)] {
		name := runner.Key(t.Info.Name, w.at)
		e.wanted[name] = s.cells.launches[name] + max(1, s.spec.floor()/2)
		cases = append(cases, w.at)
	}
	return cases
}

// width is half the widest interval of a case's factors, as a logarithm. It is infinite
// while a verdict is open.
func (s *search) width(scenario string, c bench.Case) float64 {
	half := 0.
	for _, a := range s.cells.compare(scenario, []bench.Case{c}, s.spec.Policy.Goal)[0].Arms {
		switch {
		case a.Against.Word == verdict.Undecided:
			return math.Inf(1)
		case a.Factor.Lo > 0:
			half = max(half, math.Log(a.Factor.Hi/a.Factor.Lo)/2)
		}
	}
	return half
}
