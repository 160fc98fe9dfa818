package breakeven

import (
	"math"
)

// Word is what an answer comes to.
type Word int

// The words. The one that nothing supports is the zero value.
const (
	Undecided      Word = iota // too little is known, see Answer.Next
	Crosses                    // different rivals win at different X, see Answer.Crossings
	ViewNeverLoses             // in the range measured
	CopyNeverLoses             // in the range measured
	Tie                        // nowhere do the rivals differ by more than Search.Margin
	NoModel                    // the winner changes, but no line holds where it does: the places say all
)

// String is the word in words.
func (w Word) String() string {
	switch w {
	case Crosses:
		return "crosses"
	case ViewNeverLoses:
		return "the view never loses"
	case CopyNeverLoses:
		return "the copy never loses"
	case Tie:
		return "tie"
	case NoModel:
		return "no model"
	}
	return "undecided"
}

// Answer is what measurements say about who wins where.
type Answer struct {
	Word      Word
	Crossings []Crossing // in order of X; under NoModel at least one has a bracket only
	Places    []Place    // what was measured, in order of X: the evidence for every word
	Model                // what each rival's time is made of
	Warnings  []error    // points and launches that could not be used
	search    Search
}

// Find says where the rivals cost the same. Points may come in any order;
// those of the same X are joined. The same points and Search give the same
// answer.
func Find(points []Point, s Search) Answer {
	s = s.orDefaults()
	samples, warnings := pair(points)
	all := spots(samples, s)
	a := Answer{Places: places(all, s), Warnings: warnings, search: s}
	for _, b := range brackets(a.Places, s.Margin) {
		a.Crossings = append(a.Crossings, cross(all, b, s))
	}
	a.Word, a.Model = a.word(), model(resampled(all), s)
	return a
}

// word sums up places and crossings.
func (a Answer) word() Word {
	margin := 1 + a.search.Margin
	tie, view, copied := len(a.Places) > 0, len(a.Places) > 0, len(a.Places) > 0
	for _, p := range a.Places {
		tie = tie && p.tied(a.search.Margin)
		view = view && p.Faster.Lo >= 1/margin
		copied = copied && p.Faster.Hi <= margin
	}
	switch {
	case tie:
		return Tie
	case view:
		return ViewNeverLoses
	case copied:
		return CopyNeverLoses
	case len(a.Crossings) == 0:
		return Undecided
	}
	for _, c := range a.Crossings {
		if !c.Model && !a.sharp(c) {
			return NoModel
		}
	}
	return Crosses
}

// Range is the least and the greatest X measured; 0, 0 if none was.
func (a Answer) Range() (from, to float64) {
	if len(a.Places) == 0 {
		return 0, 0
	}
	return a.Places[0].X, a.Places[len(a.Places)-1].X
}

// Closest is the place at which a rival that never loses is nearest to losing:
// where the far end of its interval is lowest. It is the zero Place for other words.
func (a Answer) Closest() Place {
	var closest Place
	for i, p := range a.Places {
		switch {
		case a.Word == ViewNeverLoses && (i == 0 || p.Faster.Lo < closest.Faster.Lo),
			a.Word == CopyNeverLoses && (i == 0 || p.Faster.Hi > closest.Faster.Hi):
			closest = p
		}
	}
	return closest
}

// Forever says whether the slopes do not show that the rival which never loses
// in the range will lose above it: their difference, Model.Excess, holds 0 or
// is in its favour. It is an extrapolation, as Word is not.
func (a Answer) Forever() bool {
	switch a.Word {
	case ViewNeverLoses:
		return a.Excess.N > 0 && a.Excess.Lo <= 0
	case CopyNeverLoses:
		return a.Excess.N > 0 && a.Excess.Hi >= 0
	}
	return false
}

// Sharp says whether nothing more is asked for: every crossing's interval
// reaches at most Search.Precision from its middle, or it lies between
// neighbouring steps; or the word needs no crossing.
func (a Answer) Sharp() bool {
	for _, c := range a.Crossings {
		if !a.sharp(c) {
			return false
		}
	}
	return a.Word != Undecided
}

// sharp is Sharp for one crossing. A line that nobody tried near its zero may
// be wrong about it, so somebody must have.
func (a Answer) sharp(c Crossing) bool {
	return a.settled(c) || c.seen && width(c) <= 2*math.Log1p(a.search.Precision)
}

// settled says whether no X lies between those that are shown.
func (a Answer) settled(c Crossing) bool {
	return c.Within[1]-c.Within[0] <= a.search.Step*(1+1e-9)
}

// width is that of a crossing's interval, as a difference of logarithms.
func width(c Crossing) float64 { return math.Log(c.At.Hi) - math.Log(c.At.Lo) }
