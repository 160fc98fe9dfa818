package session

import (
	"slices"
	"strconv"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// search says which cases need more launches: the rule of a run, and what is measured
// beyond the grid.
type search struct {
	spec   Spec
	plan   runner.Plan
	cells  *cells
	budget *budget // nil without one

	extras map[string]*extra // by scenario
	closed func(verdict.Comparison)
}

// extra is what is measured of a scenario beyond its grid: cases around its break-evens,
// and the case in the middle under other conditions.
type extra struct {
	released      bool // a budget goes to all cases now (see [search.waits])
	begun, varied bool
	until         time.Time      // of the break-evens
	looks         int            // how often they were looked at
	wanted        map[string]int // launches of a case that was measured before and needs more
	added         []bench.Case
	silent        map[string]bool // cases that nobody asked for: it is no news if they cannot be
}

func newSearch(s Spec, p runner.Plan, c *cells) *search {
	return &search{spec: s, plan: p, cells: c, extras: map[string]*extra{}, closed: func(verdict.Comparison) {}}
}

// maxLooks ends a search that finds nothing: each look takes two cases of every
// break-even.
const maxLooks = 16

// of is what is measured of a scenario beyond its grid.
func (s *search) of(scenario string) *extra {
	e := s.extras[scenario]
	if e == nil {
		e = &extra{wanted: map[string]int{}, silent: map[string]bool{}}
		s.extras[scenario] = e
	}
	return e
}

// further is how many cases beyond the grid were wanted so far.
func (s *search) further() (n int) {
	for _, e := range s.extras {
		n += len(e.added)
	}
	return n
}

// cases are all cases of a task that were wanted, those of the grid first.
func (s *search) cases(t runner.Task) []bench.Case {
	return slices.Concat(t.Cases, s.of(t.Info.Name).added)
}

// enough is the rule of a run.
func (s *search) enough(p runner.Progress) bool {
	name, e := runner.Key(p.Scenario, p.Case), s.of(p.Scenario)
	if want := e.wanted[name]; want > 0 && s.budget == nil {
		return p.Launches >= want
	}
	spec := s.spec
	if e.silent[p.Case.String()] {
		spec.Policy.MaxTime /= sideline
	}
	switch {
	case p.Launches == 0:
		return false
	case s.budget != nil && s.waits(p):
		return true
	case s.budget != nil && !s.afforded(p):
		return false
	case s.budget == nil && !spec.reached(p, s.cells.over[name]):
		return false
	}
	s.closed(s.cells.compare(p.Scenario, []bench.Case{p.Case}, s.spec.Policy.Goal)[0])
	return true
}

// task is what is measured of a scenario.
func (s *search) task(scenario string) (runner.Task, bool) {
	at := slices.IndexFunc(s.plan.Tasks, func(t runner.Task) bool { return t.Info.Name == scenario })
	if at < 0 {
		return runner.Task{}, false
	}
	return s.plan.Tasks[at], true
}

// sideline divides the time of a case under other conditions: it only tells about changes
// of the answer.
const sideline = 3

// more is what a run wants of a scenario when its cases are measured.
func (s *search) more(scenario string) []bench.Case {
	if s.budget != nil && s.budget.over(scenario) {
		return nil
	}
	t, ok := s.task(scenario)
	if !ok {
		return nil
	}
	e := s.of(scenario)
	cases := s.release(t, e)
	if len(cases) == 0 {
		cases = s.narrow(t, e)
	}
	if len(cases) == 0 && s.spec.varies() && !e.varied {
		e.varied = true
		cases = s.varied(t, e)
	}
	if len(cases) == 0 {
		cases = s.widest(t, e)
	}
	return cases
}

// breakevens is how break-evens are looked for.
func (s *search) breakevens() breakeven.Search { return breakeven.Search{Seed: s.plan.Seed} }

// narrow returns cases about the break-evens that are not known closely, while there is
// time.
func (s *search) narrow(t runner.Task, e *extra) []bench.Case {
	if !s.spec.refines() || e.looks >= maxLooks {
		return nil
	}
	e.looks++
	var blunt []verdict.Breakeven
	for _, b := range verdict.Breakevens(t.Info, s.cells.of(t.Info.Name, s.cases(t)), s.breakevens()) {
		if !b.Sharp() {
			blunt = append(blunt, b)
		}
	}
	if !e.begun {
		e.begun, e.until = true, time.Now().Add(time.Duration(len(blunt))*s.spec.Policy.Refine)
	}
	if !time.Now().Before(e.until) {
		return nil
	}
	var cases []bench.Case
	for _, b := range blunt {
		for _, x := range b.Next(2) {
			c := b.Case(x)
			if !contains(cases, c) && !s.inVain(t, e, c) {
				cases = append(cases, s.onceMore(t, e, c))
			}
		}
	}
	return cases
}

// inVain reports whether a case was wanted before and was not measured: it failed, or it
// cannot be measured here.
func (s *search) inVain(t runner.Task, e *extra, c bench.Case) bool {
	n := s.cells.count(t.Info.Name, c)
	return n < e.wanted[runner.Key(t.Info.Name, c)] || n == 0 && contains(e.added, c)
}

func contains(cases []bench.Case, c bench.Case) bool {
	return slices.ContainsFunc(cases, func(d bench.Case) bool { return d.String() == c.String() })
}

// onceMore asks for a case: as any other if it is not measured yet, and else for as many
// more launches as an interval takes.
func (s *search) onceMore(t runner.Task, e *extra, c bench.Case) bench.Case {
	if n := s.cells.count(t.Info.Name, c); n > 0 {
		e.wanted[runner.Key(t.Info.Name, c)] = n + s.spec.floor()
		return c
	}
	e.added = append(e.added, c)
	return c
}

// otherConditions are those under which the case in the middle is measured too.
var otherConditions = []bench.Axis{
	{Key: bench.Touch, Value: "byte"},
	{Key: bench.Order, Value: "random"},
	{Key: bench.Cache, Value: bench.CacheCold},
	{Key: bench.Cache, Value: bench.CacheFirst},
	{Key: bench.Ballast, Value: "0B"},
	{Key: bench.Align, Value: "1"},
}

// morePasses is how many passes the case in the middle is given if the grid has fewer.
const morePasses = 4

// varied is the case in the middle under other conditions, one at a time.
func (s *search) varied(t runner.Task, e *extra) []bench.Case {
	pivot, ok := verdict.Pivot(t.Cases)
	if !ok || s.cells.count(t.Info.Name, pivot) == 0 {
		return nil
	}
	cases := besides(t, pivot, s.spec.Conditions.Reader != launch.NoReader)
	cases = slices.DeleteFunc(cases, func(c bench.Case) bool { return s.cells.count(t.Info.Name, c) > 0 })
	for _, c := range cases {
		e.silent[c.String()] = true
	}
	e.added = append(e.added, cases...)
	return cases
}

// besides is a case under other conditions, one at a time and, if it is read, at more
// passes than the grid has.
func besides(t runner.Task, pivot bench.Case, reads bool) (cases []bench.Case) {
	for _, other := range otherConditions {
		at, err := strconv.Atoi(other.Value)
		unfit := err == nil && other.Key == bench.Align && bench.Bytes(at)%max(t.Info.Grid.Element, 1) != 0
		if unfit || !slices.Contains(launch.AxesOf(t.Info.Grid), other.Key) {
			continue
		}
		c := pivot
		c.Axes = append(slices.Clone(pivot.Axes), other)
		cases = append(cases, c)
	}
	most := slices.MaxFunc(t.Cases, func(a, b bench.Case) int { return a.Passes - b.Passes }).Passes
	if reads && most < morePasses {
		pivot.Passes = morePasses
		cases = append(cases, pivot)
	}
	return cases
}
