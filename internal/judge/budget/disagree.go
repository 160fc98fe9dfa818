package budget

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Disagreement is a row of one arm with two times, from two sources. Their intervals do
// not meet.
type Disagreement struct {
	Arm           string
	Row           Row
	Priced, Other interval.Estimate
	Source        string // of Other: "samples", or "0 passes"
}

// The other sources of a row.
const (
	SamplesSource = "samples"
	UnreadSource  = "0 passes"
)

// trifle is the share of an arm's time below which sources may differ unmentioned.
const trifle = 0.05

// Disagreements compares the budget of an arm with its samples, and its price of reading
// with the same arm at 0 passes. The samples may be nil.
func (b Budget) Disagreements(s *Sampling) (all []Disagreement) {
	note := func(row Row, priced, other interval.Estimate, source string) {
		apart := priced.Lo > other.Hi || other.Lo > priced.Hi
		if apart && math.Abs(priced.Center-other.Center) > trifle*b.Time.Center {
			all = append(all, Disagreement{b.Arm, row, priced, other, source})
		}
	}
	if b.Unread != nil && !b.Differenced {
		note(Reading, partOf(b.Parts, Reading), *b.Unread, UnreadSource)
	}
	if s == nil || s.Samples < samplesLeast {
		return all
	}
	for _, row := range []Row{Allocation, Moving, System, Reading} {
		if row == Moving && (b.Work.Calls > 0 || b.Work.Pieces.Each > 0) {
			continue // C may move bytes too, and so may any loop: their functions have no names here
		}
		note(row, b.sampledAs(row), s.partOf(row, b.Time), SamplesSource)
	}
	return all
}

// partOf is the time of a row by samples, also of a row that none of them hit.
func (s Sampling) partOf(row Row, time interval.Estimate) interval.Estimate {
	for _, p := range s.Parts {
		if p.Row == row {
			return p.Time
		}
	}
	return shareOf(0, s.Samples, time)
}

// samplesLeast is the number of samples from which on they are compared with a budget.
const samplesLeast = 30

// sampledAs is the time of a budget that samples see as the row. They see a page fault in
// the function that touched the page: memmove.
func (b Budget) sampledAs(row Row) interval.Estimate {
	e := partOf(b.Parts, row)
	if row == Moving && e.Center > 0 {
		faults := partOf(b.Parts, Faults)
		e.Center, e.Lo, e.Hi = e.Center+faults.Center, e.Lo+faults.Lo, e.Hi+faults.Hi
	}
	return e
}

// partOf is the time of a row; 0 if the row has no cost.
func partOf(parts []Part, row Row) interval.Estimate {
	for _, p := range parts {
		if p.Row == row {
			return p.Time
		}
	}
	return interval.Estimate{}
}
