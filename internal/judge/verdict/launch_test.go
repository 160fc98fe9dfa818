package verdict_test

import (
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/result"
)

// sample is one of that many operations, each taking so many nanoseconds.
func sample(perSample int, wall, cpu time.Duration) loop.Sample {
	return loop.Sample{Ops: perSample, Wall: wall * time.Duration(perSample), CPU: cpu * time.Duration(perSample)}
}

// record has two blocks of four rounds, in each of which one round is an
// outlier: the trimmed mean of four is that of the middle two.
func record(names ...string) *launch.Record {
	r := &launch.Record{Scenario: "A", Case: bench.Case{Size: 1000, Passes: 3}, Procs: 2}
	for i, name := range names {
		r.Rivals = append(r.Rivals, launch.Rival{Name: name, Moved: bench.Bytes(10 * i), Allocs: float64(i) / 2, Allocated: bench.Bytes(100 * i)})
	}
	times := [][]time.Duration{{100, 200, 300, 9000}, {500, 600, 700, 1}} // trimmed means 250 and 550
	for _, block := range times {
		var b launch.Block
		for n, ns := range block {
			var round []loop.Sample
			for i := range names {
				s := sample(10*(i+1), ns<<i+time.Duration(n*i), 2*ns<<i)
				s.Usage.Faults = int64(i)
				round = append(round, s)
			}
			b.Rounds = append(b.Rounds, round)
		}
		r.Blocks = append(r.Blocks, b)
	}
	return r
}

// near compares to 1e-7 of want: lines have eight digits.
func near(got, want float64) bool { return math.Abs(got-want) <= 1e-7*math.Abs(want) }

func TestLaunch(t *testing.T) {
	// Of {100 200 300 9000} the middle is {200 300}, of {500 600 700 1} it is
	// {500 600}: 250 and 550, and 400 for the launch.
	const base = 400.0
	// Rival i takes ns·2^i + n·i in round n.
	ratio := func(i int) float64 {
		var blocks []float64
		for _, block := range [][]float64{{100, 200, 300, 9000}, {500, 600, 700, 1}} {
			var logs []float64
			for n, ns := range block {
				logs = append(logs, math.Log((ns*float64(int(1)<<i)+float64(n*i))/ns))
			}
			slices.Sort(logs)
			blocks = append(blocks, (logs[1]+logs[2])/2)
		}
		return math.Exp((blocks[0] + blocks[1]) / 2)
	}
	for _, test := range []struct {
		name  string
		arms  []string
		arm   int
		ns    float64
		cpu   float64
		bytes float64 // of B/s; 0 for no such value
	}{
		{"the yardstick has its own mean", []string{"copy", "view"}, 0, base, 2 * base, 3000},
		{"another is paired with it", []string{"copy", "view"}, 1, base * ratio(1), 4 * base, 3000},
		{"the read ceiling reads as often as an arm", []string{"copy", "view", "ceiling-read"}, 2, base * ratio(2), 8 * base, 3000},
		{"a copy ceiling moves the bytes once", []string{"copy", "view", "ceiling-copy"}, 2, base * ratio(2), 8 * base, 1000},
		{"a probe moves none", []string{"copy", "probe-cgo-call"}, 1, base * ratio(1), 4 * base, 0},
		{"without the yardstick", []string{"view", "reuse"}, 0, base, 2 * base, 3000},
		{"without the yardstick each has its own mean", []string{"view", "reuse"}, 1, 801, 4 * base, 3000},
	} {
		lines := verdict.Launch(record(test.arms...))
		if len(lines) != len(test.arms) {
			t.Fatalf("%s: %d lines, want one a rival", test.name, len(lines))
		}
		l := lines[test.arm]
		if l.Scenario != "A" || l.Arm != test.arms[test.arm] || l.Procs != 2 || l.Ops != 8*10*(test.arm+1) || l.Case.String() != "size=1000B/passes=3" {
			t.Errorf("%s: line %+v, want its record's names, and the operations of 8 samples", test.name, l)
		}
		i := float64(test.arm)
		for _, v := range []struct {
			unit string
			want float64
		}{
			{"ns/op", test.ns},
			{"cpu-ns/op", test.cpu},
			{"B/op", 100 * i},
			{"allocs/op", i / 2},
			{"copied-B/op", 10 * i},
			{"minflt/op", i / (10 * (i + 1))},
			{"B/s", test.bytes / test.ns * 1e9},
		} {
			got, has := l.Get(v.unit)
			if has != (v.unit != "B/s" || test.bytes > 0) || !near(got, v.want) {
				t.Errorf("%s: %s is %v (%v), want %v", test.name, v.unit, got, has, v.want)
			}
		}
	}
}

