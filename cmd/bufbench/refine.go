package main

import (
	"slices"
	"strconv"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// refinement is what is measured of a scenario beyond its grid: cases around
// its break-evens, and the case in the middle under other conditions.
type refinement struct {
	begun, varied bool
	until         time.Time      // of the break-evens
	looks         int            // how often they were looked at
	wanted        map[string]int // launches of a case that was measured before and is to be measured on
	added         []bench.Case
	silent        map[string]bool // cases that nobody asked for: that they cannot be is no news
}

// looksMost ends a search that gets nowhere: each look takes two cases of every
// break-even.
const looksMost = 16

// refined is the refinement of a scenario.
func (s *session) refined(scenario string) *refinement {
	if s.refinements == nil {
		s.refinements = map[string]*refinement{}
	}
	r := s.refinements[scenario]
	if r == nil {
		r = &refinement{wanted: map[string]int{}, silent: map[string]bool{}}
		s.refinements[scenario] = r
	}
	return r
}

// more is what a session wants of a scenario when its cases are measured.
func (s *session) more(scenario string) []bench.Case {
	r := s.refined(scenario)
	if s.budget != nil && s.budget.over(scenario) {
		return nil
	}
	for _, t := range s.plan.Tasks {
		if t.Info.Name != scenario {
			continue
		}
		cases := s.narrow(t, r)
		if len(cases) == 0 && s.stop.vary && !r.varied {
			r.varied = true
			cases = s.varied(t, r)
		}
		if len(cases) == 0 {
			cases = s.widest(t, r)
		}
		s.progress.total += len(cases)
		return cases
	}
	return nil
}

// search is how break-evens are looked for.
func (s *session) search() breakeven.Search { return breakeven.Search{Seed: s.plan.Seed} }

// narrow is where break-evens are to be looked at more closely, as long as
// there is time.
func (s *session) narrow(t runner.Task, r *refinement) []bench.Case {
	if s.stop.refine == 0 || r.looks >= looksMost {
		return nil
	}
	r.looks++
	var blunt []verdict.Breakeven
	for _, b := range verdict.Breakevens(t.Info, s.linesOf(t), s.search()) {
		if !b.Sharp() {
			blunt = append(blunt, b)
		}
	}
	if !r.begun {
		r.begun, r.until = true, time.Now().Add(time.Duration(len(blunt))*s.stop.refine)
	}
	if !time.Now().Before(r.until) {
		return nil
	}
	var cases []bench.Case
	for _, b := range blunt {
		for _, x := range b.Next(2) {
			c := b.Case(x)
			if !contains(cases, c) && !s.inVain(t, r, c) {
				cases = append(cases, s.onceMore(t, r, c))
			}
		}
	}
	return cases
}

// inVain reports whether a case was wanted before and has not become what was
// wanted: it failed, or it cannot be had here.
func (s *session) inVain(t runner.Task, r *refinement, c bench.Case) bool {
	n := s.launches[key(t.Info.Name, c)]
	return n < r.wanted[key(t.Info.Name, c)] || n == 0 && contains(r.added, c)
}

func contains(cases []bench.Case, c bench.Case) bool {
	return slices.ContainsFunc(cases, func(d bench.Case) bool { return d.String() == c.String() })
}

// onceMore asks for a case: as any other if it is not measured yet, and else
// for as many launches again as an interval takes.
func (s *session) onceMore(t runner.Task, r *refinement, c bench.Case) bench.Case {
	name := key(t.Info.Name, c)
	if n := s.launches[name]; n > 0 {
		r.wanted[name] = n + s.stop.least()
		return c
	}
	r.added = append(r.added, c)
	return c
}

// others are the values under which the case in the middle is measured too.
var others = []bench.Axis{
	{Key: bench.Touch, Value: "byte"},
	{Key: bench.Order, Value: "random"},
	{Key: bench.Cache, Value: bench.CacheCold},
	{Key: bench.Cache, Value: bench.CacheFirst},
	{Key: bench.Ballast, Value: "0B"},
	{Key: bench.Align, Value: "1"},
}

// morePasses is how many passes the case in the middle is given where the grid
// has fewer.
const morePasses = 4

// varied is the case in the middle under other conditions, one at a time.
func (s *session) varied(t runner.Task, r *refinement) []bench.Case {
	pivot, ok := verdict.Pivot(t.Cases)
	if !ok || s.launches[key(t.Info.Name, pivot)] == 0 {
		return nil
	}
	var cases []bench.Case
	for _, other := range others {
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
	if most < morePasses {
		pivot.Passes = morePasses
		cases = append(cases, pivot)
	}
	cases = slices.DeleteFunc(cases, func(c bench.Case) bool { return s.launches[key(t.Info.Name, c)] > 0 })
	for _, c := range cases {
		r.silent[c.String()] = true
	}
	r.added = append(r.added, cases...)
	return cases
}

// linesOf are all lines of a scenario that can be believed, those of further
// cases behind those of the grid.
func (s *session) linesOf(t runner.Task) []result.Line {
	var lines []result.Line
	for _, c := range slices.Concat(t.Cases, s.refined(t.Info.Name).added) {
		lines = append(lines, s.lines[key(t.Info.Name, c)]...)
	}
	return slices.DeleteFunc(lines, func(l result.Line) bool { return s.withheld[l.Case.Name(l.Scenario, l.Arm)] })
}
