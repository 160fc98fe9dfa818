package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// budget deals out a time that is given to the whole run. Each scenario has a
// share by how long a launch of all its cases is likely to take; what one leaves
// goes to those behind it.
type budget struct {
	now   func() time.Time
	until time.Time            // of the run
	ends  map[string]time.Time // of scenarios that have begun
	left  []weighed            // scenarios that have not
}

// weighed is a scenario with the weight of its share.
type weighed struct {
	name   string
	weight float64
}

// newBudget gives a plan a time, from now on.
func newBudget(all time.Duration, p runner.Plan, now func() time.Time) *budget {
	b := &budget{now: now, until: now().Add(all), ends: map[string]time.Time{}}
	for _, t := range p.Tasks {
		one := p
		one.Tasks = []runner.Task{t}
		b.left = append(b.left, weighed{t.Info.Name, max(runner.Estimate(one, 1, 0).Seconds(), 1e-3)})
	}
	return b
}

// end is when a scenario's share is used up. The first question begins it.
func (b *budget) end(scenario string) time.Time {
	if end, begun := b.ends[scenario]; begun {
		return end
	}
	at := slices.IndexFunc(b.left, func(w weighed) bool { return w.name == scenario })
	if at < 0 {
		return b.until
	}
	all := 0.
	for _, w := range b.left[at:] {
		all += w.weight
	}
	share := b.left[at].weight / all
	b.left = b.left[at+1:]
	rest := max(0, b.until.Sub(b.now()))
	b.ends[scenario] = b.now().Add(time.Duration(share * float64(rest)))
	return b.ends[scenario]
}

// over reports whether a scenario's share is used up.
func (b *budget) over(scenario string) bool { return !b.now().Before(b.end(scenario)) }

// afforded is the rule of a session with a budget: a case has been measured
// enough when its scenario's share is used up, but once at least, or when its
// factors are narrow enough. What is left of the share then goes to the widest
// (see [session.widest]).
func (s *session) afforded(p runner.Progress) bool {
	name := key(p.Scenario, p.Case)
	if p.Launches == 0 {
		return false
	}
	if s.budget.over(p.Scenario) {
		return true
	}
	if want := s.refined(p.Scenario).wanted[name]; want > 0 {
		return p.Launches >= want
	}
	return p.Launches >= s.stop.least() && s.stop.goal.Reached(s.paired[name], s.output.Versus)
}

// atOnce is how many cases are measured on at once: as many as share a launch.
const atOnce = 8

// widest are the cases of a scenario that gain most from further launches, while
// there is time: those whose verdict is open, and then those with the widest
// intervals.
func (s *session) widest(t runner.Task, r *refinement) []bench.Case {
	if s.budget == nil || s.budget.over(t.Info.Name) {
		return nil
	}
	type wide struct {
		at   bench.Case
		half float64
	}
	var all []wide
	for _, c := range slices.Concat(t.Cases, r.added) {
		name := key(t.Info.Name, c)
		if n := s.launches[name]; n > 0 && n >= r.wanted[name] { // what was wanted before came
			all = append(all, wide{c, s.width(name)})
		}
	}
	slices.SortStableFunc(all, func(a, b wide) int { return cmp.Compare(b.half, a.half) })
	var cases []bench.Case
	for _, w := range all[:min(atOnce, (len(all)+1)/2)] {
		name := key(t.Info.Name, w.at)
		r.wanted[name] = s.launches[name] + max(1, s.stop.least()/2)
		cases = append(cases, w.at)
	}
	return cases
}

// width is half the widest interval of a case's factors, as a logarithm; it is
// infinite while a verdict is open.
func (s *session) width(name string) float64 {
	half := 0.
	for _, a := range verdict.CompareOver(s.lines[name], s.paired[name], s.stop.goal, s.output.Versus)[0].Arms {
		switch {
		case a.Against.Word == verdict.Undecided:
			return math.Inf(1)
		case a.Factor.Lo > 0:
			half = max(half, math.Log(a.Factor.Hi/a.Factor.Lo)/2)
		}
	}
	return half
}

// text says how long the run still takes.
func (b *budget) text() string {
	return fmt.Sprintf("  %s left", max(0, b.until.Sub(b.now())).Round(time.Second))
}
