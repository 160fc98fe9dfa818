package verdict_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// noise is n normal values.
func noise(n int, sigma, shift float64) []float64 {
	rng := rand.New(rand.NewPCG(1, 2))
	x := make([]float64, n)
	for i := range x {
		x[i] = shift + sigma*rng.NormFloat64()
	}
	return x
}

func TestCalibrateCountsVerdicts(t *testing.T) {
	for _, test := range []struct {
		name            string
		logs            []float64
		verdicts, wrong int
	}{
		{"none", nil, 0, 0},
		{"too few", noise(12, 0.01, 0), 0, 0},
		{"one", noise(13, 0.01, 0), 1, 0},
		{"a rest that is too small", noise(26+12, 0.01, 0), 1, 0},
		{"a rest that is not", noise(26+13, 0.01, 0), 2, 0},
		{"alike", noise(260, 0.01, 0), 10, 0},
		{"not alike", noise(260, 0.01, 0.03), 10, 10},
		{"not alike at first", append(noise(26, 0.001, -0.03), noise(26, 0.01, 0)...), 2, 1},
	} {
		got := verdict.Calibrate("call", test.logs, time.Millisecond)
		if got.Verdicts != test.verdicts || got.False != test.wrong || got.Launches != len(test.logs) {
			t.Errorf("%s: %d verdicts, %d false, of %d launches, want %d, %d, %d",
				test.name, got.Verdicts, got.False, got.Launches, test.verdicts, test.wrong, len(test.logs))
		}
	}
}

// What a time allows shrinks with its square root, measured or extrapolated.
func TestCalibrateReaches(t *testing.T) {
	c := verdict.Calibrate("copy", noise(400, 0.01, 0), 10*time.Millisecond, time.Second/10, time.Second, 2*time.Second, 10*time.Second)
	for i, want := range []struct {
		launches            int
		known, extrapolated bool
	}{{10, false, false}, {100, true, false}, {200, true, false}, {1000, true, true}} {
		r := c.After[i]
		known := !math.IsInf(r.Half, 0) && !math.IsInf(r.Detectable, 0)
		if r.Launches != want.launches || known != want.known || r.Extrapolated != want.extrapolated {
			t.Errorf("after %s: %+v, want %+v", r.Time, r, want)
		}
		if known && (r.Half <= 0 || r.Half > 0.01 || r.Detectable <= 0 || r.Detectable > 0.01) {
			t.Errorf("after %s: %+v of noise of 1 %%, want less than that", r.Time, r)
		}
	}
	for _, of := range []func(verdict.Reach) float64{
		func(r verdict.Reach) float64 { return r.Half }, func(r verdict.Reach) float64 { return r.Detectable },
	} {
		if ratio := of(c.After[1]) / of(c.After[3]); ratio < 2.4 || ratio > 4.2 {
			t.Errorf("ten times the time is worth a factor of %.2f, want about √10", ratio)
		}
	}
	if r := verdict.Calibrate("copy", noise(12, 0.01, 0), time.Millisecond, time.Second).After[0]; !math.IsInf(r.Half, 1) || r.Extrapolated {
		t.Errorf("from 12 launches: %+v, want nothing", r)
	}
}

func TestCalibratedDetects(t *testing.T) {
	logs := noise(400, 0.01, 0)
	c := verdict.Calibrate("copy", logs, 10*time.Millisecond, 4*time.Second)
	at := math.Expm1(c.After[0].Detectable) // in the time that was measured
	if got := c.Detects(at); math.Abs(got.Seconds()-4) > 0.011 {
		t.Errorf("what 4 s detect is detected in %s", got)
	}
	if one, two := c.Detects(0.001), c.Detects(0.002); math.Abs(one.Seconds()/two.Seconds()-4) > 0.1 {
		t.Errorf("0.1 %% is detected in %s and 0.2 %% in %s, want a quarter", one, two)
	}
	if got := c.Detects(0.5); got != 130*time.Millisecond {
		t.Errorf("50 %% is detected in %s, want 13 launches", got)
	}
	if got := verdict.Calibrate("copy", logs[:12], time.Millisecond).Detects(0.01); got != 0 {
		t.Errorf("from 12 launches 1 %% is detected in %s, want 0: nobody knows", got)
	}
}

func TestPlantFound(t *testing.T) {
	for word, want := range map[verdict.Word]bool{verdict.Worse: true, verdict.Better: false, verdict.Same: false, verdict.Undecided: false} {
		if got := (verdict.Plant{Against: verdict.Judgement{Word: word}}).Found(); got != want {
			t.Errorf("a slowdown that is judged %s is found: %v, want %v", word, got, want)
		}
	}
}
