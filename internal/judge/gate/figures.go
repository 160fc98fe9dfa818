package gate

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/compare"
)

// Figures are the figures of an outcome. One of the fields is set, but none is for a row
// that was not measured now.
type Figures struct {
	Cases    []CaseFigures // of a claim about values or ratios: the worst cases
	More     int           // how many cases are as bad as those, and left out
	Row      *RowFigures   // of a row of the baseline
	Reach    *Reach        // of a claim about a break-even
	Machines *Machines     // of a claim that was skipped
}

// CaseFigures are the figures of a claim in one case.
type CaseFigures struct {
	Name           string // of the benchmark
	Unit           string
	Versus         string  // the rival, if the figures are of a ratio
	Center, Lo, Hi float64 // of the value or of the ratio
	P              float64 // that the bound is not passed, by chance alone
	N              int     // values
	Exact          bool    // nothing varies
}

// RowFigures are a row of the baseline beside what was measured now.
type RowFigures struct {
	Table     *compare.Table
	Base, Now *compare.Cell
	Reason    compare.Reason // why they are undecided
	Fraction  bool           // one line of a count has a fraction, which depends on the length of the run
}

// Machines are two machines: that of a claim, and that of the results.
type Machines struct {
	Claimed  string
	Measured string // empty if the results do not name it
}

// Reach says whether the view never loses from a size on.
type Reach struct {
	Kind     ReachKind
	Rest     bench.Case // what stays the same; of no size
	From     bench.Bytes
	Crossing breakeven.Crossing // of [LastCrossing]
	Place    breakeven.Place    // of [AtPlace]
	First    bench.Bytes        // of [Gap]: the smallest size measured
}

// ReachKind is the kind of a [Reach].
type ReachKind int

// The kinds.
const (
	Beyond        ReachKind = iota // nothing was measured from that size on
	Gap                            // nothing was measured from there to the first size
	LastCrossing                   // the last crossing tells
	AtPlace                        // one size tells: the view is slower there, or may be
	NowhereSlower                  // the view is nowhere slower from there on
)
