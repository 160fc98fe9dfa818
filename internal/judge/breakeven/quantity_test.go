package breakeven

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestLocateCovers asks how often the truth lies outside, by Student's
// interval and by the resampled locations.
func TestLocateCovers(t *testing.T) {
	const trials, miss = 300, 0.05
	for _, noise := range noises {
		r := rand.New(rand.NewPCG(31, 32))
		for _, n := range []int{6, 13} {
			outside, beyond := 0, 0
			values := make([]float64, n)
			for range trials {
				for i := range values {
					values[i] = noise.draw(r)
				}
				q := locate(values, 0, miss, r)
				if math.Abs(q.center) > q.reach(miss) {
					outside++
				}
				slices.Sort(q.draws)
				if out := int(miss / 2 * resamples); q.draws[out] > 0 || q.draws[resamples-1-out] < 0 {
					beyond++
				}
			}
			const most = 0.1 * trials // launches of two kinds are no Student variables
			if outside > most || beyond > most {
				t.Errorf("%s: of %d intervals of %d launches %d and %d missed, want at most %v", noise.name, trials, n, outside, beyond, most)
			}
		}
	}
}

func TestLocateWanders(t *testing.T) {
	same := []float64{2, 2, 2, 2, 2, 2}
	q := locate(same, 0.1, 0.05, rand.New(rand.NewPCG(1, 1)))
	if got, want := q.reach(0.05), 0.196; math.Abs(got-want) > 0.0001 {
		t.Errorf("reach of equal launches that wander by 0.1 = %v, want %v", got, want)
	}
	squares := 0.
	for _, d := range q.draws {
		squares += (d - 2) * (d - 2)
	}
	if got := math.Sqrt(squares / resamples); math.Abs(got-0.1) > 0.01 {
		t.Errorf("spread of draws = %v, want 0.1", got)
	}
	if q := locate(same[:1], 0.1, 0.05, rand.New(rand.NewPCG(1, 1))); !math.IsInf(q.reach(0.05), 1) {
		t.Errorf("reach of one launch = %v, want no bound", q.reach(0.05))
	}
}
