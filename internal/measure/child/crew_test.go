package child_test

import (
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// counted is an op that counts its operations. Each returns sum.
func counted(done *atomic.Int64, sum uint64) bench.Op {
	return bench.Op{Run: func(n int) uint64 {
		done.Add(int64(n))
		return sum * uint64(n)
	}}
}

// TestCrewDoesEachOperationOnce: a crew does as many operations as it is asked for, by
// goroutines with different data, and its checksum is that of the first one's.
func TestCrewDoesEachOperationOnce(t *testing.T) {
	for _, n := range []int{1, 2, 3, 7, 64, 1000, 100_003} {
		var done atomic.Int64
		run := child.Crew(t, []bench.Op{counted(&done, 5), counted(&done, 7), counted(&done, 1<<63)}, 2)
		before := done.Load() // one of each, to know its checksum
		if got := run(n); got != 5*uint64(n) || done.Load()-before != int64(n) {
			t.Errorf("%d operations: the checksum is %d and %d were done, want %d of all", n, got, done.Load()-before, 5*n)
		}
	}
}

// TestCrewFindsAWrongChecksum: an operation with another checksum than its source's
// changes that of the sample, whichever goroutine it was on.
func TestCrewFindsAWrongChecksum(t *testing.T) {
	var calls atomic.Int64
	odd := bench.Op{Run: func(n int) uint64 { return uint64(n) * (7 + uint64(calls.Add(1))) }}
	if got := child.Crew(t, []bench.Op{odd, odd, odd}, 1)(1000); got == 1000*8 {
		t.Errorf("operations whose checksum varies have that of steady ones, %d", got)
	}
}

// TestCrewPanics: a panic on a goroutine is one of the caller, which has its reason.
func TestCrewPanics(t *testing.T) {
	calls := 0
	bad := bench.Op{Run: func(n int) uint64 {
		if calls++; calls > 1 {
			panic("no more memory")
		}
		return 0
	}}
	run := child.Crew(t, []bench.Op{bad}, 1)
	defer func() {
		if said, _ := recover().(string); said != "no more memory (goroutine 1 of 1)" {
			t.Errorf("the caller panics with %q, want the reason", said)
		}
	}()
	run(10)
}

// crowded is a visit of a case with several goroutines.
func crowded(axes ...bench.Axis) launch.Visit {
	return launch.Visit{Case: bench.Case{Size: 4096, Passes: 1, Axes: axes}, Arms: []int{0, 1}, Ops: []int{40, 40}}
}

// TestCrowd: operations of several goroutines are seen by the clocks of the process, and a
// bystander is beside them. Every goroutine has a source.
func TestCrowd(t *testing.T) {
	shop := child.Shop{Scenarios: []bench.Scenario{memory("Memory", false)}, Clocks: clocks.System(), Whole: clocks.Process()}
	visit := crowded(bench.Axis{Key: bench.Goroutines, Value: "3"})
	visit.Ops = []int{200_000, 200_000} // longer than the bystander sleeps
	records := measured(t, launch.Job{Visits: []launch.Visit{visit}, Extent: loop.Extent{Rounds: 2}}, shop)
	if len(records) != 1 || records[0].Blocks[0].Sources != 3 {
		t.Fatalf("records %+v, want one with 3 sources", records)
	}
	var wakes int64
	for _, b := range records[0].Blocks {
		for _, round := range b.Rounds {
			for _, s := range round {
				wakes += s.Usage.Wakes
				if s.CPU != 0 || runtime.GOOS == "linux" && s.Process == 0 || s.Usage.Late < 0 {
					t.Errorf("sample %+v has time of the calling thread, none of the process, or a bystander ahead of its time", s)
				}
			}
		}
	}
	if wakes == 0 {
		t.Error("the bystander never woke up")
	}
}

// buffer is memory behind a lock: whoever has it wrongly makes no data race.
type buffer struct {
	sync.Mutex
	held []byte
}

// scratch is a scenario whose copy goes to a buffer that all goroutines share if that is
// so, and that lets others run before it reads.
func scratch(shares bool) bench.Of[[]byte] {
	s := memory("Scratch", false)
	s.Arms[0].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
		kept := &buffer{held: b.Touched(b.Case.Size)}
		if shares {
			kept = b.Shared("scratch", func() any { return kept }).(*buffer)
		}
		return bench.Op{Run: func(n int) (sum uint64) {
			for range n {
				kept.Lock()
				copy(kept.held, src)
				kept.Unlock()
				runtime.Gosched()
				kept.Lock()
				sum += uint64(kept.held[0]) + uint64(kept.held[len(kept.held)-1])<<8
				kept.Unlock()
			}
			return sum
		}}, nil
	}
	return s
}

