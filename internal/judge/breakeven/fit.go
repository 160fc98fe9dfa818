package breakeven

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Fit is one rival's time in pieces, each a line over X. A mechanism such as a
// cache that is full, or another way to copy, begins a piece.
type Fit struct {
	Pieces   []Piece // in order of X; none where fewer than two places were measured
	Holds    bool    // every place lies on its piece within the noise; never with two places, which lie on any line
	Residual float64 // how far the worst place lies from its piece; 0.05 is 5 %
}

// Piece is a line from one measured place to another.
type Piece struct {
	From, To float64

	// Setup is the line's time at X = 0, in ns: the fixed cost of an operation, if the piece
	// begins at the smallest X. Slope is in ns per unit of X, so that 1/Slope is a
	// bandwidth. Each interval holds by itself.
	Setup, Slope interval.Estimate
}

// fewest is how many places make a piece, where there are as many.
const fewest = 3

// pieces fits as few lines as hold.
func pieces(of []spot, read reading, s Search) Fit {
	if len(of) < 2 {
		return Fit{}
	}
	cuts, holds := cut(marks(of, read))
	f := Fit{Holds: holds && len(of) >= fewest}
	for i, end := range cuts[1:] {
		part := of[cuts[i]:end]
		at := marks(part, read)
		l, ls := straight(at), lines(part, read)
		p := Piece{From: part[0].x, To: part[len(part)-1].x}
		p.Setup = spread(l.at, ls, func(l line) float64 { return l.at }, s)
		p.Slope = spread(l.slope, ls, func(l line) float64 { return l.slope }, s)
		p.Setup.N, p.Slope.N = launches(part), launches(part)
		f.Pieces = append(f.Pieces, p)
		for _, m := range at {
			f.Residual = max(f.Residual, math.Abs(l.over(m.x)/m.y-1))
		}
	}
	return f
}

// tour is the best way found to cut the first marks.
type tour struct {
	cuts    []int // from 0 to where it ends
	holds   bool
	squares float64
}

// better says whether a tour is preferred to another, if any.
func (t tour) better(than tour) bool {
	if than.cuts == nil || t.holds != than.holds {
		return than.cuts == nil || t.holds
	}
	return t.squares < than.squares
}

// cut returns the indices at which marks are cut, from 0 to their number, so that every
// part lies on a line within the noise. It makes as few parts as possible, and among
// those chooses the least squares. If no cut holds, it is the best one into the maximum
// number of parts.
//
// Source: Bellman, Communications of the ACM 4 (1961): the best cut into k parts is a
// last part after the best cut of all before it into k-1.
func cut(of []mark) (cuts []int, holds bool) {
	n, short := len(of), min(fewest, len(of))
	before := make([]tour, n+1)
	before[0] = tour{cuts: []int{0}, holds: true}
	for range n / short {
		after := make([]tour, n+1)
		for end := short; end <= n; end++ {
			for begin := 0; begin <= end-short; begin++ {
				if before[begin].cuts == nil {
					continue
				}
				if t := before[begin].on(of, begin, end); t.better(after[end]) {
					after[end] = t
				}
			}
		}
		cuts, holds, before = after[n].cuts, after[n].holds, after
		if holds {
			break
		}
	}
	return cuts, holds
}

// on is a tour with another part.
func (t tour) on(of []mark, begin, end int) tour {
	part := of[begin:end]
	l := straight(part)
	return tour{
		cuts:    append(t.cuts[:len(t.cuts):len(t.cuts)], end),
		holds:   t.holds && l.holds(part),
		squares: t.squares + l.squares(part),
	}
}
