package verdict_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// round is one sample of copy and one of view: of an operation each, by all clocks
// alike.
func round(copies, view time.Duration) []loop.Sample {
	of := func(d time.Duration) loop.Sample { return loop.Sample{Ops: 1, Wall: d, CPU: d, Process: d} }
	return []loop.Sample{of(copies), of(view)}
}

// struck is a round in which a rival lost its processor.
func struck(rival int, round []loop.Sample) []loop.Sample {
	round[rival].Usage.Switches = 1
	return round
}

// measured is a record of blocks of rounds of copy, view and what else they
// hold.
func measured(blocks ...[][]loop.Sample) *launch.Record {
	r := &launch.Record{Scenario: "A", Case: bench.Case{Size: 1000, Passes: 1}, Procs: 2, Clock: launch.Wall}
	for _, name := range []string{"copy", "view", "ceiling-read"}[:len(blocks[0][0])] {
		r.Rivals = append(r.Rivals, launch.Rival{Name: name})
	}
	for _, rounds := range blocks {
		r.Blocks = append(r.Blocks, launch.Block{Rounds: rounds})
	}
	return r
}

// TestPreemptedRounds are no part of wall time while more than half of the
// rounds remain. CPU time does not go on meanwhile, so there they count.
func TestPreemptedRounds(t *testing.T) {
	const copies, views = 0, 1
	for _, test := range []struct {
		name      string
		rounds    [][]loop.Sample
		wall, cpu float64 // ratio of view to copy: the median of those that count
	}{
		{"nobody", [][]loop.Sample{round(100, 50), round(100, 60), round(100, 70)}, 0.6, 0.6},
		{
			"the view, in less than half",
			[][]loop.Sample{round(100, 50), round(100, 60), round(100, 70), struck(views, round(100, 5000)), struck(views, round(100, 6000))},
			0.6, 0.7,
		},
		{
			"the copy, in less than half",
			[][]loop.Sample{round(100, 50), round(100, 60), round(100, 70), struck(copies, round(5000, 50)), struck(copies, round(6000, 50))},
			0.6, 0.5,
		},
		{
			"half of the rounds",
			[][]loop.Sample{round(100, 50), round(100, 50), struck(views, round(100, 200)), struck(copies, round(100, 200))},
			1, 1,
		},
		{"all rounds", [][]loop.Sample{struck(views, round(100, 50)), struck(views, round(100, 60)), struck(copies, round(100, 70))}, 0.6, 0.6},
		{"the only round", [][]loop.Sample{struck(views, round(100, 50))}, 0.5, 0.5},
	} {
		r := measured(test.rounds, test.rounds)
		for unit, want := range map[string]float64{"ns/op": test.wall, "cpu-ns/op": test.cpu, "process-cpu-ns/op": test.cpu} {
			if got := math.Exp(verdict.LogRatio(r, "view", "copy", unit)); !near(got, want) {
				t.Errorf("preempted %s: view takes %v of copy by %s, want %v", test.name, got, unit, want)
			}
			view, _ := verdict.Launch(r)[views].Get(unit)
			if own, _ := verdict.Launch(r)[copies].Get(unit); !near(view/own, want) {
				t.Errorf("preempted %s: the lines have view at %v of copy by %s, want %v", test.name, view/own, unit, want)
			}
		}
	}
}

// TestPreemptedBystander: a round in which another rival was preempted counts
// for these two.
func TestPreemptedBystander(t *testing.T) {
	var rounds [][]loop.Sample
	for _, view := range []time.Duration{50, 60, 70, 80, 90} {
		with := append(round(100, view), loop.Sample{Ops: 1, Wall: 5000})
		if view > 60 {
			with = struck(2, with)
		}
		rounds = append(rounds, with)
	}
	if got := math.Exp(verdict.LogRatio(measured(rounds), "view", "copy", "ns/op")); !near(got, 0.7) {
		t.Errorf("view takes %v of copy, want 0.7, the median of all rounds", got)
	}
}

func TestPreempted(t *testing.T) {
	r := measured(
		[][]loop.Sample{round(100, 50), struck(1, struck(0, round(100, 60)))},
		[][]loop.Sample{struck(1, round(100, 70)), round(1, 1), round(1, 1)},
	)
	if preempted, samples := verdict.Preempted(r); preempted != 3 || samples != 10 {
		t.Errorf("Preempted = %d of %d, want 3 of 10", preempted, samples)
	}
	if preempted, samples := verdict.Preempted(&launch.Record{}); preempted != 0 || samples != 0 {
		t.Errorf("Preempted of nothing = %d of %d, want 0 of 0", preempted, samples)
	}
}

