package breakeven

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Model is the parts of each rival's time, with what they say beyond the range measured.
// It describes only: crossings in the range rest on the places about them.
type Model struct {
	View, Copy Fit

	// Excess is the slope of the view minus that of the copy on their last pieces, in ns per
	// unit of X: the denominator of K*. If Hi is 0 or less, the view gains for ever. If the
	// interval holds 0, neither is shown to gain. N is 0 if fewer than two places lie there.
	Excess interval.Estimate

	// Beyond is the crossing that these slopes would bring above the last X measured. N is 0
	// if they are not shown to bring one, or if no line holds there.
	Beyond interval.Estimate
}

// model fits both rivals, and their difference where both are on their last
// piece.
func model(all []spot, s Search) Model {
	m := Model{View: pieces(all, viewed, s), Copy: pieces(all, copied, s)}
	if len(all) < 2 {
		return m
	}
	last, to := 0, all[len(all)-1].x
	for all[last].x < max(final(m.View).From, final(m.Copy).From) {
		last++
	}
	tail := all[last:]
	at := marks(tail, differing)
	l, ls := straight(at), lines(tail, differing)
	m.Excess = spread(l.slope, ls, func(l line) float64 { return l.slope }, s)
	m.Excess.N = launches(tail)
	shown := m.Excess.Lo > 0 || m.Excess.Hi < 0
	if shown && len(tail) >= fewest && l.holds(at) && l.root() > to {
		m.Beyond = spread(l.root(), ls, func(d line) float64 { return d.rootBeyond(to, l.over(to) > 0) }, s)
		m.Beyond.Lo, m.Beyond.N = max(m.Beyond.Lo, to), launches(tail)
	}
	return m
}

// rootBeyond is the root of a line that should be positive at to or negative:
// to itself if it is not, and +Inf if it never will be.
func (l line) rootBeyond(to float64, positive bool) float64 {
	switch root := l.root(); {
	case math.IsNaN(root):
		return root
	case l.over(to) > 0 != positive:
		return to
	case root > to:
		return root
	}
	return math.Inf(1)
}

// final is the last piece.
func final(f Fit) Piece { return f.Pieces[len(f.Pieces)-1] }
