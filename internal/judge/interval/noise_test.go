package interval

import (
	"math"
	"math/rand/v2"
)

// noises are series whose signs are fair coins given their magnitudes and all
// that came before, as the random order of two equal arms makes them. Their
// magnitudes are as unkind as measured ones, and unkinder.
var noises = []struct {
	name string
	draw func(r *rand.Rand, x []float64)
}{
	{"normal", independent(normal)},
	{"heavy tails", independent(student3)},
	{"no mean", independent(cauchy)},
	{"two modes", independent(twoModes)},
	{"coarse clock", independent(coarse)},
	{"drifting scale", drifting},
	{"scale switches", switching},
	{"scale follows signs", spiteful},
}

// independent fills a series with draws of one distribution.
func independent(draw func(*rand.Rand) float64) func(*rand.Rand, []float64) {
	return func(r *rand.Rand, x []float64) {
		for j := range x {
			x[j] = draw(r)
		}
	}
}

func cauchy(r *rand.Rand) float64 { return r.NormFloat64() / r.NormFloat64() }

// coarse draws small whole numbers, many of them 0.
func coarse(r *rand.Rand) float64 { return math.Round(r.NormFloat64()) }

// twoModes draws from two narrow modes on either side of 0; its standard
// deviation is 1.
func twoModes(r *rand.Rand) float64 {
	const narrow = 0.06
	return coin(r)*math.Sqrt(1-narrow*narrow) + narrow*r.NormFloat64()
}

// coin is 1 or -1.
func coin(r *rand.Rand) float64 { return float64(2*r.IntN(2) - 1) }

// drifting lets the logarithm of the magnitude walk at random.
func drifting(r *rand.Rand, x []float64) {
	walk := 0.
	for j := range x {
		walk += 0.3 * r.NormFloat64()
		x[j] = coin(r) * math.Exp(walk) * (1 + r.Float64())
	}
}

// switching makes the second half twenty times as noisy as the first.
func switching(r *rand.Rand, x []float64) {
	for j := range x {
		x[j] = r.NormFloat64()
		if j >= len(x)/2 {
			x[j] *= 20
		}
	}
}

// spiteful makes the next value large where the sum is negative: the
// magnitudes follow from earlier signs.
func spiteful(r *rand.Rand, x []float64) {
	sum := 0.
	for j := range x {
		x[j] = coin(r) * (1 + r.Float64())
		if sum < 0 {
			x[j] *= 5
		}
		sum += x[j]
	}
}

// shifted adds theta to every value, in place.
func shifted(x []float64, theta float64) []float64 {
	for j := range x {
		x[j] += theta
	}
	return x
}

// firstOutside is the number of values after which theta is first outside a
// Sequence at level alpha, or 0: what looking at every value sees, in the time
// of one look (see TestEvidenceGrows).
func firstOutside(x []float64, theta, alpha float64) int {
	for n, e := range evidences(x, theta) {
		if e > 1/alpha {
			return n + 1
		}
	}
	return 0
}

// evidences is the evidence against theta after each value of x.
func evidences(x []float64, theta float64) []float64 {
	s, e := newSeries(x), make([]float64, len(x))
	var sum, squares float64
	for j, v := range x {
		y := score(v, theta, s.scale[j])
		sum, squares = sum+y, squares+y*y
		e[j] = math.Sqrt(priorWeight/(squares+priorWeight)) * math.Exp(sum*sum/(2*(squares+priorWeight)))
	}
	return e
}

// threeErrors is three standard errors of a share found in that many trials
// where p is the true one.
func threeErrors(p float64, trials int) float64 { return 3 * math.Sqrt(p*(1-p)/float64(trials)) }
