package budget_test

import (
	"math"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/budget"
)

const inBenchmark = " example.com/codec.BenchmarkDecode testing.(*B).runN testing.(*B).launch"

// decoded is a benchmark of 1000 ns per operation. A sample stands for 10 ns of it.
func decoded(procs int) budget.Benchmark {
	return budget.Benchmark{
		Name: "base", Times: []float64{1000, 1001, 999, 1000, 1002, 998, 1000, 1000}, Procs: procs,
		Samples: budget.Samples{Period: 1e7, Ops: 1_000_000, Stacks: []budget.Stack{
			stack(40, "runtime.memmove bytes.Clone"+inBenchmark),
			stack(20, "runtime.mallocgc runtime.makeslice bytes.Clone"+inBenchmark),
			stack(10, "example.com/codec.decode"+inBenchmark),
			stack(5, "example.com/codec.serve"), // a goroutine of the benchmark
			stack(4, "internal/runtime/syscall.Syscall6 syscall.read example.com/codec.body testing.(*B).RunParallel.func1"),
			stack(8, "runtime.scanobject runtime.gcDrain runtime.gcBgMarkWorker"),
			stack(3, "runtime.futex runtime.findRunnable runtime.schedule runtime.mcall"),
			stack(2, "runtime._ExternalCode"),
			stack(50, "runtime.GC testing.(*B).runN testing.(*B).launch"),
			stack(50, "os.Open main.init runtime.doInit runtime.main"),
			stack(50, "testing.(*B).StopTimer testing.(*B).runN"),
		}},
	}
}

// TestOfBenchmark: a row is CPU time per operation, the centres add up to the time, and
// package testing is in no row. The runtime's own goroutines take time from the benchmark
// only if there is one processor.
func TestOfBenchmark(t *testing.T) {
	want := map[budget.Row]float64{
		budget.Moving: 400, budget.Allocation: 200, budget.Other: 150, budget.System: 40, budget.Calls: 20,
		budget.Collection: 80, budget.Scheduling: 30,
	}
	for procs, hits := range map[int]int64{1: 92, 4: 81} {
		got := budget.OfBenchmark(decoded(procs))
		if got.Hits != hits || got.Outside != 150 {
			t.Errorf("on %d processors, %d samples are in rows and %d outside, want %d and 150", procs, got.Hits, got.Outside, hits)
		}
		sum := got.Unexplained.Center
		for _, p := range got.Parts {
			sum += p.Time.Center
			if math.Abs(p.Time.Center-want[p.Row]) > 1e-6 || p.Time.Lo >= p.Time.Center || p.Time.Hi <= p.Time.Center {
				t.Errorf("on %d processors, %s takes %+v, want %v within an interval", procs, p.Row, p.Time, want[p.Row])
			}
		}
		if math.Abs(sum-1000) > 1e-6 || got.Unexplained.Lo > got.Unexplained.Center || got.Unexplained.Hi < got.Unexplained.Center {
			t.Errorf("on %d processors, the budget adds up to %v, and %+v is unexplained", procs, sum, got.Unexplained)
		}
		if others := got.Others.Center; procs == 1 && others != 0 || procs > 1 && math.Abs(others-110) > 1e-6 {
			t.Errorf("on %d processors, the runtime takes %v beside the benchmark", procs, others)
		}
		sum = 0
		for _, s := range got.Stacks {
			sum += float64(s.Samples)
			if s.Frames[len(s.Frames)-1] != "base" {
				t.Errorf("on %d processors, a stack begins in %q, want the side itself", procs, s.Frames)
			}
		}
		if sum != float64(hits) {
			t.Errorf("on %d processors, the stacks have %v samples, want %d", procs, sum, hits)
		}
		if got.Functions[0].Name != "runtime.memmove" {
			t.Errorf("the hottest function is %+v, want runtime.memmove", got.Functions[0])
		}
	}
}

// TestOfBenchmarkWithout: without samples all is unexplained; without enough launches there
// is no interval.
func TestOfBenchmarkWithout(t *testing.T) {
	b := decoded(1)
	b.Samples = budget.Samples{}
	if got := budget.OfBenchmark(b); got.Hits != 0 || got.Unexplained != got.Time || len(got.Parts) != 0 {
		t.Errorf("without samples, the budget is %+v", got.Budget)
	}
	b = decoded(1)
	b.Times = b.Times[:1]
	if got := budget.OfBenchmark(b); !math.IsInf(got.Unexplained.Hi, 1) || math.IsInf(got.Parts[0].Time.Hi, 0) {
		t.Errorf("of one launch, the budget is %+v", got.Budget)
	}
}

// TestChange: the time is that of pairs, the rows are differences, and the rest adds up.
func TestChange(t *testing.T) {
	base, head := decoded(1), decoded(1)
	head.Name = "head"
	for i := range head.Times {
		head.Times[i] += 500
	}
	head.Samples.Stacks = append([]budget.Stack{}, head.Samples.Stacks...)
	head.Samples.Stacks[1].Samples = 70
	d := budget.Change(budget.OfBenchmark(base), budget.OfBenchmark(head), [2][]float64{base.Times, head.Times})
	if d.Arm != "head" || d.Than != "base" || d.Time.Center != 500 {
		t.Errorf("the difference is %+v", d)
	}
	sum := d.Unexplained.Center
	for _, p := range d.Parts {
		sum += p.Time.Center
		changed := p.Time.Lo > 0 || p.Time.Hi < 0
		if changed != (p.Row == budget.Allocation) {
			t.Errorf("%s changes by %+v, want a change of allocation alone", p.Row, p.Time)
		}
	}
	if math.Abs(sum-500) > 1e-6 {
		t.Errorf("the difference adds up to %v, want 500", sum)
	}
}

// TestClasses: allocations of the benchmark are put together by size, and those of package
// testing are left out.
func TestClasses(t *testing.T) {
	site := func(size, objects int64, frames string) budget.Site {
		return budget.Site{Frames: strings.Fields(frames), Size: size, Objects: objects}
	}
	b := budget.Benchmark{Times: []float64{1}, Heap: budget.Heap{Bytes: 4200, Objects: 3, Ops: 10, Sites: []budget.Site{
		site(48, 10, "runtime.newobject example.com/codec.header"+inBenchmark),
		site(48, 5, "example.com/codec.trailer"+inBenchmark),
		site(4096, 10, "bytes.Clone"+inBenchmark),
		site(64, 99, "runtime.mallocgc runtime.newm runtime.mstart"),
		site(64, 99, "testing.(*B).StopTimer testing.(*B).runN"),
	}}}
	got := budget.OfBenchmark(b)
	want := []budget.Class{{Size: 4096, Objects: 1, Site: "bytes.Clone"}, {Size: 48, Objects: 1.5, Site: "example.com/codec.header"}}
	if len(got.Classes) != 2 || got.Classes[0] != want[0] || got.Classes[1] != want[1] {
		t.Errorf("the sizes are %+v, want %+v", got.Classes, want)
	}
	if bytes, objects := got.Profiled(); bytes != 4168 || objects != 2.5 {
		t.Errorf("the profile has %v bytes in %v objects, want 4168 in 2.5", bytes, objects)
	}
}