// TestLaunchCounts: what was counted is in the line, by unit, and what was not is
// not; over launches, those that counted count.
func TestLaunchCounts(t *testing.T) {
	counted := func(cycles, faults float64) []result.Line {
		r := record("copy", "view")
		r.Rivals[1].Counts = []launch.Count{{Event: "page-faults", PerOp: faults, Share: 1}}
		if cycles > 0 {
			r.Rivals[1].Counts = append(r.Rivals[1].Counts, launch.Count{Event: "cycles", PerOp: cycles, Share: 0.5})
		}
		return verdict.Launch(r)
	}
	lines := counted(0, 2)
	if plain := verdict.Launch(record("copy", "view")); !reflect.DeepEqual(lines[0], plain[0]) || len(lines[1].Values) != len(plain[1].Values)+1 {
		t.Errorf("lines %+v, want those without counters and one value more", lines)
	}
	for _, test := range []struct {
		arm  int
		unit string
		want float64
		has  bool
	}{{1, "page-faults/op", 2, true}, {1, "cycles/op", 0, false}, {0, "page-faults/op", 0, false}} {
		if got, has := lines[test.arm].Get(test.unit); got != test.want || has != test.has {
			t.Errorf("%s of %s is %v, %t, want %v, %t", test.unit, lines[test.arm].Arm, got, has, test.want, test.has)
		}
	}
	for _, launches := range [][]float64{{0, 30, 50, 40}, {30, 0, 50, 40}} { // of cycles; 0 is a launch in which no counter was free
		var all []result.Line
		for _, cycles := range launches {
			all = append(all, counted(cycles, 2)...)
		}
		view := verdict.Compare(all, verdict.Goal{}, "copy")[0].Arm("view")
		if e := view.Values["cycles/op"]; e.Center != 40 || e.N != 3 {
			t.Errorf("cycles of launches %v are %+v, want 40 of 3", launches, e)
		}
		if e := view.Values["page-faults/op"]; e.Center != 2 || e.N != 4 {
			t.Errorf("page faults are %+v, want 2 of 4", e)
		}
	}
}

// TestLaunchLacksClocks: what was not measured has no value, rather than 0 or
// NaN.
func TestLaunchLacksClocks(t *testing.T) {
	noCPU := record("copy", "view")
	for _, b := range noCPU.Blocks {
		for _, round := range b.Rounds {
			for i := range round {
				round[i].CPU = 0
			}
		}
	}
	empty := record("copy", "view")
	empty.Blocks = nil
	for _, test := range []struct {
		name   string
		record *launch.Record
		lacks  []string
	}{
		{"no thread clock", noCPU, []string{"cpu-ns/op"}},
		{"no block", empty, []string{"cpu-ns/op", "ns/op", "B/s"}},
	} {
		for _, l := range verdict.Launch(test.record) {
			for _, v := range l.Values {
				if slices.Contains(test.lacks, v.Unit) || math.IsNaN(v.X) || math.IsInf(v.X, 0) {
					t.Errorf("%s: %s has %v %s, want none", test.name, l.Arm, v.X, v.Unit)
				}
			}
		}
	}
	var lines []result.Line
	for range 6 {
		lines = append(lines, verdict.Launch(noCPU)...)
	}
	if c := verdict.Compare(lines, verdict.Goal{}, "copy")[0]; c.Clock != "ns/op" || c.Arm("view").Against.Word != verdict.Worse {
		t.Errorf("without a thread clock view is %+v by %s, want worse by wall time", c.Arm("view").Against, c.Clock)
	}
	hand := record("copy", "view", "ceiling-read")
	hand.Case.Passes = 0
	for _, l := range verdict.Launch(hand) {
		if got, has := l.Get("B/s"); has && l.Arm != "ceiling-read" {
			t.Errorf("hand-over only: %s has %v B/s, want none: it reads nothing", l.Arm, got)
		} else if !has && l.Arm == "ceiling-read" {
			t.Error("hand-over only: ceiling-read has no B/s, want that of one pass")
		}
	}
}

