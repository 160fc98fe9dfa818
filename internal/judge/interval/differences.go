package interval

import (
	"math"
	"math/rand/v2"
)

// differences are all y - x of two sorted samples, as a matrix with a row for
// each x: sorted along rows, and falling from one row to the next. Rounding
// leaves that so, since it is monotone. No difference is NaN.
type differences struct {
	x, y        []float64
	from, to    []int // by row: the columns that may still hold what is sought
	below, upTo []int // by row: how many are less than a pivot, and at most it
}

func newDifferences(x, y []float64) *differences {
	n := len(x)
	room := make([]int, 4*n)
	return &differences{x, y, room[:n], room[n : 2*n], room[2*n : 3*n], room[3*n:]}
}

// smallest is the k-th smallest difference, counted from 1.
//
// Note: all differences are neither made nor sorted. A pivot drawn from those
// still in question splits them as in quickselect, and counting how many of
// all are less takes one walk along a staircase through the matrix.
func (d *differences) smallest(k int) float64 {
	left := len(d.x) * len(d.y)
	for i := range d.x {
		d.from[i], d.to[i] = 0, len(d.y)
	}
	for random := new(rand.PCG); ; { // any seed gives the same answer
		pivot := d.candidate(int(random.Uint64() % uint64(left)))
		below, upTo := d.count(pivot)
		switch {
		case k <= below:
			d.to, d.below = d.below, d.to
		case k > upTo:
			d.from, d.upTo = d.upTo, d.from
		default:
			return pivot
		}
		left = 0
		for i, from := range d.from {
			left += d.to[i] - from
		}
	}
}

// candidate is one of the differences in question, by its place among them.
func (d *differences) candidate(place int) float64 {
	for i := 0; ; i++ {
		columns := d.to[i] - d.from[i]
		if place < columns {
			return d.y[d.from[i]+place] - d.x[i]
		}
		place -= columns
	}
}

// count fills below and upTo for a pivot, and returns their sums.
func (d *differences) count(pivot float64) (below, upTo int) {
	less, most := 0, 0
	for i, x := range d.x {
		for less < len(d.y) && d.y[less]-x < pivot {
			less++
		}
		for most = max(most, less); most < len(d.y) && d.y[most]-x <= pivot; {
			most++
		}
		d.below[i], d.upTo[i] = less, most
		below, upTo = below+less, upTo+most
	}
	return below, upTo
}

// middle is the median difference.
func (d *differences) middle() float64 {
	n := len(d.x) * len(d.y)
	low := d.smallest((n + 1) / 2)
	if _, upTo := d.count(low); n%2 == 1 || upTo > n/2 {
		return low
	}
	next := math.Inf(1)
	for i, most := range d.upTo {
		if most < len(d.y) {
			next = min(next, d.y[most]-d.x[i])
		}
	}
	return halfway(low, next)
}