// TestSharedBufferIsCaught: who reads a buffer that another goroutine fills meanwhile
// reads another message, and its checksum says so. One processor makes the turns certain.
func TestSharedBufferIsCaught(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, shares := range []bool{false, true} {
		shop := child.Shop{Scenarios: []bench.Scenario{scratch(shares)}, Clocks: clocks.System(), Whole: clocks.Process()}
		job := launch.Job{
			Mode: launch.MeasureMode, Extent: loop.Extent{Rounds: 2},
			Visits: []launch.Visit{crowded(bench.Axis{Key: bench.Goroutines, Value: "4"})},
		}
		fault := ""
		for _, m := range done(t, job, shop) {
			if m.Fault != nil {
				fault = m.Fault.Reason
			}
		}
		if caught := strings.Contains(fault, "arm copy is unsteady"); caught != shares {
			t.Errorf("a buffer that goroutines share (%v): fault %q", shares, fault)
		}
	}
}

// TestCrowdSkips: cases that cannot be brought about are skipped with their reasons.
func TestCrowdSkips(t *testing.T) {
	held := memory("Held", false)
	open := held.Arms[1].Open
	held.Arms[1].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
		op, err := open(b, src)
		op.Hold = func(sample func()) { sample() }
		return op, err
	}
	free := memory("Free", false)
	for _, test := range []struct {
		scenario bench.Scenario
		procs    int
		axes     []bench.Axis
		want     string
	}{
		{held, 2, []bench.Axis{{Key: bench.Goroutines, Value: "P"}}, "its operations take turns"},
		{free, 1, []bench.Axis{{Key: bench.Goroutines, Value: "P"}}, "this process has one processor, so goroutines=P is one goroutine"},
		{free, 1, []bench.Axis{{Key: bench.Goroutines, Value: "4P"}}, ""},
		{free, 2, []bench.Axis{{Key: bench.Cache, Value: "cold"}, {Key: bench.Goroutines, Value: "P"}}, "goroutines=P and cache=cold are not measured together"},
	} {
		procs := runtime.GOMAXPROCS(test.procs)
		shop := child.Shop{Scenarios: []bench.Scenario{test.scenario}, Clocks: clocks.System(), Whole: clocks.Process()}
		job := launch.Job{Mode: launch.CalibrateMode, Visits: []launch.Visit{{Case: crowded(test.axes...).Case}}, Conditions: launch.Conditions{Cache: bench.MiB}}
		for _, m := range done(t, job, shop) {
			if m.Trial == nil {
				continue
			}
			if got := reason(m.Trial.Skip); !strings.Contains(got, test.want) || (got == "") != (test.want == "") {
				t.Errorf("%s on %d processors: skipped with %q, want %q", m.Trial.Visit.Case, test.procs, got, test.want)
			}
			if n := m.Trial.Visit.Ops; test.want == "" && (len(n) < 2 || n[0] < 4) {
				t.Errorf("%s: samples of %v operations, want at least one per goroutine", m.Trial.Visit.Case, n)
			}
		}
		runtime.GOMAXPROCS(procs)
	}
}

func reason(s *bench.Skip) string {
	if s == nil {
		return ""
	}
	return s.Reason
}