// TestLaunchCountsCollector: what other threads of the process work is counted
// where the collector was on, over all rounds, since a cycle is rare; and it is
// divided by the bytes that were allocated, since a cycle strikes whichever
// rival runs.
func TestLaunchCountsCollector(t *testing.T) {
	// Copy allocates 100 bytes per operation, reuse a quarter of that, view nothing.
	with := func(process ...time.Duration) *launch.Record {
		r := &launch.Record{Rivals: []launch.Rival{{Name: "copy", Allocated: 100}, {Name: "reuse", Allocated: 25}, {Name: "view"}}, Collector: true}
		var rounds [][]loop.Sample
		for _, p := range process {
			usual := loop.Sample{Ops: 10, Wall: 1000, CPU: 1000, Process: 1000}
			if p == 0 {
				usual.Process = 0
			}
			during := usual
			during.Process = p
			rounds = append(rounds, []loop.Sample{usual, usual, during})
		}
		r.Blocks = []launch.Block{{Rounds: rounds[:1]}, {Rounds: rounds[1:]}}
		return r
	}
	off, alone := with(3500, 3500), with(3500, 3500)
	off.Collector = false
	for i := range alone.Rivals {
		alone.Rivals[i].Allocated = 0
	}
	for _, test := range []struct {
		name        string
		record      *launch.Record
		copy, reuse float64
		known       bool
	}{
		{"in every round", with(3500, 3500, 3500), 200, 50, true},
		{"in one round of five", with(1000, 1000, 1000, 13500, 1000), 200, 50, true},
		{"never", with(1000, 1000), 0, 0, true},
		{"less than nothing, as clocks have steps", with(990, 1000), 0, 0, true},
		{"less and more", with(990, 1035), 1, 0.25, true},
		{"off", off, 0, 0, false},
		{"nobody allocates", alone, 0, 0, false},
		{"no clock of the process", with(0, 0), 0, 0, false},
	} {
		for i, want := range []float64{test.copy, test.reuse, 0} {
			l := verdict.Launch(test.record)[i]
			if got, known := l.Get("gc-cpu-ns/op"); !near(got, want) || known != (test.known && l.Arm != "view") {
				t.Errorf("%s: %s has %v (%v) gc-cpu-ns/op, want %v (%v)", test.name, l.Arm, got, known, want, test.known)
			}
		}
	}
}

// TestLaunchOver: the arm that factors compare with has its own mean, and all
// others are paired with it.
func TestLaunchOver(t *testing.T) {
	r := record("copy", "view", "reuse")
	r.Clock = launch.Thread
	if got, want := verdict.LaunchOver(r, "copy"), verdict.Launch(r); !reflect.DeepEqual(got, want) {
		t.Errorf("LaunchOver(copy) = %+v, want what Launch has, %+v", got, want)
	}
	lines := verdict.LaunchOver(r, "view")
	base, _ := lines[1].Get("ns/op")
	if base != 801 { // of view itself
		t.Errorf("over view, view takes %v, want 801", base)
	}
	for i, l := range lines {
		got, _ := l.Get("ns/op")
		if want := math.Exp(verdict.LogRatio(r, l.Arm, "view", "ns/op")); !near(got/base, want) {
			t.Errorf("over view, %s takes %v of it, want %v", l.Arm, got/base, want)
		}
		if l.Arm != r.Rivals[i].Name || l.Design != (result.Design{Clock: "cpu-ns/op"}) {
			t.Errorf("over view, line %d is of %s with %+v, want the record's rival and clock", i, l.Arm, l.Design)
		}
	}
	own := verdict.LaunchOver(r, "missing")
	for i, name := range []string{"copy", "view", "reuse"} {
		want, _ := verdict.LaunchOver(r, name)[i].Get("ns/op")
		if got, _ := own[i].Get("ns/op"); got != want {
			t.Errorf("over nobody, %s takes %v, want its own mean %v", name, got, want)
		}
	}
}

// TestLaunchOfGoroutines: the delay of a bystander is the mean of its wake-ups, and without
// the clock of the thread nobody knows the collector's part.
func TestLaunchOfGoroutines(t *testing.T) {
	r := record("copy", "view")
	r.Collector = true
	for _, b := range r.Blocks {
		for n, round := range b.Rounds {
			for i := range round {
				s := &round[i]
				s.CPU, s.Process = 0, s.Wall
				s.Usage.Wakes, s.Usage.Late = int64(n), time.Duration(n*(i+1))*time.Microsecond
			}
		}
	}
	lines := verdict.Launch(r)
	for i, want := range []float64{1000, 2000} {
		if got, known := lines[i].Get(loop.BystanderUnit); !known || got != want {
			t.Errorf("%s: the bystander is %v ns late (%v), want %v", lines[i].Arm, got, known, want)
		}
		for _, unit := range []string{"gc-cpu-ns/op", "cpu-ns/op"} {
			if got, known := lines[i].Get(unit); known {
				t.Errorf("%s: %v %s, want none", lines[i].Arm, got, unit)
			}
		}
	}
	if got, known := verdict.Launch(record("copy"))[0].Get(loop.BystanderUnit); known {
		t.Errorf("without a bystander it is %v ns late", got)
	}
}

// TestCeilingsAreOfOneGoroutine: what several goroutines can do together is no ceiling.
func TestCeilingsAreOfOneGoroutine(t *testing.T) {
	line := func(x float64, axes ...bench.Axis) result.Line {
		return result.Line{Scenario: "A", Arm: "ceiling-read", Case: bench.Case{Size: 64, Passes: 1, Axes: axes}, Values: []result.Value{{Unit: "B/s", X: x}}}
	}
	all := verdict.Ceilings([]result.Line{line(1e9), line(5e9, bench.Axis{Key: bench.Goroutines, Value: "4P"})})
	if len(all) != 1 || all[0].Read.Center != 1e9 || all[0].Read.N != 1 {
		t.Errorf("ceilings %+v, want that of one goroutine", all)
	}
}
