package runner_test

import (
	"runtime"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"golang.org/x/sys/unix"
)

// TestChildOnOneProcessor: a run ends, and has records, where the collector
// and the parent share a processor with what is measured.
func TestChildOnOneProcessor(t *testing.T) {
	for _, test := range []struct {
		name       string
		procs, cpu bool
	}{{"GOMAXPROCS=1", true, false}, {"one CPU", false, true}, {"GOMAXPROCS=1 on one CPU", true, true}} {
		t.Run(test.name, func(t *testing.T) {
			if test.procs {
				t.Setenv("GOMAXPROCS", "1")
			}
			if test.cpu {
				oneCPU(t)
			}
			for scenario, allocates := range map[string]bool{"Honest": true, "Frugal": false} {
				got := measured(t, started(t, 0), scenario, 64, 4096)
				if len(got.faults) > 0 {
					t.Errorf("%s: faults are %v, want none", scenario, got.faults)
				}
				for _, size := range []bench.Bytes{64, 4096} {
					if trial := got.trials[size]; trial.Visit.Collector != allocates {
						t.Errorf("%s: the trial of %s has collector %v, want %v", scenario, size, trial.Visit.Collector, allocates)
					}
					if n := len(got.records[size]); n != 2 {
						t.Errorf("%s: %d records of %s, want 2", scenario, n, size)
					}
					for _, r := range got.records[size] {
						if r.Procs != 1 || r.Collector != allocates || len(r.Blocks) < 2 {
							t.Errorf("%s: a record of %s has %d processors, collector %v and %d blocks, want 1, %v and two or more",
								scenario, size, r.Procs, r.Collector, len(r.Blocks), allocates)
						}
					}
				}
			}
		})
	}
}

// oneCPU has the children of this test run on one of the processors that this
// thread may run on: a child inherits them from the thread that starts it.
func oneCPU(t *testing.T) {
	t.Helper()
	runtime.LockOSThread()
	var all, one unix.CPUSet
	if err := unix.SchedGetaffinity(0, &all); err != nil {
		runtime.UnlockOSThread()
		t.Skipf("the processors of a thread are not known here: %v", err)
	}
	for i := range 1024 { // as many as a CPUSet has
		if all.IsSet(i) {
			one.Set(i)
			break
		}
	}
	if err := unix.SchedSetaffinity(0, &one); err != nil {
		runtime.UnlockOSThread()
		t.Skipf("a thread cannot be kept to one processor here: %v", err)
	}
	t.Cleanup(func() {
		if err := unix.SchedSetaffinity(0, &all); err != nil {
			t.Errorf("give the thread back its processors: %v", err)
			return // and keep it locked: it ends with its goroutine
		}
		runtime.UnlockOSThread()
	})
}
