package breakeven

import (
	"math"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// runsWander is how far the ratio of two unlike works stands from itself in
// another run, at all places of an axis alike, as the standard deviation of its
// logarithm: what the host's other guests, the places of the program in memory
// and the kernel's free pages make of it. Three runs within two hours, of the
// machine of the reference run, differed so: by 2 to 3 % over all pairs of
// rivals, 0 to 9 % by pair, most where misses of a cache are shared with guests.
const runsWander = 0.03

// again widens the interval of a run, so that it holds the crossing of another run too.
// The zero is sought twice more, with every ratio moved by runsWander in either
// direction. The interval ends at the nearest places with a sure winner.
func again(c Crossing, window []spot, ends [2]float64, s Search) interval.Estimate {
	at := c.Run
	if !c.Model {
		at.Lo, at.Hi = ends[0], ends[1]
		return at
	}
	for _, slower := range []bool{true, false} { // the view
		root := shifted(window, slower, s).root()
		if slower == (c.Winner == View) { // then it wins from further up
			at.Hi = min(ends[1], at.Center+math.Hypot(at.Hi-at.Center, distance(root-at.Center)))
		} else {
			at.Lo = max(ends[0], at.Center-math.Hypot(at.Center-at.Lo, distance(at.Center-root)))
		}
	}
	return at
}

// shifted is the line through the differences as they would be if the view were slower
// everywhere by what runs wander, or faster.
func shifted(window []spot, slower bool, s Search) line {
	shift := wandering(s)
	if !slower {
		shift = -shift
	}
	differences := make([]mark, len(window))
	for i, p := range window {
		differences[i] = differing(p, p.ratio.center+shift, p.time.center)
	}
	return straight(differences)
}

// distance is how far a root has moved. It is infinite if the root passed infinity: the
// rivals' lines no longer meet on that side.
func distance(moved float64) float64 {
	if moved >= 0 {
		return moved
	}
	return math.Inf(1)
}

// firm returns the places nearest to a bracket at which another run would find the same
// winner. At the ends of the range it returns the ends.
func firm(all []spot, b bracket, s Search) [2]float64 {
	left, right := b.left, b.right
	sure := func(i int, sign float64) bool { return sign*all[i].ratio.center > wandering(s) }
	sign := 1. // of the log ratio on the left, where the copy wins if the view does on the right
	if b.winner == Copy {
		sign = -1
	}
	for left > 0 && !sure(left, sign) {
		left--
	}
	for right < len(all)-1 && !sure(right, -sign) {
		right++
	}
	return [2]float64{all[left].x, all[right].x}
}

// wandering is how far, at most, a log ratio stands from itself in another run.
func wandering(s Search) float64 { return runsWander * normalQuantile(s.miss()) }
