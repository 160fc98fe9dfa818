package interval

import (
	"math/rand/v2"
	"testing"
)

// looks is how many values a simulated series grows to, looked at after each.
const looks = 150

// TestSequenceLevel looks at every value and asks how often the truth is ever
// outside. With shift 0 that is a false difference, else an interval that
// misses.
func TestSequenceLevel(t *testing.T) {
	const trials = 2000
	tests := []struct{ alpha, theta float64 }{{0.05, 0}, {0.05, 0.7}, {0.3, 0}}
	for _, d := range noises {
		r := rand.New(rand.NewPCG(21, 22))
		for _, tt := range tests {
			x := make([]float64, looks)
			missed := 0
			for range trials {
				d.draw(r, x)
				if firstOutside(shifted(x, tt.theta), tt.theta, tt.alpha) > 0 {
					missed++
				}
			}
			rate := float64(missed) / trials
			t.Logf("%s: theta %v ever outside at alpha %v: %.4f", d.name, tt.theta, tt.alpha, rate)
			if most := tt.alpha + threeErrors(tt.alpha, trials); rate > most {
				t.Errorf("%s: theta %v ever outside at alpha %v: %.4f, want at most %.4f", d.name, tt.theta, tt.alpha, rate, most)
			}
			if least := tt.alpha / 10; rate < least {
				t.Errorf("%s: theta %v ever outside at alpha %v: %.4f, want at least %.4f or power is wasted", d.name, tt.theta, tt.alpha, rate, least)
			}
		}
	}
}

// TestSequenceCovers looks at the intervals themselves, since the level is
// that of the criterion behind them.
func TestSequenceCovers(t *testing.T) {
	const trials, theta, alpha = 200, 0.7, 0.05
	for _, d := range noises {
		r := rand.New(rand.NewPCG(23, 24))
		x := make([]float64, 45)
		missed := 0
		for range trials {
			d.draw(r, x)
			shifted(x, theta)
			for n := SequenceFloor(alpha); n <= len(x); n += 5 {
				if e := Sequence(x[:n], alpha); theta < e.Lo || theta > e.Hi {
					missed++
					break
				}
			}
		}
		if rate, most := float64(missed)/trials, alpha+threeErrors(alpha, trials); rate > most {
			t.Errorf("%s: intervals ever missed the truth in %.3f of series, want at most %.3f", d.name, rate, most)
		}
	}
}
