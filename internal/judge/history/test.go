package history

import (
	"math"
	"slices"

	"github.com/aclements/go-moremath/mathx"
)

// chance is the largest p-value of a change that is reported: how often noise alone
// shows one.
const chance = 0.01

// doubt turns the p-value of a change in normal noise into one that other noise keeps
// too: the share of unchanged series with a change of that p-value or less. It holds for the worst of five kinds of noise (normal,
// lognormal, with 3 % outliers, autoregressive, of two modes), which was simulated with
// 30, 100 and 400 points.
func doubt(p float64) float64 { return 0.1 * math.Pow(p/chance, 0.22) }

// likest is the most likeness of neighbours that is taken out of account: of more, so
// few values say too little.
const likest = 0.9

// fewestPlaces is the number of places for a change that a test reckons with at least:
// a short series is looked at as often as a long one.
const fewestPlaces = 100

// field is what was searched together. Values are divided by scale, less middle.
type field struct {
	sums
	x, weight     []float64
	scale, middle float64
	noise         noise
}

// long returns the variance of a level, times its number of points. worth is the number
// of independent points that say as much as one of these, whose neighbours are alike.
func (f field) long(g []segment) (v, worth float64) {
	var products, squares, before, numbers float64
	for _, s := range g {
		numbers++
		if s.line {
			numbers++
		}
		level, slope, middle := f.fit(s)
		for i := s.from; i < s.to; i++ {
			e := (f.x[i] - level - slope*(float64(i)-middle)) * math.Sqrt(f.weight[i])
			products += e * before
			squares += e * e
			before = e
		}
	}
	n := float64(len(f.x))
	if squares == 0 {
		return f.noise.least, 1
	}
	// The fit makes neighbours look less alike than they are, and few points hide more
	// likeness than they show.
	r := min(likest, max(0, products/squares+numbers/n+0.5/math.Sqrt(n)))
	return max(f.noise.least, squares/max(1, n-numbers)*(1+r)/(1-r)), (1 - r) / (1 + r)
}

// removal is a simpler way to see some segments: as one, without what begins in them.
type removal struct {
	from, to int // of the segments
	as       segment
	p        float64 // chance that noise alone makes the difference
}

// weigh takes back one border or line after the other, the least certain first, until all
// others are certain enough.
func (f field) weigh(g []segment) []segment {
	for {
		v, worth := f.long(g)
		worst := removal{p: chance}
		for i := range g {
			g[i].p = 0
		}
		for _, r := range f.removals(g, v, worth) {
			if r.p > worst.p {
				worst = r
			}
			for i := r.from; i < r.to; i++ {
				if i > r.from || r.to == r.from+1 {
					g[i].p = max(g[i].p, r.p)
				}
			}
		}
		if worst.to == 0 {
			return g
		}
		g = slices.Replace(g, worst.from, worst.to, worst.as)
	}
}

// removals are all that can be taken back: the line of the first segment, each border,
// and each segment between two borders.
func (f field) removals(g []segment, v, worth float64) []removal {
	n := float64(len(f.x))
	places, freedom := max(fewestPlaces, n)*worth, n-float64(len(g))
	var all []removal
	if g[0].line {
		p := tail(f.slope(g[0].from, g[0].to)/v, freedom) * places
		all = append(all, removal{0, 1, segment{from: g[0].from, to: g[0].to}, min(1, p)})
	}
	for i := 1; i < len(g); i++ {
		r := f.joined(g, i-1, i+1)
		r.p = min(1, tail(f.gain(g, r)/v, freedom)*places*looks(g, i, n))
		if r.p <= chance && !r.as.line && !ranksAgree(f.x, g[i-1], g[i]) {
			r.p = 1
		}
		all = append(all, r)
		if i > 1 {
			r := f.joined(g, i-2, i+1)
			r.p = min(1, tailOfTwo(f.gain(g, r)/v, freedom)*places*places/2)
			all = append(all, r)
		}
	}
	return all
}

// joined is the removal of all borders between the segments from and to.
func (f field) joined(g []segment, from, to int) removal {
	as := segment{from: g[from].from, to: g[to-1].to}
	for _, s := range g[from:to] {
		as.line = as.line || s.line
	}
	return removal{from: from, to: to, as: as}
}

// gain is how much less the sum of squares is without the removal.
func (f field) gain(g []segment, r removal) float64 {
	gain := f.cost(r.as)
	for _, s := range g[r.from:r.to] {
		gain -= f.cost(s)
	}
	return gain
}

// tailOfTwo is the same for the sum of two squares.
func tailOfTwo(f, freedom float64) float64 {
	return math.Pow(1+max(0, f)/freedom, -freedom/2)
}

// tail is the chance that the square of a Student variable exceeds f.
func tail(f, freedom float64) float64 {
	if !(f > 0) {
		return 1
	}
	return mathx.BetaInc(freedom/(freedom+f), freedom/2, 0.5)
}

// quantile is the t that a Student variable exceeds in magnitude with probability miss.
func quantile(miss, freedom float64) float64 {
	low, high := 0., 1.
	for high < 1e9 && tail(high*high, freedom) > miss {
		low, high = high, 2*high
	}
	for range 50 {
		if middle := (low + high) / 2; tail(middle*middle, freedom) > miss {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}
