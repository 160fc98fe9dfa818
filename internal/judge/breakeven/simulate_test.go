package breakeven

import (
	"math/rand/v2"
	"testing"
)

// TestFindCovers plants rivals, measures as a session does, and asks how often
// the true crossing lies in the interval, and how often those of two sessions
// overlap.
func TestFindCovers(t *testing.T) {
	tests := []struct {
		name   string
		plant  func(*rand.Rand) (planted, float64)
		grid   []float64
		trials int
	}{
		{name: "sizes", plant: plantSize, grid: sizes, trials: 100},
		{name: "passes", plant: plantPasses, grid: passes, trials: 100},
		{name: "bends and jumps", plant: plantBent, grid: sizes, trials: 60},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			const launches = 1000
			r := rand.New(rand.NewPCG(41, 42))
			var inside, sharp, overlap, used int
			for i := range tt.trials {
				p, truth := tt.plant(r)
				p.noise, p.spread, p.drift = noises[i%len(noises)].draw, []float64{0.003, 0.03}[i%2], 0.1
				a, n := p.settle(tt.grid, Search{Step: 1, Seed: uint64(i)}, launches, r)
				b, m := p.settle(tt.grid, Search{Step: 1, Seed: uint64(i)}, launches, r)
				used += n + m
				if holds(a, truth) {
					inside++
				}
				if a.Sharp() && b.Sharp() {
					sharp++
				}
				if overlaps(a, b) {
					overlap++
				}
			}
			t.Logf("of %d: %d inside, %d overlap, %d sharp, after %d launches each", tt.trials, inside, overlap, sharp, used/tt.trials/2)
			if least := tt.trials * 9 / 10; inside < least || overlap < least || sharp < least {
				t.Errorf("of %d: %d inside, %d overlap, %d sharp, want at least %d each", tt.trials, inside, overlap, sharp, least)
			}
		})
	}
}

// holds says whether there is one crossing, and the truth in its interval.
func holds(a Answer, truth float64) bool {
	return len(a.Crossings) == 1 && a.Crossings[0].Run.Lo <= truth && truth <= a.Crossings[0].Run.Hi
}

// overlaps says whether both answers have one crossing and share some X.
func overlaps(a, b Answer) bool {
	return len(a.Crossings) == 1 && len(b.Crossings) == 1 &&
		a.Crossings[0].Run.Lo <= b.Crossings[0].Run.Hi && b.Crossings[0].Run.Lo <= a.Crossings[0].Run.Hi
}

// TestFindNoFalseCrossing plants rivals that never cross.
func TestFindNoFalseCrossing(t *testing.T) {
	tests := []struct {
		name       string
		view, copy func(float64) float64
		want       Word
	}{
		{name: "equal", view: affine(50, 0.1), copy: affine(50, 0.1), want: Tie},
		{name: "the view wins small and ties large", view: affine(10, 0.1), copy: affine(60, 0.1), want: ViewNeverLoses},
		{name: "the copy wins", view: affine(90, 0.2), copy: affine(50, 0.1), want: CopyNeverLoses},
	}
	for _, tt := range tests {
		r := rand.New(rand.NewPCG(51, 52))
		const trials = 30
		crossed, right := 0, 0
		for i := range trials {
			p := planted{view: tt.view, copy: tt.copy, noise: noises[i%len(noises)].draw, spread: 0.003, drift: 0.1}
			a, _ := p.settle(sizes, Search{Step: 1}, 800, r)
			if len(a.Crossings) > 0 {
				crossed++
			}
			if a.Word == tt.want {
				right++
			}
		}
		if crossed > trials/20 || right < trials*9/10 {
			t.Errorf("%s: of %d %d crossed and %d said %v, want at most 1 and at least 27", tt.name, trials, crossed, right, tt.want)
		}
	}
}
