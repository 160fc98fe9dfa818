package breakeven

import (
	"math"
	"math/rand/v2"
)

// planted is a pair of rivals whose times are known: set-up plus X times a
// slope, with a different slope and a step of the set-up where a mechanism
// changes.
type planted struct {
	view, copy func(x float64) float64 // ns
	noise      func(*rand.Rand) float64
	spread     float64 // of one launch's ratio, in logarithms
	drift      float64 // of one launch's speed, common to both
}

// noises are what launches do to a ratio, with a spread of about 1.
var noises = []struct {
	name string
	draw func(*rand.Rand) float64
}{
	{"normal", func(r *rand.Rand) float64 { return r.NormFloat64() }},
	{"heavy tails", func(r *rand.Rand) float64 {
		var squares float64
		for range 3 {
			z := r.NormFloat64()
			squares += z * z
		}
		return r.NormFloat64() / math.Sqrt(squares/3)
	}},
	{"two kinds of launches", func(r *rand.Rand) float64 { return float64(2*r.IntN(2)-1) + 0.1*r.NormFloat64() }},
}

// measure makes launches at x.
func (p planted) measure(x float64, launches int, r *rand.Rand) Point {
	at := Point{X: x}
	for range launches {
		speed := math.Exp(p.drift * r.NormFloat64())
		half := p.spread / 2 * p.noise(r)
		at.View = append(at.View, p.view(x)*speed*math.Exp(half))
		at.Copy = append(at.Copy, p.copy(x)*speed*math.Exp(-half))
	}
	return at
}

// settle measures a grid and then where the answer asks for more, until it is
// sharp or the launches are spent.
func (p planted) settle(grid []float64, s Search, budget int, r *rand.Rand) (Answer, int) {
	const launches = 13
	var points []Point
	for _, x := range grid {
		points = append(points, p.measure(x, launches, r))
	}
	used := len(grid) * launches
	for {
		a := Find(points, s)
		next := a.Next(2)
		if a.Sharp() || len(next) == 0 || used >= budget {
			return a, used
		}
		for _, x := range next {
			points = append(points, p.measure(x, launches, r))
			used += launches
		}
	}
}

// sizes is a grid of bytes, passes one of passes.
var (
	sizes  = []float64{16, 64, 256, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20}
	passes = []float64{1, 2, 4, 16, 64}
)

func affine(setup, slope float64) func(float64) float64 {
	return func(x float64) float64 { return setup + slope*x }
}

// plantSize draws rivals of which the view wins from some size on.
func plantSize(r *rand.Rand) (p planted, truth float64) {
	for {
		setup := 5 + 45*r.Float64()               // of the copy, ns
		more := 10 * math.Exp(5*r.Float64())      // that the view's takes
		touch := 0.02 + 0.1*r.Float64()           // ns a byte, both
		copying := 0.02 * math.Exp(2*r.Float64()) // ns a byte
		truth = more / copying
		p = planted{view: affine(setup+more, touch), copy: affine(setup, touch+copying)}
		if truth > 1.2*sizes[0] && truth < sizes[len(sizes)-1]/1.2 {
			return p, truth
		}
	}
}

// plantPasses draws rivals of which the copy wins from some number of passes
// on.
func plantPasses(r *rand.Rand) (p planted, truth float64) {
	for {
		copying := 20 * math.Exp(3*r.Float64()) // µs, or what it may be
		touch := 10 + 40*r.Float64()
		slower := 0.1 + 2*r.Float64()
		truth = copying / (touch * slower)
		p = planted{view: affine(5, touch*(1+slower)), copy: affine(5+copying, touch)}
		if truth > 1.2*passes[0] && truth < passes[len(passes)-1]/1.2 {
			return p, truth
		}
	}
}

// plantBent draws rivals of which the view wins from some size on, and whose
// slopes and set-ups change at sizes drawn too: both rivals' touching, the
// copy's copying, and every second time what the copy's set-up takes.
func plantBent(r *rand.Rand) (p planted, truth float64) {
	from := func(a, b float64) float64 { return a * math.Exp(r.Float64()*math.Log(b/a)) }
	for {
		setup, more, jump := from(5, 50), from(10, 3000), float64(r.IntN(2))*from(5, 1000)
		touch, copying := from(0.02, 0.2), from(0.02, 0.2)
		touched := bent(setup, touch, from(64, 1<<18), touch*from(0.4, 3))
		moved, grown := bent(0, copying, from(64, 1<<18), copying*from(0.3, 3)), stepped(0, 0, from(64, 1<<18), jump)
		p = planted{
			view: func(x float64) float64 { return more + touched(x) },
			copy: func(x float64) float64 { return touched(x) + moved(x) + grown(x) },
		}
		if at := p.crossings(sizes[0], sizes[len(sizes)-1]); len(at) == 1 && at[0] > 1.2*sizes[0] && at[0] < sizes[len(sizes)-1]/1.2 {
			return p, at[0]
		}
	}
}

// crossings is where the rivals truly cost the same, to a thousandth.
func (p planted) crossings(from, to float64) (at []float64) {
	const step = 1.001
	for x := from; x < to; x *= step {
		if (p.view(x) > p.copy(x)) != (p.view(x*step) > p.copy(x*step)) {
			at = append(at, x*math.Sqrt(step))
		}
	}
	return at
}
