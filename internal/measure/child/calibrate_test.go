package child_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// calibrated are the trials and faults of a calibration.
func calibrated(t *testing.T, shop child.Shop, sizes ...bench.Bytes) (trials []launch.Trial, faults []launch.Fault) {
	t.Helper()
	for _, m := range done(t, launch.Job{Mode: launch.CalibrateMode, Conditions: launch.Conditions{Ballast: bench.MiB}, Visits: of(sizes...)}, shop) {
		switch {
		case m.Trial != nil:
			trials = append(trials, *m.Trial)
		case m.Fault != nil:
			faults = append(faults, *m.Fault)
		}
	}
	return trials, faults
}

// TestServeCalibrates: every arm is taken at its word, and its operations, its
// clock and whether it allocates are found.
func TestServeCalibrates(t *testing.T) {
	const ns, us, ms = time.Nanosecond, time.Microsecond, time.Millisecond
	for _, test := range []struct {
		name string
		arms func(f *fakeTime) []bench.Arm[int]
		refs func(f *fakeTime) []reference.Candidate
		want launch.Visit
	}{
		{
			name: "all work is on the thread",
			arms: func(f *fakeTime) []bench.Arm[int] {
				return []bench.Arm[int]{timed("copy", f.works(100*ns)), timed("view", f.works(1*us)), timed("slow", f.works(3*ms))}
			},
			want: launch.Visit{Arms: []int{0, 1, 2}, Ops: []int{500, 50, 1}, Long: []bool{false, false, true}, Clock: launch.Thread},
		},
		{
			name: "an arm allocates",
			arms: func(f *fakeTime) []bench.Arm[int] {
				passes := f.works(1 * us)
				return []bench.Arm[int]{timed("view", f.works(1*us)), timed("copy", func(n int) uint64 {
					for range n {
						escaped = make([]byte, 1024)
					}
					return passes(n)
				})}
			},
			want: launch.Visit{Arms: []int{0, 1}, Ops: []int{50, 50}, Long: []bool{false, false}, Collector: true, Clock: launch.Wall},
		},
		{
			name: "another goroutine allocates at times",
			arms: func(f *fakeTime) []bench.Arm[int] {
				passes, runs := f.works(1*us), 0
				return []bench.Arm[int]{timed("copy", f.works(1*us)), timed("view", func(n int) uint64 {
					if runs++; runs == 1 || runs == 3 {
						allocated := make(chan struct{})
						go func() {
							escaped = make([]byte, 1024)
							close(allocated)
						}()
						<-allocated
					}
					return passes(n)
				})}
			},
			want: launch.Visit{Arms: []int{0, 1}, Ops: []int{50, 50}, Long: []bool{false, false}, Clock: launch.Thread},
		},
		{
			name: "an arm waits",
			arms: func(f *fakeTime) []bench.Arm[int] {
				return []bench.Arm[int]{timed("copy", f.works(1*us)), timed("view", f.run(1*us, 100*ns, 100*ns))}
			},
			want: launch.Visit{Arms: []int{0, 1}, Ops: []int{50, 50}, Long: []bool{false, false}, Clock: launch.Wall},
		},
		{
			name: "an arm has a thread of its own",
			arms: func(f *fakeTime) []bench.Arm[int] {
				return []bench.Arm[int]{timed("copy", f.run(1*us, 1*us, 2*us)), timed("view", f.works(1*us))}
			},
			want: launch.Visit{Arms: []int{0, 1}, Ops: []int{50, 50}, Long: []bool{false, false}, Clock: launch.Wall},
		},
		{
			name: "references: the fastest of each role, and the probes that are asked for",
			arms: func(f *fakeTime) []bench.Arm[int] { return []bench.Arm[int]{timed("copy", f.works(3*ms))} },
			refs: func(f *fakeTime) []reference.Candidate {
				return []reference.Candidate{
					candidate(reference.CeilingRead, "slow", f.works(2*us)),
					candidate(reference.CeilingRead, "fast", f.run(1*us, 1, 5*us)), // its clock does not count
					candidate(reference.CeilingCopy, "only", f.works(3*ms)),
					candidate(reference.Probe("wanted"), "c", f.works(500*ns)),
					candidate(reference.Probe("unwanted"), "c", f.works(1*ns)),
				}
			},
			want: launch.Visit{
				Arms: []int{0}, Ops: []int{1, 50, 1, 100}, Long: []bool{true, false, true, false}, Clock: launch.Thread,
				References: []reference.ID{{Role: reference.CeilingRead, Name: "fast"}, {Role: reference.CeilingCopy, Name: "only"}, {Role: reference.Probe("wanted"), Name: "c"}},
			},
		},
	} {
		f := &fakeTime{}
		shop := child.Shop{Scenarios: []bench.Scenario{animal(test.arms(f)...)}, Clocks: f.clocks()}
		if test.refs != nil {
			shop.References = test.refs(f)
		}
		trials, faults := calibrated(t, shop, 64, 4096)
		if len(trials) != 2 || len(faults) > 0 {
			t.Fatalf("%s: %d trials and faults %v, want a trial a case", test.name, len(trials), faults)
		}
		for i, size := range []bench.Bytes{64, 4096} {
			test.want.Case = bench.Case{Size: size, Passes: 1}
			if got := trials[i]; !reflect.DeepEqual(got.Visit, test.want) || got.Skip != nil || len(got.Evidence) > 0 {
				t.Errorf("%s: the trial of %s is %+v, want %+v and no evidence", test.name, size, got, test.want)
			}
		}
	}
}