// TestOpsOfAnyLength have finite values by every clock: those below its
// step, those that vary tenfold, and those of seconds, of which there is one
// round.
func TestOpsOfAnyLength(t *testing.T) {
	nothing := func(perSample int) loop.Sample { return loop.Sample{Ops: perSample, Wall: 1, CPU: 1, Process: 1} }
	for _, test := range []struct {
		name       string
		rounds     [][]loop.Sample
		copy, view float64 // ns
	}{
		{"below the clock", [][]loop.Sample{{nothing(1000), nothing(4000)}, {nothing(1000), nothing(4000)}, {nothing(1000), nothing(4000)}}, 0.001, 0.00025},
		{"below the clock, one of them", [][]loop.Sample{{round(100, 1)[0], nothing(1 << 30)}}, 100, 1. / (1 << 30)},
		{
			"varying tenfold",
			[][]loop.Sample{round(100, 1000), round(1000, 100), round(100, 100), round(1000, 1000), round(300, 300)},
			300, 300,
		},
		{"of seconds", [][]loop.Sample{round(2500*time.Millisecond, 10*time.Second)}, 2.5e9, 1e10},
		{"of hours", [][]loop.Sample{round(3*time.Hour, time.Hour)}, 3 * 3600e9, 3600e9},
	} {
		lines := verdict.Launch(measured(test.rounds))
		for i, want := range []float64{test.copy, test.view} {
			for _, unit := range verdict.Units() {
				if got, has := lines[i].Get(unit); !has || math.Abs(got/want-1) > 1e-7 {
					t.Errorf("operations %s: %s has %v %s, want %v", test.name, lines[i].Arm, got, unit, want)
				}
			}
			for _, v := range lines[i].Values {
				if math.IsNaN(v.X) || math.IsInf(v.X, 0) {
					t.Errorf("operations %s: %s has %v %s", test.name, lines[i].Arm, v.X, v.Unit)
				}
			}
		}
	}
}

// TestLogRatio: exchanging the rivals negates it, and who was not measured has
// none.
func TestLogRatio(t *testing.T) {
	r := record("copy", "view", "reuse")
	for _, b := range r.Blocks {
		for _, round := range b.Rounds {
			for i := range round {
				round[i].Process = round[i].CPU + time.Duration(7*i)
			}
		}
	}
	for _, unit := range verdict.Units() {
		for _, pair := range [][2]string{{"view", "copy"}, {"reuse", "view"}, {"copy", "reuse"}} {
			a, b := verdict.LogRatio(r, pair[0], pair[1], unit), verdict.LogRatio(r, pair[1], pair[0], unit)
			if a == 0 || math.Abs(a+b) > 1e-12 {
				t.Errorf("by %s %s is at %v to %s, and that at %v to it", unit, pair[0], a, pair[1], b)
			}
			if same := verdict.LogRatio(r, pair[0], pair[0], unit); same != 0 {
				t.Errorf("by %s %s is at %v to itself, want 0", unit, pair[0], same)
			}
		}
		for _, pair := range [][2]string{{"view", "missing"}, {"missing", "copy"}, {"missing", "missing"}, {"", "copy"}} {
			if got := verdict.LogRatio(r, pair[0], pair[1], unit); !math.IsNaN(got) {
				t.Errorf("by %s %q is at %v to %q, want no number", unit, pair[0], got, pair[1])
			}
		}
	}
	if a, b := verdict.LogRatio(r, "view", "copy", "fortnights/op"), verdict.LogRatio(r, "view", "copy", "ns/op"); a != b {
		t.Errorf("by a clock that is none view is at %v, want %v, that of wall time", a, b)
	}
	if got := verdict.LogRatio(measured([][]loop.Sample{{{Ops: 1, Wall: 2}, {Ops: 1, Wall: 4}}}), "view", "copy", "cpu-ns/op"); !math.IsNaN(got) {
		t.Errorf("without a thread clock view is at %v to copy by it, want no number", got)
	}
}

func TestUnits(t *testing.T) {
	want := []string{"ns/op", "cpu-ns/op", "process-cpu-ns/op"}
	if got := verdict.Units(); !slices.Equal(got, want) {
		t.Errorf("Units = %q, want %q", got, want)
	}
	for _, unit := range want {
		if !slices.ContainsFunc(loop.Units(), func(line string) bool { return line == "Unit "+unit+" better=lower" }) {
			t.Errorf("results files do not say of %s that less is better", unit)
		}
	}
}
