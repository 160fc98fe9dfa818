package main

import (
	"math"
	"time"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// abRule is when a benchmark of ab has enough pairs.
type abRule struct {
	goal    compare.Goal
	family  int // how many benchmarks are judged together
	count   int // pairs, whatever they say; 0 is until they suffice
	maxTime time.Duration
	layouts int
	exact   bool // values are counts, which may be the same in every launch
	// sameCode reports whether both sides of the benchmark with an index run the same
	// code. Nothing is judged of it, so that its difference need not be known as closely.
	sameCode func(i int) bool

	next  map[*alternate.Series]int  // when to look again
	limit map[*alternate.Series]bool // those that were measured for as long as they may take
}

// newABRule is the rule before anything is measured.
func newABRule(r abRule) *abRule {
	r.next, r.limit = map[*alternate.Series]int{}, map[*alternate.Series]bool{}
	return &r
}

// stop is why a series has no more pairs; where that is an interrupt, it is one
// more look.
func (r *abRule) stop(s *alternate.Series) result.Stop {
	switch {
	case r.count > 0 || r.layouts > 0:
		return result.Fixed
	case r.limit[s]:
		return result.Limit
	}
	return result.Early
}

// turns is how often each layout is measured at most.
const turns = 40

// abOvertime is how many times the longest time a benchmark may take to have the
// fewest pairs that give an interval.
const abOvertime = 6

// sameCodeShare is the part of the longest time that a benchmark is measured for if both
// sides run the same code, and fewestSame the fewest pairs then.
const sameCodeShare, fewestSame = 10, 3

// enough is the rule. Verdicts are corrected for all benchmarks of the table, of
// which that for the first step of the correction is the strictest: evidence that
// suffices for it suffices at whatever step it comes to be. Half of the level is
// for the looks on the way, half for the one at the end of the time.
func (r *abRule) enough(s *alternate.Series) bool {
	n := len(s.Pairs)
	switch {
	case r.layouts > 0 && n%r.layouts != 0:
		return false // each layout is to be seen equally often
	case r.count > 0:
		return n >= r.count
	case r.layouts > 0:
		return n >= turns*r.layouts || s.Spent >= r.maxTime
	case s.Spent >= abOvertime*r.maxTime:
		r.limit[s] = true
		return true
	}
	floor := interval.SequenceFloor(verdict.SequentialAlpha)
	switch {
	case r.exact && n == match.FewestCounts:
		return constant(s)
	case r.sameCode != nil && r.sameCode(s.Index) && n >= fewestSame && s.Spent >= r.maxTime/sameCodeShare:
		r.limit[s] = true
		return true
	case n < floor:
		return false
	case s.Spent >= r.maxTime:
		r.limit[s] = true
		return true
	case n < r.next[s]:
		return false
	}
	r.next[s] = n + 1 + n/20 // looking takes time itself
	return r.decided(s)
}

// constant reports whether the first unit of each side never varied.
func constant(s *alternate.Series) bool {
	unit := s.Pairs[0].Values[alternate.Base][0].Unit
	first := s.Pairs[0]
	for _, p := range s.Pairs {
		base, head, ok := p.Get(unit)
		if wasBase, wasHead, _ := first.Get(unit); !ok || base != wasBase || head != wasHead {
			return false
		}
	}
	return true
}

// decided reports whether the time, or else the first metric of a benchmark that
// reports none, is decided and its size known well enough.
func (r *abRule) decided(s *alternate.Series) bool {
	logs := s.Each(s.Pairs[0].Values[alternate.Base][0].Unit, logRatio)
	for _, x := range logs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return len(logs) >= 2*interval.SequenceFloor(verdict.SequentialAlpha) // no ratio, and so no interval
		}
	}
	g := verdict.Goal{Margin: r.goal.Margin}
	early := result.Design{Stop: result.Early}
	j := g.JudgeBy(logs, early)
	return j.Word == verdict.Same || verdict.P(logs, early) <= r.goal.Alpha/float64(r.family) && g.Sharp(j)
}

func logRatio(base, head float64) float64 { return math.Log(head / base) }
