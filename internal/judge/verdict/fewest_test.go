package verdict_test

import (
	"math"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// TestFewestLaunches: so many launches that all show one change reach the level,
// and one less does not.
func TestFewestLaunches(t *testing.T) {
	for _, stop := range []result.Stop{result.Fixed, result.Sequential, result.Early, result.Limit} {
		for _, alpha := range []float64{0.5, 0.05, 0.01, 0.01 / 12, 0.05 / 300} {
			d := result.Design{Stop: stop}
			n := verdict.FewestLaunches(alpha, d)
			doubled := make([]float64, n)
			for i := range doubled {
				doubled[i] = math.Log(2)
			}
			if p := verdict.P(doubled, d); p > alpha {
				t.Errorf("%d launches of %v, twice as slow: p is %g, want at most %g", n, d, p, alpha)
			}
			if p := verdict.P(doubled[1:], d); p <= alpha {
				t.Errorf("%d launches of %v, twice as slow: p is %g, want above %g", n-1, d, p, alpha)
			}
		}
	}
	if n := verdict.FewestLaunches(0, result.Design{}); n != math.MaxInt {
		t.Errorf("at level 0 %d launches suffice", n)
	}
}
