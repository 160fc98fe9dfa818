package history

import "math"

const (
	quick    = 5   // points within which a large step must be found: no more is asked of so short a level
	settling = 30  // points after which a level is no more doubted than those before it
	often    = 100 // how many times as sure a level must be if somebody looks after each of its points
	seldom   = 10  // the same in a series of a few points: nobody has looked at it often
	few      = 30
	steeper  = 4 // per point, so that a real level does not come and go: it gets surer faster
)

// looks is how many times as sure the i-th segment must be. Somebody looks at the last one
// after every point, and noise has as many chances to make a level. A real one gets surer
// with every point. The bounds were chosen by simulation with five kinds of noise.
func looks(g []segment, i int, points float64) float64 {
	length := g[i].to - g[i].from
	if i < len(g)-1 || length > settling || length <= quick {
		return 1
	}
	bound := max(seldom, min(often, seldom*math.Pow(points/few, 4)))
	return min(bound, math.Pow(steeper, float64(length-quick)))
}
