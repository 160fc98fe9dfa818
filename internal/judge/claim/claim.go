package claim

import (
	"slices"

	"github.com/bufbench/bufbench/bench"
)

// Claim is what somebody published.
type Claim struct {
	Source  Source
	Text    string  // the claim, in our words
	Where   string  // the condition under which it was made
	Compare Compare // how to hold it against measurements; the zero value means that nothing here is comparable
	Reason  string  // why that is so
}

// Source is where a claim can be read.
type Source struct {
	Title   string // with its author or year, where the title alone says little
	Address string
}

// Compare selects the cases of a claim, and the figure to compare in them.
type Compare struct {
	Scenario string
	Axes     []bench.Axis // all further axes of the case; nil is a case without any
	From, To bench.Bytes  // its sizes, both ends included
	Passes   int
	Figure   Figure
}

// Figure is what was claimed: a range of factors or of times.
type Figure struct {
	Of     string  // arm or reference whose time is asked for
	Over   string  // what its time is compared with: an arm, a reference or Ceiling; "" asks for the time itself
	Lo, Hi float64 // how many times faster Of is than Over, or its time in ns; a Hi of 0 is no upper end
}

// Ceiling stands for the best time of this machine for the same copying and reading of
// plain Go memory, measured in the same rounds (see [verdict.Arm] Share). A figure may
// compare a time with it.
const Ceiling = "ceiling"

// By how much a single published figure may be missed on another machine: what
// separates two machines moves a ratio of two times on one of them less than
// it moves the times. Where both lie is a convention of ours; the range that
// comes of it is printed with each verdict.
const (
	RatioSlack = 1.5
	TimeSlack  = 2
)

// times is a single published factor.
func times(of, over string, x float64) Figure {
	return Figure{of, over, x / RatioSlack, x * RatioSlack}
}

// nanoseconds is a single published time.
func nanoseconds(of string, ns float64) Figure {
	return Figure{of, "", ns / TimeSlack, ns * TimeSlack}
}

// faster is a claim without a figure.
func faster(of, over string) Figure { return Figure{Of: of, Over: over, Lo: 1} }

// uncopied is the claim that an arm copies nothing: it takes no longer than
// reading as much plain memory. One that copied would take twice as long or
// more.
func uncopied(of string) Figure { return Figure{Of: of, Over: Ceiling, Lo: 1 / RatioSlack} }

// Comparable reports whether a scenario of ours can judge c.
func (c Claim) Comparable() bool { return c.Compare.Scenario != "" }

// speaksOf reports whether a claim is about a case.
func (c Compare) speaksOf(scenario string, of bench.Case) bool {
	return scenario == c.Scenario && of.Passes == c.Passes && of.Size >= c.From && of.Size <= c.To && slices.Equal(of.Axes, c.Axes)
}
