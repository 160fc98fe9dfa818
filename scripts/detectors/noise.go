package main

import (
	"math"
	"math/rand/v2"

	"github.com/bufbench/bufbench/internal/judge/history"
)

// kind is a kind of noise with a mean of 0 and a standard deviation of about 1.
type kind struct {
	name string
	next func(r *rand.Rand) func() float64
}

// kinds are the kinds of noise in results of unchanged benchmarks.
func kinds() []kind {
	return []kind{
		{"normal", func(r *rand.Rand) func() float64 { return r.NormFloat64 }},
		{"lognormal", lognormal},
		{"3 % outliers", outliers},
		{"autoregressive 0.6", autoregressive},
		{"two modes", modes},
	}
}

// lognormal has a long tail above, as times have.
func lognormal(r *rand.Rand) func() float64 {
	const sigma = 0.8
	mean := math.Exp(sigma * sigma / 2)
	sd := mean * math.Sqrt(math.Exp(sigma*sigma)-1)
	return func() float64 { return (math.Exp(sigma*r.NormFloat64()) - mean) / sd }
}

// outliers are normal values, of which 3 in 100 are 5 to 15 higher.
func outliers(r *rand.Rand) func() float64 {
	return func() float64 {
		v := r.NormFloat64()
		if r.Float64() < 0.03 {
			v += 5 + 10*r.Float64()
		}
		return v
	}
}

// autoregressive carries 0.6 of each value to the next.
func autoregressive(r *rand.Rand) func() float64 {
	v := r.NormFloat64()
	return func() float64 {
		v = 0.6*v + 0.8*r.NormFloat64()
		return v
	}
}

// modes are two narrow levels that a value is on by chance.
func modes(r *rand.Rand) func() float64 {
	return func() float64 { return 0.9*float64(2*r.IntN(2)-1) + 0.4*r.NormFloat64() }
}

// plan says how to make a series.
type plan struct {
	kind       kind
	n          int
	step       int     // index of the first point of the new level
	ratio      float64 // of the levels; 0 for no step
	replicates int     // per point; 0 means 1
	between    float64 // standard deviation from point to point beside that of replicates
}

// level is the first level of every series, and percent one per cent of it.
const level, percent = 100, 1

// series makes one. The noise of one value is one per cent.
func (p plan) series(r *rand.Rand) history.Series {
	next := p.kind.next(r)
	s := history.Series{Name: p.kind.name, Unit: "ns/op", Better: -1, Points: make([]history.Point, p.n)}
	for i := range s.Points {
		point := level + p.between*r.NormFloat64()
		for range max(1, p.replicates) {
			v := point + percent*next()
			if p.ratio != 0 && i >= p.step {
				v *= p.ratio
			}
			s.Points[i].Values = append(s.Points[i].Values, v)
		}
	}
	return s
}
