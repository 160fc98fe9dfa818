package child_test

import (
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// measured are the records of a measurement.
func measured(t *testing.T, job launch.Job, shop child.Shop) (records []*launch.Record) {
	t.Helper()
	job.Mode = launch.MeasureMode
	for _, m := range done(t, job, shop) {
		if m.Fault != nil {
			t.Errorf("fault %s: %s, want none", m.Fault.Name(), m.Fault.Reason)
		}
		if m.Record != nil {
			records = append(records, m.Record)
		}
	}
	return records
}

// TestRecordKeepsItsVisit: the clock and the collector are the visit's, and
// the time that it took holds all samples and sources.
func TestRecordKeepsItsVisit(t *testing.T) {
	for _, test := range []struct {
		clock     launch.Clock
		collector bool
	}{{launch.Thread, false}, {launch.Wall, false}, {launch.Wall, true}} {
		shop := child.Shop{Scenarios: []bench.Scenario{memory("Memory", test.collector)}, Clocks: clocks.System()}
		visits := of(64, 4096)
		for i := range visits {
			v := &visits[i]
			v.Arms, v.Ops, v.Clock, v.Collector = []int{0, 1}, []int{20, 40}, test.clock, test.collector
		}
		records := measured(t, launch.Job{Visits: visits, Conditions: launch.Conditions{Ballast: bench.MiB}, Extent: loop.Extent{Rounds: 2}}, shop)
		if len(records) != 2 {
			t.Fatalf("%d records, want one a visit", len(records))
		}
		for i, r := range records {
			if r.Case.String() != visits[i].Case.String() || r.Clock != test.clock || r.Collector != test.collector || r.Seed != 5 || r.Procs != runtime.GOMAXPROCS(0) {
				t.Errorf("record %d is of %s with clock %q, collector %v, seed %d and %d processors, want its visit's, the job's and this process's",
					i, r.Case, r.Clock, r.Collector, r.Seed, r.Procs)
			}
			var sampled, setup time.Duration
			for _, b := range r.Blocks {
				setup += b.Setup
				for _, round := range b.Rounds {
					for _, s := range round {
						sampled += s.Wall
					}
				}
			}
			if r.Took <= 0 || sampled <= 0 || r.Took < sampled+setup {
				t.Errorf("%s: it took %s, want at least the %s of its samples and the %s of its sources", r.Case, r.Took, sampled, setup)
			}
			if fresh := test.collector; (r.Rivals[0].Allocs >= 1) != fresh || fresh && r.Rivals[0].Allocated < r.Case.Size {
				t.Errorf("%s: the copy allocates %v objects of %s, want a fresh copy: %v", r.Case, r.Rivals[0].Allocs, r.Rivals[0].Allocated, fresh)
			}
		}
	}
}

// TestRecordTellsPages: what was asked for follows the job, what was granted is
// known where a buffer is large enough.
func TestRecordTellsPages(t *testing.T) {
	const large, granted = 2 * bench.MiB, 6 * bench.MiB
	_, err := os.Stat("/sys/kernel/mm/transparent_hugepage")
	asks := runtime.GOOS == "linux" && err == nil // else what is asked for is refused
	counts := func(n bench.Bytes, known bool) func() (uint64, bool) {
		return func() (uint64, bool) { return uint64(n), known }
	}
	for _, test := range []struct {
		name    string
		pages   launch.Pages
		size    bench.Bytes
		huge    func() (uint64, bool)
		asked   bench.Bytes // or a little more
		granted bench.Bytes
	}{
		{"base pages", launch.BasePages, large, counts(granted, true), 0, granted},
		{"huge pages", launch.HugePages, large, counts(granted, true), 5 * large, granted}, // source, two arms' and the ground's two
		{"none granted", launch.HugePages, large, counts(0, true), 5 * large, 0},
		{"nobody knows", launch.HugePages, large, counts(0, false), 5 * large, 0},
		{"nobody to ask", launch.HugePages, large, nil, 5 * large, 0},
		{"small buffers", launch.HugePages, 64, func() (uint64, bool) { t.Error("a small case was asked for huge pages"); return 1, true }, 0, 0},
	} {
		f := &fakeTime{}
		s := memory("Memory", false)
		for i := range s.Arms {
			open := s.Arms[i].Open
			s.Arms[i].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
				_, err := open(b, src)
				return bench.Op{Run: f.works(3 * time.Millisecond)}, err
			}
		}
		shop := child.Shop{
			Scenarios: []bench.Scenario{s}, Clocks: f.clocks(), HugeBytes: test.huge,
			References: []reference.Candidate{candidate(reference.CeilingCopy, "only", f.works(3*time.Millisecond))},
		}
		visit := launch.Visit{
			Case: bench.Case{Size: test.size, Passes: 1}, Arms: []int{0, 1}, Ops: []int{1, 1, 1},
			References: []reference.ID{{Role: reference.CeilingCopy, Name: "only"}},
		}
		records := measured(t, launch.Job{Visits: []launch.Visit{visit}, Conditions: launch.Conditions{Pages: test.pages}}, shop)
		if len(records) != 1 || len(records[0].Blocks) < launch.BlocksMin {
			t.Fatalf("%s: records %+v, want one of two blocks or more", test.name, records)
		}
		for _, b := range records[0].Blocks {
			least, most := bench.Bytes(0), bench.Bytes(0)
			if asks && test.asked > 0 {
				least, most = test.asked*99/100, test.asked*101/100
			}
			if b.Asked < least || b.Asked > most || b.Granted != test.granted {
				t.Errorf("%s: a block asked for %s of huge pages and was granted %s, want %s to %s and %s",
					test.name, b.Asked, b.Granted, least, most, test.granted)
			}
		}
	}
}

// TestServeKeepsLongOps: operations that the visit says are long do not run
// twice.
func TestServeKeepsLongOps(t *testing.T) {
	for _, test := range []struct {
		long []bool
		want []int // operations of the copy's runs, in the first block
	}{
		{[]bool{true, true}, []int{1, 1, 1, 1, 1, 1}},
		{nil, []int{1, 1, 1, 1, 1, 1, 1, 1}}, // an untimed operation before each
	} {
		f := &fakeTime{}
		var runs []int
		opened := 0
		copies := bench.Arm[int]{Name: "copy", Kind: bench.Copy, Open: func(*bench.Block, int) (bench.Op, error) {
			opened++
			return bench.Op{Cost: bench.Cost{Allocs: bench.Uncounted}, Run: func(n int) uint64 {
				if opened == 1 {
					runs = append(runs, n)
				}
				return f.works(5 * time.Millisecond)(n)
			}}, nil
		}}
		shop := child.Shop{Scenarios: []bench.Scenario{animal(copies, timed("view", f.works(5*time.Millisecond)))}, Clocks: f.clocks()}
		visit := launch.Visit{Case: bench.Case{Size: 64, Passes: 1}, Arms: []int{0, 1}, Ops: []int{1, 1}, Long: test.long}
		records := measured(t, launch.Job{Visits: []launch.Visit{visit}, Extent: loop.Extent{Rounds: 2}}, shop)
		if len(records) != 1 || len(records[0].Blocks[0].Rounds) != 2 {
			t.Fatalf("records %+v, want one with two rounds a block", records)
		}
		if !slices.Equal(runs, test.want) {
			t.Errorf("with long operations %v the copy ran %v, want %v: four are counted, the others are timed", test.long, runs, test.want)
		}
	}
}
