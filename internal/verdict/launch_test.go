package verdict_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/verdict"
)

// sample is one of that many lives, each taking so many nanoseconds.
func sample(lives int, wall, cpu time.Duration) bench.Sample {
	return bench.Sample{Lives: lives, Wall: wall * time.Duration(lives), CPU: cpu * time.Duration(lives)}
}

// record has two blocks of four rounds, in each of which one round is an
// outlier that a quarter's trim takes away.
func record(names ...string) *result.Record {
	r := &result.Record{Scenario: "A", Case: bench.Case{Size: 1000, Passes: 3}, Procs: 2}
	for i, name := range names {
		r.Rivals = append(r.Rivals, result.Rival{Name: name, Moved: bench.Bytes(10 * i), Allocs: float64(i) / 2, Allocated: bench.Bytes(100 * i)})
	}
	times := [][]time.Duration{{100, 200, 300, 9000}, {500, 600, 700, 1}} // trimmed means 250 and 550
	for _, block := range times {
		var b result.Block
		for n, ns := range block {
			var round []bench.Sample
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

// near compares to 1e-12 of want.
func near(got, want float64) bool { return math.Abs(got-want) <= 1e-12*math.Abs(want) }

func TestLaunch(t *testing.T) {
	// Of {100 200 300 9000} the middle half is {200 300}, of {500 600 700 1}
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
		if l.Scenario != "A" || l.Arm != test.arms[test.arm] || l.Procs != 2 || l.Lives != 8*10*(test.arm+1) || l.Case.String() != "size=1000B/passes=3" {
			t.Errorf("%s: line %+v, want its record's names, and the lives of 8 samples", test.name, l)
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
		record *result.Record
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
