package compare

import "math"

// Reason is why a comparison is undecided, or why it is no all-clear. Its figures are
// those of the comparison and of its table.
type Reason int

// The reasons. The zero value is none.
const (
	NoReason   Reason = iota
	Separated         // the columns cannot be judged against each other, see [Table.Apart]
	Undirected        // it changed, and the better direction of the unit is not known
	TooFew            // the values are too few to show anything, see [Comparison.Few]
	NoRatio           // nothing is shown, and there is no ratio to a base that is not above 0
	NoInterval        // the ratio has no interval
	Wide              // the interval of the ratio reaches to both sides
	Ordered           // the values depend on the order in which they were measured
	Corrected         // the p-value says too little among all comparisons of the table
	TooNoisy          // the values vary too much to show a change of the threshold's size
)

// reason is why a comparison of the default case is undecided.
func (c *Comparison) reason() Reason {
	switch {
	case c.Few.Need > 0:
		return TooFew
	case c.Ratio.N == 0:
		return NoRatio
	case math.IsInf(c.Ratio.Hi, 1):
		return NoInterval
	}
	return Wide
}

// Few is how many values could have shown something, if those of a comparison could
// not.
type Few struct {
	Need   int  // values of each sample; 0 if there are enough
	Family int  // comparisons for which the values are corrected, if that raises the need; else 0
	Loose  bool // a weaker correction would make do with these values
}

// Separation is why times of the columns of a table cannot be judged against each
// other.
type Separation struct {
	Kind    SeparationKind
	Setting string    // of [ByMachine]: the key whose values differ, as key=value, value; or else
	Places  [2]string // two machines
}

// SeparationKind is the kind of a [Separation].
type SeparationKind int

// The kinds.
const (
	Together  SeparationKind = iota // they can be judged
	ByMachine                       // they were measured on different machines
	ByAccess                        // instructions do not tell the cost of memory, so they do not compare a copy with a view
)
