package main

import (
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/plant"
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
	with := &program{same: plant.Same()}
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
func TestWithin(t *testing.T) {
	for limit, want := range map[time.Duration]int{selfTestLeast: 2, selfTestAllocates: 3, selfTestLarge: 4, selfTestMost: 4} {
		if got := len(within(plant.Same(), limit)); got != want {
			t.Errorf("in %s %d classes are compared, want %d", limit, got, want)
		}
	}
}

// As many launches as an interval takes, and no longer than there is time for.
func TestAlike(t *testing.T) {
	const least, share = 10, time.Second
	for _, test := range []struct {
		name     string
		launches int
		spent    time.Duration
		brief    bool
		want     bool
	}{
		{"none", 0, 0, true, false},
		{"too few", 9, 2 * share, true, false},
		{"enough", 10, 0, true, true},
		{"too few in time", 9, share, false, false},
		{"too few for ever", 9, time.Minute, false, true},
		{"time is left", 40, share / 2, false, false},
		{"time is up", 40, share, false, true},
		{"time is up early", 10, 2 * share, false, true},
	} {
		at := taken{logs: make([]float64, test.launches), spent: test.spent}
		if got := alike(least, test.brief, share)(at); got != test.want {
			t.Errorf("%s: enough is %v, want %v", test.name, got, test.want)
		}
	}
}

// One launch fewer gives no interval.
func TestLeastOf(t *testing.T) {
	for _, alpha := range []float64{0.05, 0.0125, 0.05 / 3, 0.01, 0.001} {
		n := leastOf(alpha)
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
