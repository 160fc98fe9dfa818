package session

import (
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// designed notes on lines how they came about.
func (s Spec) designed(lines []result.Line) []result.Line {
	stop := result.Sequential
	if s.fixed() > 0 {
		stop = result.Fixed
	}
	for i := range lines {
		lines[i].Design.Stop, lines[i].Design.Alpha = stop, s.alpha()
	}
	return lines
}

// floor is how many launches it takes to have an interval to show.
func (s Spec) floor() int { return interval.SequenceFloor(s.alpha()) }

// alpha is the level of the intervals.
func (s Spec) alpha() float64 {
	switch {
	case s.Policy.Goal.Alpha != 0:
		return s.Policy.Goal.Alpha
	case s.fixed() > 0:
		return verdict.FixedAlpha
	}
	return verdict.SequentialAlpha
}

// refines reports whether cases beyond the grid are measured to narrow break-evens.
func (s Spec) refines() bool { return s.fixed() == 0 && s.Policy.Refine > 0 }

// varies reports whether a case is measured under other conditions too.
func (s Spec) varies() bool { return s.fixed() == 0 && s.Policy.Vary && s.Select.Match == "" }

// overtime is how many times its time a case may take to have an interval. A case whose
// operations take seconds is left without one.
const overtime = 15

// reached reports whether a case has been measured enough, if nothing beyond it matters.
// The intervals allow to look after every launch.
func (s Spec) reached(p runner.Progress, lines []result.Line) bool {
	limit := s.Policy.MaxTime
	switch {
	case s.fixed() > 0:
		return p.Launches >= s.fixed()
	case p.Launches < s.floor() && !s.Policy.Strict:
		return p.Spent >= overtime*limit
	case p.Launches < s.floor(): // also if there is nothing to compare
		return p.Spent >= limit
	}
	return p.Spent >= limit || s.Policy.Goal.Reached(lines, s.Versus)
}
