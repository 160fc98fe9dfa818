package verdict

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Cost is how much longer an operation of an arm takes than one of another arm, in
// nanoseconds of the case's clock.
//
// Each launch gives one difference, between the times in its two lines. The centre and
// the interval of the differences are found as those of a factor are found from log
// ratios: by the same method, at the same level, from the same launches. The fastest arm
// is chosen by the same launches, so a cost over it is a little too large if arms are
// nearly as fast.
//
// Note: a factor depends on the speed of the reader, because both arms read. The
// difference leaves the reading out, and carries over to another reader.
type Cost struct {
	OverBest interval.Estimate // than the fastest arm; N is 0 for that one
	OverCopy interval.Estimate // than the copy, below 0 if the arm is faster; N is 0 for the copy
}

// cost chooses the fastest arm and finds the costs of all arms.
func (c *Comparison) cost(s *sheet) {
	c.Fastest = c.next("")
	for i := range c.Arms {
		a := &c.Arms[i]
		if a.Name != c.Fastest {
			a.Cost.OverBest = s.longer(a.Name, c.Fastest, c.Clock)
		}
		if a.Name != yardstick {
			a.Cost.OverCopy = s.longer(a.Name, yardstick, c.Clock)
		}
	}
}

// next is the fastest arm but one. Arms that are faster than the machine do not count.
func (c *Comparison) next(but string) string {
	name, least := "", math.Inf(1)
	for _, a := range c.Arms {
		if t := c.Took(a); a.Name != but && t.N > 0 && t.Center < least && !c.Impossible(a) {
			name, least = a.Name, t.Center
		}
	}
	return name
}

// Took is the time of an arm by the case's clock; wall time if that clock did not run.
func (c *Comparison) Took(a Arm) interval.Estimate {
	if t := a.Values[c.Clock]; t.N > 0 {
		return t
	}
	return a.Time
}
