package main

import (
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/controls"
	"github.com/bufbench/bufbench/internal/interval"
	"github.com/bufbench/bufbench/internal/result"
)

func TestSelfTestTime(t *testing.T) {
	for run, want := range map[time.Duration]time.Duration{
		0: selfTestLeast, 5 * time.Second: selfTestLeast, 12 * time.Second: 1200 * time.Millisecond,
		time.Minute: 6 * time.Second, 5 * time.Minute: 30 * time.Second, time.Hour: 30 * time.Second,
	} {
		if got := selfTestTime(run); got != want {
			t.Errorf("a run of %s compares identical code for %s, want %s", run, got, want)
		}
	}
}

// A budget keeps what the self-test takes, half of it at most.
func TestSelfTestKeeps(t *testing.T) {
	with := &program{same: controls.Same()}
	for _, test := range []struct {
		budget, want time.Duration
		off          bool
		program      *program
	}{
		{budget: time.Minute, want: 6 * time.Second, program: with},
		{budget: 2 * time.Second, want: time.Second, program: with},
		{budget: time.Minute, off: true, program: with},
		{budget: time.Minute, program: &program{}},
	} {
		s := &session{program: test.program, selfTestOff: test.off, stop: stopping{budget: test.budget}}
		if got := s.selfTestKeeps(); got != test.want {
			t.Errorf("of %s, off %v, %s are kept, want %s", test.budget, test.off, got, test.want)
		}
	}
}

// What takes long is compared where there is time for it.
func TestSmall(t *testing.T) {
	for limit, want := range map[time.Duration]int{selfTestLeast: 3, selfTestLarge: 4, selfTestMost: 4} {
		if got := len(small(controls.Same(), limit)); got != want {
			t.Errorf("in %s %d classes are compared, want %d", limit, got, want)
		}
	}
}

// As many launches as an interval takes, and no more than there is time for.
func TestAlike(t *testing.T) {
	fixed, grows := result.Design{}, result.Design{Sequential: true}
	quiet := func(n int) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = 0.0001 * float64(1-i%2*2)
		}
		return x
	}
	noisy := func(n int) []float64 {
		x := quiet(n)
		for i := range x {
			x[i] *= 1000
		}
		return x
	}
	const share = time.Second
	for _, test := range []struct {
		name string
		run  result.Design
		t    taken
		want bool
	}{
		{"none", fixed, taken{}, false},
		{"too few", fixed, taken{logs: quiet(7)}, false},
		{"enough", fixed, taken{logs: quiet(8)}, true},
		{"too few in time", grows, taken{logs: quiet(10)}, false},
		{"too few, overtime", grows, taken{logs: quiet(10), spent: 2 * share}, false},
		{"too few for ever", grows, taken{logs: quiet(10), spent: time.Minute}, true},
		{"open", grows, taken{logs: noisy(40), spent: share / 2}, false},
		{"open, out of time", grows, taken{logs: noisy(40), spent: share}, true},
		{"the same", grows, taken{logs: quiet(40), spent: share / 2}, true},
	} {
		if got := alike(test.run, 4, share)(test.t); got != test.want {
			t.Errorf("%s: enough is %v, want %v", test.name, got, test.want)
		}
	}
}

// One launch fewer gives no interval.
func TestLeastOf(t *testing.T) {
	for _, alpha := range []float64{0.05, 0.0125, 0.05 / 3, 0.01, 0.001} {
		n := leastOf(result.Design{Alpha: alpha})
		values := make([]float64, n)
		for i := range values {
			values[i] = float64(i)
		}
		if e := interval.Median(values, 1-alpha); e.Hi > float64(n) {
			t.Errorf("at %g, %d launches give no interval: %+v", alpha, n, e)
		}
		if e := interval.Median(values[1:], 1-alpha); e.Hi < float64(n) {
			t.Errorf("at %g, %d launches give an interval, want none: %+v", alpha, n-1, e)
		}
	}
}
