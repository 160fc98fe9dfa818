package breakeven

// Word is what an answer comes to.
type Word int

// The words. The one that nothing supports is the zero value.
const (
	Undecided      Word = iota // too little is known, see Answer.Next
	Crosses                    // different rivals win at different X, see Answer.Crossings
	ViewNeverLoses             // in the range measured
	CopyNeverLoses             // in the range measured
	Tie                        // nowhere do the rivals differ by more than Search.Margin
	NoModel                    // the winner changes, but where is known from Crossing.Within and Places only
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

// Answer is the result of [Find]: who wins at which X.
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

// Closest is the place at which the rival that never loses comes nearest to it, by the
// interval. It is the zero Place for other words.
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
