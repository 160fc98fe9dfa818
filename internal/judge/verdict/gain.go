package verdict

import (
	"math"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Gain is what the fastest arm of a case saves.
type Gain struct {
	Case   bench.Case
	Clock  string            // unit of the clock
	Best   string            // the fastest arm
	Than   string            // the copy, or the second fastest arm if the copy is the fastest or was not measured; empty without one
	Saves  interval.Estimate // ns of that clock by which an operation of Than takes longer; N is 0 where they are not paired
	Danger bool              // the fastest arm does not copy: its result depends on the owner
	Safe   Safe              // a copy that is faster than the usual one; the zero value without one, or without danger
}

// Safe is the fastest arm that copies, apart from the usual copy.
type Safe struct {
	Arm   string
	Costs interval.Estimate // ns over the fastest arm
	Share float64           // of the gain of the fastest arm; 1 is all of it
}

// GainOf is what the fastest arm of a case saves. Rivals say which arms copy. It is not
// ok without arms.
func GainOf(c Comparison, rivals []bench.Rival) (g Gain, ok bool) {
	if c.Fastest == "" {
		return g, false
	}
	g = Gain{Case: c.Case, Clock: c.Clock, Best: c.Fastest, Than: yardstick}
	if c.Fastest == yardstick || c.Arm(yardstick) == nil {
		g.Than = c.next(c.Fastest)
	}
	if than := c.Arm(g.Than); than != nil {
		g.Saves = than.Cost.OverBest
	}
	g.Danger = !copies(rivals, g.Best)
	if g.Danger && g.Than == yardstick && g.Word() == g.Best {
		g.Safe = g.safest(c, rivals)
	}
	return g, true
}

// gains are those of all cases.
func gains(cases []Comparison, rivals []bench.Rival) []Gain {
	var all []Gain
	for _, c := range cases {
		if g, ok := GainOf(c, rivals); ok {
			all = append(all, g)
		}
	}
	return all
}

// copies reports whether an arm is known to copy.
func copies(rivals []bench.Rival, arm string) bool {
	return arm == yardstick || slices.ContainsFunc(rivals, func(r bench.Rival) bool { return r.Name == arm && r.Kind == bench.Copy })
}

// safest is the fastest arm that copies and is shown to be faster than the usual copy.
func (g Gain) safest(c Comparison, rivals []bench.Rival) (s Safe) {
	least := math.Inf(1)
	for _, a := range c.Arms {
		cost := a.Cost.OverBest
		if a.Name == yardstick || !copies(rivals, a.Name) || !(a.Cost.OverCopy.Hi < 0) || cost.N == 0 || cost.Center >= least {
			continue
		}
		least = cost.Center
		s = Safe{Arm: a.Name, Costs: cost, Share: min(1, 1-cost.Center/g.Saves.Center)}
	}
	return s
}

// The words of a gain and of a [Cell] without a winner.
const (
	Tied = "tie"             // the interval holds "no difference"
	Open = string(Undecided) // there is no interval
)

// Word is the fastest arm if it is shown to be faster, or else "tie" or "undecided".
func (g Gain) Word() string {
	switch {
	case !known(g.Saves):
		return Open
	case !(g.Saves.Lo > 0):
		return Tied
	}
	return g.Best
}

// known reports whether an estimate has an interval.
func known(e interval.Estimate) bool { return e.N > 0 && !math.IsInf(e.Hi, 0) && !math.IsNaN(e.Center) }

// Of is a gain beside a person's own reading of the bytes, at a speed in bytes per
// second. Reading is how long that takes, in ns. Share is how much of reading and copying
// together the fastest arm saves.
func (g Gain) Of(speed float64) (reading, share float64) {
	reading = float64(g.Case.Consumed()) / speed * 1e9
	return reading, g.Saves.Center / (reading + g.Saves.Center)
}
