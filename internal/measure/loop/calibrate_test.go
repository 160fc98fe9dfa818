package loop_test

import (
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/measure/loop"
)

func TestCalibrate(t *testing.T) {
	tests := []struct {
		takes, tick, target time.Duration
		want                int
	}{
		{takes: 1, want: 50_000},
		{takes: 100, want: 500},
		{takes: 1 * time.Millisecond, want: 1},
		{takes: 49 * time.Microsecond, want: 1},
		{takes: 26 * time.Microsecond, want: 1},
		{takes: 25 * time.Microsecond, want: 2},
		{takes: 10 * time.Second, want: 1},
		{takes: 7, want: 7142},
		{takes: 100, tick: 30, want: 500},
		{takes: 1, tick: 1 * time.Microsecond, want: 50_000},
		{takes: 1, target: 1 * time.Millisecond, want: 1_000_000},
		{takes: 0, want: 1 << 30},
	}
	for _, test := range tests {
		now := &fakeTime{tick: test.tick}
		timer := loop.New(now.clocks(), seeded(1))
		if test.target != 0 {
			timer.Target = test.target
		}
		f := &fakeOp{time: now, takes: test.takes}
		if got := timer.Calibrate(f.op()); got != test.want {
			t.Errorf("Calibrate of an operation of %v, clock of %v = %d, want %d", test.takes, test.tick, got, test.want)
		}
	}
}

// One run in five may be preempted, whichever it is, without misleading.
func TestCalibrateIgnoresPreemption(t *testing.T) {
	perSample := map[time.Duration]int{1: 50_000, 100: 500, 1 * time.Millisecond: 1}
	for takes, want := range perSample {
		for first := range 5 {
			now := &fakeTime{tick: 30}
			timer := loop.New(now.clocks(), seeded(1))
			f := &fakeOp{time: now, takes: takes, preempt: map[int]time.Duration{}}
			for run := first; run < 200; run += 5 {
				f.preempt[run] = 10 * time.Millisecond
			}
			if got := timer.Calibrate(f.op()); got != want {
				t.Errorf("Calibrate of an operation of %v, every fifth run from %d preempted = %d, want %d", takes, first, got, want)
			}
		}
	}
}

// A single run may even be preempted for longer than any sample.
func TestCalibrateIgnoresALongPreemption(t *testing.T) {
	for first := range 100 {
		now := &fakeTime{}
		f := &fakeOp{time: now, takes: 1, preempt: map[int]time.Duration{first: time.Second}}
		if got, want := loop.New(now.clocks(), seeded(1)).Calibrate(f.op()), 50_000; got != want {
			t.Errorf("Calibrate, run %d preempted for a second = %d, want %d", first, got, want)
		}
	}
}

// Two runs are enough of an operation that no preemption could have made so long.
func TestCalibrateIsShortOfLongOps(t *testing.T) {
	for takes, want := range map[time.Duration]int{
		100 * loop.DefaultTarget: 5, 100*loop.DefaultTarget + 1: 2, 10 * time.Second: 2,
	} {
		now := &fakeTime{}
		f := &fakeOp{time: now, takes: takes}
		if got := loop.New(now.clocks(), seeded(1)).Calibrate(f.op()); got != 1 || len(f.runs) != want {
			t.Errorf("Calibrate of an operation of %v = %d after %d runs, want 1 after %d", takes, got, len(f.runs), want)
		}
	}
}
