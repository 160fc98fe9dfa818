package history

import (
	"math"
	"slices"
)

const (
	shortest     = 3   // points of a segment: one or two are a spike
	shortestLine = 8   // points of a line: a shorter one is a step among noise
	linePrice    = 1.5 // what a line costs, where a level costs 1: it has 3 numbers for 2
	price        = 2   // of a level, times the logarithm of the number of points
)

// divide returns the segments with the least sum of squares and price, about levels and
// lines. Changes begin at every grid-th point, or at any of the last points.
func divide(s sums, penalty float64, grid int) []segment {
	n := len(s) - 1
	places := placesOf(n, grid)
	unit := price * math.Log(float64(n)) * penalty
	cost, last, line := make([]float64, len(places)), make([]int, len(places)), make([]bool, len(places))
	for k := 1; k < len(places); k++ {
		cost[k] = math.Inf(1)
		for j := range k {
			size := places[k] - places[j]
			if size < shortest {
				break
			}
			if cost[j]+unit >= cost[k] {
				continue
			}
			flat := s.flat(places[j], places[k])
			if c := cost[j] + flat + unit; c < cost[k] {
				cost[k], last[k], line[k] = c, j, false
			}
			if size < shortestLine || cost[j]+linePrice*unit >= cost[k] {
				continue
			}
			if c := cost[j] + flat - s.slope(places[j], places[k]) + linePrice*unit; c < cost[k] {
				cost[k], last[k], line[k] = c, j, true
			}
		}
	}
	var found []segment
	for k := len(places) - 1; k > 0; k = last[k] {
		found = append(found, segment{from: places[last[k]], to: places[k], line: line[k]})
	}
	slices.Reverse(found)
	return found
}

// recent is how many of the last points may each begin a segment.
const recent = 32

// placesOf are the indexes at which a segment may begin, and n.
func placesOf(n, grid int) []int {
	var at []int
	for i := 0; i < n; i++ {
		if i%grid == 0 || i >= n-recent {
			at = append(at, i)
		}
	}
	return append(at, n)
}

// settle moves every border to its best place near the grid's.
func settle(s sums, g []segment, grid int) {
	for i := 1; i < len(g); i++ {
		border, least := g[i].from, math.Inf(1)
		low := max(g[i-1].from+shortest, border-grid)
		high := min(g[i].to-shortest, border+grid)
		for at := low; at <= high; at++ {
			left, right := g[i-1], g[i]
			left.to, right.from = at, at
			if c := s.cost(left) + s.cost(right); c < least {
				least, border = c, at
			}
		}
		g[i-1].to, g[i].from = border, border
	}
}
