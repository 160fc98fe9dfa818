package ab

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// rule says when a benchmark has enough pairs.
type rule struct {
	Policy
	family  int  // how many benchmarks are judged together
	layouts int  // of each side; 0 without random layouts
	exact   bool // the values are counts, and may be the same in every launch
	// sameCode reports whether both sides of a benchmark run the same code. Nothing is
	// judged of these, so their differences need not be known as closely. It may be nil.
	sameCode func(i int) bool
	// far reports whether the change of a benchmark is so large that few turns of each layout
	// tell it. It may be nil.
	far func(i int) bool

	next  map[*series]int  // the number of pairs at the next look
	limit map[*series]bool // series that have used up their time
}

// begin returns the rule before anything is measured.
func (r rule) begin() *rule {
	r.next, r.limit = map[*series]int{}, map[*series]bool{}
	return &r
}

// stop returns why a series has no more pairs. An interrupt counts as one more look.
func (r *rule) stop(s *series) result.Stop {
	switch {
	case r.Count > 0 || r.layouts > 0:
		return result.Fixed
	case r.limit[s]:
		return result.Limit
	}
	return result.Early
}

const (
	// mostTurns is how often each layout is measured at most, and farTurns how often for a far
	// change.
	mostTurns, farTurns = 40, 2
	// overtime is the maximum time of a benchmark until its first interval, as a multiple
	// of the time that it may take.
	overtime = 6
	// sameCodeShare is the divisor of the time for a benchmark with the same code on both
	// sides, and fewestSame its fewest pairs.
	sameCodeShare, fewestSame = 10, 3
)

// enough is the rule. The verdicts are corrected for all benchmarks of the table. The
// first step of that correction is the strictest, and evidence for it suffices at any
// step. Half of the level is for the looks on the way, half for the last look.
func (r *rule) enough(s *series) bool {
	n := len(s.pairs)
	switch {
	case r.layouts > 0 && n%r.layouts != 0:
		return false // each layout is measured equally often
	case r.Count > 0:
		return n >= r.Count
	case r.layouts > 0:
		return n >= r.turns(s)*r.layouts || s.spent >= r.MaxTime
	case s.spent >= overtime*r.MaxTime:
		return r.timeUp(s)
	}
	switch {
	case r.exact && n == match.FewestCounts:
		return constant(s)
	case r.sameCode != nil && r.sameCode(s.index) && n >= fewestSame && s.spent >= r.MaxTime/sameCodeShare:
		return r.timeUp(s)
	case n < interval.SequenceFloor(verdict.SequentialAlpha):
		return false
	case s.spent >= r.MaxTime:
		return r.timeUp(s)
	case n < r.next[s]:
		return false
	}
	r.next[s] = n + 1 + n/20 // a look takes time itself
	return r.decided(s)
}

// turns returns how often each layout of a series is measured at most.
func (r *rule) turns(s *series) int {
	if r.far != nil && r.far(s.index) {
		return farTurns
	}
	return mostTurns
}

func (r *rule) timeUp(s *series) bool {
	r.limit[s] = true
	return true
}

// constant reports whether the first unit never varied on either side.
func constant(s *series) bool {
	unit, first := s.unit(), s.pairs[0]
	for _, p := range s.pairs {
		base, head, ok := p.get(unit)
		if wasBase, wasHead, _ := first.get(unit); !ok || base != wasBase || head != wasHead {
			return false
		}
	}
	return true
}

// decided reports whether the first unit of a benchmark is decided, and its change is
// known closely enough.
func (r *rule) decided(s *series) bool {
	logs := s.each(s.unit(), logRatio)
	for _, x := range logs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return len(logs) >= 2*interval.SequenceFloor(verdict.SequentialAlpha) // no ratio, and so no interval
		}
	}
	g := verdict.Goal{Margin: r.Goal.Margin}
	early := result.Design{Stop: result.Early}
	j := g.JudgeBy(logs, early)
	return j.Word == verdict.Same || verdict.P(logs, early) <= r.Goal.Alpha/float64(r.family) && g.Sharp(j)
}

func logRatio(base, head float64) float64 { return math.Log(head / base) }
