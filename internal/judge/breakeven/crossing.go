package breakeven

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Rival is one of the two, or neither.
type Rival string

// The rivals.
const (
	Nobody Rival = ""
	View   Rival = "view"
	Copy   Rival = "copy"
)

// Crossing is where the rivals cost the same: N* or K*.
type Crossing struct {
	// At is the break-even X, with the interval in which another run of the same
	// machine finds it too. Without a model its middle is no measurement.
	At interval.Estimate

	// Run is the same by the launches of this run alone, which further launches
	// narrow. Without a model its interval is the bracket.
	Run interval.Estimate

	Winner Rival      // who wins above it; the other wins below
	Within [2]float64 // the nearest places measured that different rivals are shown to win
	Model  bool       // a line through the differences near by holds, and At is its zero
}

// bracket is two spots, by index, with different winners. No spot between them has a
// winner.
type bracket struct {
	left, right int
	winner      Rival // of the right one
}

// brackets finds where the winner changes. A run of places that one rival wins
// by less than the margin everywhere is no change: a difference so small may
// be the harness's.
func brackets(stated []Place, margin float64) []bracket {
	var found []bracket
	runs := runs(stated, margin)
	for i := 1; i < len(runs); i++ {
		found = append(found, bracket{left: runs[i-1].last, right: runs[i].first, winner: runs[i].winner})
	}
	return found
}

// run is neighbours that one rival wins; others between them are undecided.
type run struct {
	first, last int
	winner      Rival
	matters     bool // somewhere it wins by more than the margin
}

// runs returns the runs that matter. Neighbours with the same winner are joined.
func runs(stated []Place, margin float64) []run {
	var all []run
	join := func(r run) {
		if last := len(all) - 1; last >= 0 && all[last].winner == r.winner {
			all[last].last, all[last].matters = r.last, all[last].matters || r.matters
			return
		}
		all = append(all, r)
	}
	for i, p := range stated {
		if w := p.winner(); w != Nobody {
			join(run{i, i, w, math.Abs(math.Log(p.Faster.Center)) > math.Log1p(margin)})
		}
	}
	found := all
	all = nil
	for _, r := range found {
		if r.matters {
			join(r)
		}
	}
	return all
}

// cross narrows a bracket down by a line through the differences about it, of
// the most places, up to three on either side, that lie on one.
func cross(all []spot, b bracket, s Search) Crossing {
	within := [2]float64{all[b.left].x, all[b.right].x}
	c := Crossing{Winner: b.winner, Within: within}
	var window []spot
	for reach := 3; reach > 0 && !c.Model; reach-- {
		window = resampled(all[max(0, b.left-reach+1):min(len(all), b.right+reach)])
		c.Run, c.Model = zero(window, within, s)
	}
	if !c.Model {
		c.Run = interval.Estimate{Center: between(within[0], within[1]), Lo: within[0], Hi: within[1], Confidence: s.Confidence}
		c.Run.N = min(all[b.left].ratio.n, all[b.right].ratio.n)
	}
	c.At = again(c, window, firm(all, b, s), s)
	return c
}

// zero is where the line through the differences is 0; not ok where no line
// holds or its zero lies outside.
func zero(window []spot, within [2]float64, s Search) (at interval.Estimate, ok bool) {
	if len(window) < fewest {
		return at, false
	}
	differences := marks(window, differing)
	l := straight(differences)
	center := l.root()
	if !l.holds(differences) || !(within[0] <= center && center <= within[1]) {
		return at, false
	}
	at = spread(center, lines(window, differing), func(d line) float64 { return d.rootWithin(within, l.slope > 0) }, s)
	at.Lo, at.Hi, at.N = max(at.Lo, within[0]), min(at.Hi, within[1]), launches(window)
	return at, true
}

// rootWithin is the root of a line that should rise or fall. If the root lies outside of
// the bracket, it is the nearer end: the winners at the ends are known.
func (l line) rootWithin(within [2]float64, rises bool) float64 {
	root := l.root()
	switch {
	case math.IsNaN(root):
		return root
	case (l.over(within[0]) >= 0) == rises:
		return within[0]
	case (l.over(within[1]) <= 0) == rises:
		return within[1]
	}
	return root
}

// between is the place halfway between two, as factors go.
func between(a, b float64) float64 {
	if a <= 0 {
		return b / 2
	}
	return math.Sqrt(a) * math.Sqrt(b) // each by itself: the product may overflow
}
