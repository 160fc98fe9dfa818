package session

import (
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// crossing is a search of a run that has measured a scenario of class N* at some sizes:
// its copy takes 100 ns and 1 ns a byte, its view 1100 ns and half as much a
// byte, so that they cost the same at 2000 bytes.
func crossing(p Policy, sizes ...bench.Bytes) (*search, runner.Task) {
	s := plant.Sliced("Slices", plant.HonestCopy, plant.HonestView)
	s.Class = []bench.Class{bench.BreakEvenSize}
	t := runner.Task{Info: s.Describe(), Rivals: s.Rivals(), Cases: bench.Grid{Sizes: sizes}.Cases()}
	spec := Spec{Policy: p, Versus: "copy"}
	found := newSearch(spec, runner.Plan{Tasks: []runner.Task{t}, Seed: 1}, newCells(spec))
	for _, c := range t.Cases {
		found.takes(c)
	}
	return found, t
}

// takes pretends that a case was measured in eight launches.
func (s *search) takes(c bench.Case) {
	name := runner.Key("Slices", c)
	for i := range 8 {
		weather := 1 + 0.01*float64(i%3)
		noise := 1 + 0.004*float64(i%2)
		for arm, ns := range map[string]float64{"copy": 100 + float64(c.Size), "view": (1100 + float64(c.Size)/2) * noise} {
			s.cells.lines[name] = append(s.cells.lines[name], result.Line{
				Scenario: "Slices", Arm: arm, Case: c, Values: []result.Value{{Unit: "ns/op", X: ns * weather}},
			})
		}
		s.cells.launches[name]++
	}
}

// TestNarrow: further cases lie about the break-even, until it is sharp, or the
// time is over, or there is no time at all.
func TestNarrow(t *testing.T) {
	s, task := crossing(Policy{Refine: time.Hour}, 64, 1*bench.KiB, 16*bench.KiB)
	var asked []bench.Bytes
	for range maxLooks {
		cases := s.more("Slices")
		if len(cases) == 0 {
			break
		}
		for _, c := range cases {
			asked = append(asked, c.Size)
			s.takes(c)
		}
	}
	if len(asked) == 0 || len(asked) > 12 {
		t.Fatalf("it asked for %d further cases: %v", len(asked), asked)
	}
	for _, size := range asked {
		if size <= 64 || size >= 16*bench.KiB {
			t.Errorf("it asked for %s, which does not lie about the break-even", size)
		}
	}
	b := verdict.Breakevens(task.Info, s.cells.of("Slices", s.cases(task)), s.breakevens())[0]
	if at := b.Crossings[0].At; !b.Sharp() || !(at.Lo <= 2000 && 2000 <= at.Hi) {
		t.Errorf("after %v the break-even is at %v, sharp: %v", asked, at, b.Sharp())
	}
	for name, stop := range map[string]Policy{"no time": {}, "time is over": {Refine: 1}} {
		s, _ := crossing(stop, 64, 1*bench.KiB, 16*bench.KiB)
		s.of("Slices").begun = name == "time is over" // and its end lies in the past
		if cases := s.more("Slices"); len(cases) > 0 {
			t.Errorf("%s: it asks for %v", name, cases)
		}
	}
}

// TestNarrowEnds: a search of which nothing is ever measured ends, and wants
// nothing twice: neither what cannot be had nor what failed when it was measured
// on.
func TestNarrowEnds(t *testing.T) {
	s, task := crossing(Policy{Refine: time.Hour, Vary: true}, 64, 1*bench.KiB, 16*bench.KiB)
	wanted := map[string]int{}
	want := func(look int) (some bool) {
		if look > maxLooks {
			t.Fatal("it keeps asking for what cannot be measured")
		}
		for _, c := range s.more("Slices") {
			wanted[c.String()]++
			some = true
		}
		return some
	}
	for look := 0; want(look); look++ {
	}
	for name, n := range wanted {
		if n > 1 {
			t.Errorf("it asked for %s %d times, and had it never", name, n)
		}
	}
	if last := "align=1/size=16KiB/passes=1"; wanted[last] != 1 { // what varies comes behind
		t.Errorf("it never asked for %s: %v", last, wanted)
	}
	again := task.Cases[1]
	r := s.of("Slices")
	s.onceMore(task, r, again)
	if !s.inVain(task, r, again) {
		t.Errorf("%s failed when it was measured on, and may be wanted again", again)
	}
	s.cells.launches[runner.Key("Slices", again)] = r.wanted[runner.Key("Slices", again)]
	if s.inVain(task, r, again) {
		t.Errorf("%s was measured on, and may not be wanted again", again)
	}
}

// TestOnceMore: a case that was measured is measured as often again as an
// interval takes, and others are.
func TestOnceMore(t *testing.T) {
	s, task := crossing(Policy{Refine: time.Hour, MaxTime: time.Second}, 64, 1*bench.KiB)
	r := s.of("Slices")
	s.onceMore(task, r, task.Cases[0])
	other := bench.Case{Size: 100, Passes: 1}
	s.onceMore(task, r, other)
	if want := 8 + s.spec.floor(); r.wanted[runner.Key("Slices", task.Cases[0])] != want || len(r.added) != 1 || r.added[0].Size != 100 {
		t.Errorf("wanted %v and added %v, want %d launches of the first and one more case", r.wanted, r.added, want)
	}
	progress := func(n int) runner.Progress {
		return runner.Progress{Scenario: "Slices", Case: task.Cases[0], Launches: n, Spent: time.Hour}
	}
	if s.enough(progress(8)) || !s.enough(progress(8+s.spec.floor())) {
		t.Error("a case that is measured on does not end when it has the launches that are wanted")
	}
}

// TestVaried: the case in the middle is measured under every condition that
// the scenario has, one at a time, once.
func TestVaried(t *testing.T) {
	s, _ := crossing(Policy{Vary: true}, 64, 64*bench.KiB, 16*bench.MiB)
	var names []string
	for _, c := range s.more("Slices") {
		names = append(names, c.String())
		if !s.of("Slices").silent[c.String()] {
			t.Errorf("that %s cannot be would be news", c)
		}
	}
	want := []string{
		"touch=byte/size=64KiB/passes=1", "order=random/size=64KiB/passes=1", "cache=cold/size=64KiB/passes=1", "cache=first/size=64KiB/passes=1",
		"ballast=0B/size=64KiB/passes=1", "align=1/size=64KiB/passes=1", "size=64KiB/passes=4",
	}
	if !slices.Equal(names, want) {
		t.Errorf("it varies %q, want %q", names, want)
	}
	if again := s.more("Slices"); len(again) > 0 {
		t.Errorf("it varies again: %v", again)
	}
	s, task := crossing(Policy{Vary: true}, 64*bench.KiB)
	task.Info.Grid.Without, task.Info.Grid.Element = []string{bench.Touch, bench.Order}, 8
	task.Cases = bench.Grid{Sizes: []bench.Bytes{64 * bench.KiB}, Passes: []int{1, 4}}.Cases()
	var others []string
	for _, c := range s.varied(task, s.of("Slices")) {
		others = append(others, c.String())
	}
	if want := []string{"cache=cold/size=64KiB/passes=1", "cache=first/size=64KiB/passes=1", "ballast=0B/size=64KiB/passes=1"}; !slices.Equal(others, want) {
		t.Errorf("of a scenario of words without an order it varies %q, want %q", others, want)
	}
	s, _ = crossing(Policy{Vary: true}, 64)
	s.plan.Tasks[0].Cases = []bench.Case{{Size: 64}} // handed over, never read
	if cases := s.more("Slices"); len(cases) > 0 {
		t.Errorf("without a case in the middle it varies %v", cases)
	}
}
