package main

import (
	"fmt"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// stopping is when a case has been measured enough: after a fixed number of
// launches, or when every arm's factor is as narrow as asked for.
type stopping struct {
	fixed   int // launches; 0: measured until sharp
	goal    verdict.Goal
	maxTime time.Duration
	strict  bool          // not a moment longer, however few launches that makes
	refine  time.Duration // for each break-even; 0 leaves it as it is
	vary    bool          // see what would change the answer
	budget  time.Duration // of the whole run; 0: every case has its own
}

func (q request) stopping() stopping {
	s := stopping{fixed: q.fixed(), goal: q.Goal, maxTime: q.MaxTime, strict: q.MaxTimeGiven, budget: q.Budget}
	if s.fixed == 0 {
		s.refine, s.vary = q.Refine, q.Vary && q.Bench == ""
	}
	return s
}

// designed notes on lines how they came about.
func (s stopping) designed(lines []result.Line) []result.Line {
	stop := result.Sequential
	if s.fixed > 0 {
		stop = result.Fixed
	}
	for i := range lines {
		lines[i].Design.Stop, lines[i].Design.Alpha = stop, s.alpha()
	}
	return lines
}

// least is how many launches it takes to have an interval to show.
func (s stopping) least() int { return interval.SequenceFloor(s.alpha()) }

// alpha is the level of the intervals.
func (s stopping) alpha() float64 {
	switch {
	case s.goal.Alpha != 0:
		return s.goal.Alpha
	case s.fixed > 0:
		return verdict.FixedAlpha
	}
	return verdict.SequentialAlpha
}

// plan says how long the run is going to take.
func (s stopping) plan(p runner.Plan) string {
	if s.fixed > 0 {
		return fmt.Sprintf("%s each, about %s", count(s.fixed, "launch", "launches"), runner.Estimate(p, s.fixed, 0).Round(time.Second))
	}
	if s.budget > 0 {
		return fmt.Sprintf("%s for all, spent where intervals are widest", s.budget)
	}
	launches := s.least()
	if s.strict {
		launches = 1
	}
	most := runner.Estimate(p, launches, s.maxTime) + s.beyond(p)
	return fmt.Sprintf("each until every factor is within ±%g %%, about %s at most", s.goal.Precision*100, most.Round(time.Second))
}

// beyond is how long what is measured beyond the grid may take: every
// break-even its time, and the case in the middle under other conditions.
func (s stopping) beyond(p runner.Plan) (most time.Duration) {
	for _, t := range p.Tasks {
		if s.vary {
			most += time.Duration(len(others)) * s.maxTime / sideline
		}
		passes, sizes := map[string]bool{}, map[string]bool{}
		for _, c := range t.Cases {
			sizes[fmt.Sprint(c.Axes)] = true
			passes[fmt.Sprint(c.Axes, c.Size)] = true
		}
		for _, class := range t.Info.Class {
			places := map[bench.Class]int{bench.BreakEvenSize: len(sizes), bench.BreakEvenPasses: len(passes)}[class]
			most += time.Duration(places*len(t.Info.Asked())) * s.refine
		}
	}
	return most
}

// enough is the rule of a session. It looks after every launch, which the
// intervals allow.
func (s *session) enough(p runner.Progress) bool {
	name, r := key(p.Scenario, p.Case), s.refined(p.Scenario)
	if want := r.wanted[name]; want > 0 && s.budget == nil {
		return p.Launches >= want
	}
	stop := s.stop
	if r.silent[p.Case.String()] {
		stop.maxTime /= sideline
	}
	switch {
	case s.budget != nil && !s.afforded(p):
		return false
	case s.budget == nil && (p.Launches == 0 || !stop.reached(p, s.paired[name], s.output.Versus)):
		return false
	}
	c := verdict.CompareOver(s.lines[name], s.paired[name], s.stop.goal, s.output.Versus)[0]
	s.progress.line(report.Brief(c.Credible()))
	return true
}

// sideline is how much less time a case has that tells only what would change
// the answer.
const sideline = 3

func (s stopping) reached(p runner.Progress, lines []result.Line, against string) bool {
	switch {
	case s.fixed > 0:
		return p.Launches >= s.fixed
	case p.Launches < s.least() && !s.strict:
		return p.Spent >= overtime*s.maxTime
	case p.Launches < s.least(): // also where there is nothing to compare
		return p.Spent >= s.maxTime
	}
	return p.Spent >= s.maxTime || s.goal.Reached(lines, against)
}

// overtime is how many times its time a case may take for the sake of an
// interval: one whose lives take seconds is left without one.
const overtime = 15

// disturbed says what disturbed the run, where that may have spoiled it.
func (s *session) disturbed() {
	d := machine.Disturbed("/").Since(s.before)
	if s.struck.samples > 0 {
		s.file.Note("preempted %.2g %% of %d samples", 100*float64(s.struck.preempted)/float64(s.struck.samples), s.struck.samples)
	}
	if d.Throttles > 0 {
		s.warn("the control group was out of its quota of CPU %s, for %s: wall times hold that waiting, CPU times do not (give it more, or see -max-time)",
			count(int(d.Throttles), "time", "times"), d.Throttled.Round(time.Millisecond))
	}
	slept, set := machine.ReadClocks().Since(s.clocks)
	if slept > time.Second {
		s.warn("the machine was suspended for %s: what was measured then may be cold, and is kept", slept.Round(time.Second))
	}
	if set.Abs() > time.Second {
		s.warn("the clock was set by %s during the run: the date in the name of the results is the old one, and no time was measured by it", set.Round(time.Second))
	}
	if d.Stolen > 100*time.Millisecond {
		s.warn("other guests of this machine took %s of its processors", d.Stolen.Round(10*time.Millisecond))
	}
}

// warn says something on standard error and in the file.
func (s *session) warn(format string, args ...any) {
	s.progress.say("warning: "+format, args...)
	s.file.Event("warning: "+format, args...)
}
