package history

const (
	quick    = 5   // points within which a large step is to be found: no more is asked of so short a level
	settling = 30  // points after which a level is no more doubted than those before it
	often    = 100 // times as sure as others must be a level that is looked at after each of its points
	seldom   = 10  // the same in a short series, which was looked at less often
	alike    = 0.4 // independent points that say as much as one; of fewer, a short level says nothing
)

// looks is how many times as sure the i-th segment must be. Somebody looks at the last one
// after every point, and noise has as many chances to make a level. A real one gets surer
// with every point. The bounds were chosen by simulation with five kinds of noise.
func looks(g []segment, i int, points, worth float64) float64 {
	length := g[i].to - g[i].from
	if i < len(g)-1 || length > settling || length <= quick && worth >= alike {
		return 1
	}
	return max(seldom, min(often, points*points*points*points/81000))
}
