package breakeven

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestAgain makes pairs of runs, each of which finds the view slower or faster
// everywhere, by as much as runs wander. What the launches of one run say is
// then too narrow; the interval that is given holds the truth and the other
// run's too.
func TestAgain(t *testing.T) {
	tests := []struct {
		name  string
		plant func(*rand.Rand) (planted, float64)
		grid  []float64
	}{
		{name: "sizes", plant: plantSize, grid: sizes},
		{name: "passes", plant: plantPasses, grid: passes},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			const trials, launches = 60, 400
			r := rand.New(rand.NewPCG(61, 62))
			var inside, overlap, narrow int
			for i := range trials {
				p, truth := tt.plant(r)
				p.noise, p.spread, p.drift = noises[i%len(noises)].draw, 0.003, 0.1
				a, _ := p.wandered(r).settle(tt.grid, Search{Step: 1, Seed: uint64(i)}, launches, r)
				b, _ := p.wandered(r).settle(tt.grid, Search{Step: 1, Seed: uint64(i)}, launches, r)
				if len(a.Crossings) != 1 || len(b.Crossings) != 1 {
					continue
				}
				at, again := a.Crossings[0].At, b.Crossings[0].At
				if at.Lo <= truth && truth <= at.Hi {
					inside++
				}
				if at.Lo <= again.Hi && again.Lo <= at.Hi {
					overlap++
				}
				if !overlaps(a, b) {
					narrow++
				}
			}
			t.Logf("of %d: %d inside, %d overlap; by their own launches %d lie apart", trials, inside, overlap, narrow)
			if least := trials * 9 / 10; inside < least || overlap < least || narrow == 0 {
				t.Errorf("of %d: %d inside, %d overlap, want at least %d each; %d lie apart by their own launches, want some", trials, inside, overlap, least, narrow)
			}
		})
	}
}

// wandered is p in another run.
func (p planted) wandered(r *rand.Rand) planted {
	view, by := p.view, math.Exp(runsWander*r.NormFloat64())
	p.view = func(x float64) float64 { return view(x) * by }
	return p
}

// TestAgainEnds holds where the interval ends: at a place that another run
// cannot turn, or at the end of what was measured.
func TestAgainEnds(t *testing.T) {
	level := func(factor float64) func(float64) float64 { return func(float64) float64 { return 100 * factor } }
	steps := func(factors ...float64) func(float64) float64 {
		return func(x float64) float64 { return 100 * factors[int(math.Log2(x))] }
	}
	tests := []struct {
		name   string
		view   func(float64) float64
		lo, hi float64
	}{
		{name: "firm next to it", view: steps(1.5, 1.5, 1.1, 0.9, 0.5, 0.5), lo: 4, hi: 8},
		{name: "unsure next to it", view: steps(1.5, 1.1, 1.03, 0.97, 0.9, 0.5), lo: 2, hi: 16},
		{name: "unsure to the ends", view: steps(1.02, 1.03, 1.03, 0.97, 0.97, 0.97), lo: 1, hi: 32},
	}
	for _, tt := range tests {
		a := Find(exactly(tt.view, level(1), 1, 2, 4, 8, 16, 32), Search{})
		if len(a.Crossings) != 1 {
			t.Errorf("%s: %d crossings, want 1", tt.name, len(a.Crossings))
			continue
		}
		at := a.Crossings[0].At
		if a.Crossings[0].Model && (at.Lo < tt.lo || tt.hi < at.Hi) || !a.Crossings[0].Model && (at.Lo != tt.lo || at.Hi != tt.hi) {
			t.Errorf("%s: At = [%v, %v] by a model (%t), want [%v, %v]", tt.name, at.Lo, at.Hi, a.Crossings[0].Model, tt.lo, tt.hi)
		}
	}
}