// TestServeCalibratesWithoutAThreadClock: wall time counts where there is
// nothing else, and is all that is measured.
func TestServeCalibratesWithoutAThreadClock(t *testing.T) {
	f := &fakeTime{}
	arms := []bench.Arm[int]{timed("copy", f.works(time.Microsecond)), timed("view", f.works(2*time.Microsecond))}
	shop := child.Shop{Scenarios: []bench.Scenario{animal(arms...)}, Clocks: loop.Clocks{Wall: f.clocks().Wall}}
	trials, faults := calibrated(t, shop, 64)
	if len(trials) != 1 || len(faults) > 0 || trials[0].Visit.Clock != "ns/op" {
		t.Fatalf("trials %+v and faults %v, want one that counts ns/op", trials, faults)
	}
	records := measured(t, launch.Job{Visits: []launch.Visit{trials[0].Visit}}, shop)
	if len(records) != 1 || records[0].Clock != "ns/op" {
		t.Fatalf("records %+v, want one that counts ns/op", records)
	}
	for _, b := range records[0].Blocks {
		for _, round := range b.Rounds {
			for i, ops := range []int{50, 25} {
				if want := (loop.Sample{Arm: i, Ops: ops, Wall: 50 * time.Microsecond}); round[i] != want {
					t.Errorf("a sample is %+v, want %+v", round[i], want)
				}
			}
		}
	}
}

// TestServeCalibratesWhatFails: a case that cannot be calibrated says so, and
// the next one is calibrated.
func TestServeCalibratesWhatFails(t *testing.T) {
	for _, test := range []struct {
		name  string
		fails func(s *bench.Of[int], f *fakeTime)
		fault string // a part of it; empty for none
		skip  string
	}{
		{
			name:  "no source",
			fails: func(s *bench.Of[int], _ *fakeTime) { s.Source = odd(errors.New("no such device")) },
			fault: "make the source: no such device",
		},
		{
			name:  "not here",
			fails: func(s *bench.Of[int], _ *fakeTime) { s.Source = odd(&bench.Skip{Reason: "no such library"}) },
			skip:  "no such library",
		},
		{
			name: "an arm is unsteady",
			fails: func(s *bench.Of[int], f *fakeTime) {
				sum := uint64(0)
				s.Arms[1].Open = func(b *bench.Block, _ int) (bench.Op, error) {
					return bench.Op{Run: func(n int) uint64 {
						once := f.works(time.Microsecond)(n)
						if b.Case.Size == 63 {
							sum++
							return sum
						}
						return once
					}}, nil
				}
			},
			fault: "arm view is unsteady: arm 1 returned checksum",
		},
	} {
		f := &fakeTime{}
		s := animal(timed("copy", f.works(time.Microsecond)), timed("view", f.works(time.Microsecond)))
		test.fails(&s, f)
		trials, faults := calibrated(t, child.Shop{Scenarios: []bench.Scenario{s}, Clocks: f.clocks()}, 64, 63, 65)
		var good []bench.Bytes
		skip := ""
		for _, trial := range trials {
			if trial.Skip != nil {
				skip = trial.Skip.Error()
				continue
			}
			good = append(good, trial.Visit.Case.Size)
		}
		if skip != test.skip || (test.fault == "") != (len(faults) == 0) {
			t.Errorf("%s: skip %q and faults %v, want %q and %q", test.name, skip, faults, test.skip, test.fault)
		}
		for _, fault := range faults {
			if fault.Case.Size != 63 || !strings.Contains(fault.Reason, test.fault) {
				t.Errorf("%s: fault %s: %s, want one of size 63 that says %q", test.name, fault.Name(), fault.Reason, test.fault)
			}
		}
		if want := []bench.Bytes{64, 65}; !reflect.DeepEqual(good, want) {
			t.Errorf("%s: sizes %v are calibrated, want %v", test.name, good, want)
		}
	}
}

// odd is a source that fails at size 63.
func odd(err error) func(*bench.Block) (int, error) {
	return func(b *bench.Block) (int, error) {
		if b.Case.Size == 63 {
			return 0, err
		}
		return 0, nil
	}
}
