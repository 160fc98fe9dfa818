package session

import (
	"slices"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// TestBudgetShares: scenarios share the time by their weight, and what one
// leaves goes to those behind it.
func TestBudgetShares(t *testing.T) {
	now := time.Unix(0, 0)
	b := &budget{
		now: func() time.Time { return now }, until: now.Add(100 * time.Second), ends: map[string]time.Time{}, asked: now,
		left: []weighed{{"A", 1, 0}, {"B", 2, 0}, {"C", 1, 0}},
	}
	seconds := func(name string) int { return int(b.end(name).Unix()) }
	if got := seconds("A"); got != 25 {
		t.Errorf("A has until %d s, want 25", got)
	}
	now = time.Unix(10, 0) // A needed less
	if got := seconds("B"); got != 10+60 {
		t.Errorf("B has until %d s, want 70: two thirds of what is left", got)
	}
	now = time.Unix(80, 0) // and B more
	if got := seconds("A"); got != 25 {
		t.Errorf("A has until %d s when asked again, want 25", got)
	}
	if got := seconds("C"); got != 100 || b.over("C") {
		t.Errorf("C has until %d s, over %v, want all that is left", got, b.over("C"))
	}
	now = time.Unix(100, 0)
	if !b.over("C") || b.rest() != 0 {
		t.Errorf("over %v, %s left, want the end", b.over("C"), b.rest())
	}
}

// TestBudgetSetsAside: what proof and calibration took is set aside for the scenarios behind.
func TestBudgetSetsAside(t *testing.T) {
	now := time.Unix(0, 0)
	b := &budget{
		now: func() time.Time { return now }, until: now.Add(100 * time.Second), ends: map[string]time.Time{}, asked: now,
		left: []weighed{{"A", 1, 10}, {"B", 1, 20}, {"C", 1, 10}},
	}
	for _, step := range []struct {
		name       string
		asked, end int64
	}{
		{"A", 10, 10 + (90-30)/3}, // 10 s for 10 cases: 30 s for the 30 cases behind
		{"A", 30, 30},             // it went on until then
		{"B", 50, 50 + (50-10)/2}, // 20 s for 20 cases
		{"B", 70, 70},             // likewise
		{"C", 80, 100},            // nothing is behind
		{"other", 90, 100},        // what the plan does not have has all
	} {
		now = time.Unix(step.asked, 0)
		if got := b.end(step.name).Unix(); got != step.end {
			t.Errorf("at %d s %s has until %d s, want %d", step.asked, step.name, got, step.end)
		}
	}
}

// TestBudgetSpends: a session with a budget measures each case, then the widest
// ones, until the time is used up, whatever it is content with before.
func TestBudgetSpends(t *testing.T) {
	now := time.Unix(0, 0)
	narrow, wide, open := bench.Case{Size: 64, Passes: 1}, bench.Case{Size: 128, Passes: 1}, bench.Case{Size: 256, Passes: 1}
	task := runner.Task{Info: bench.Info{Name: "A"}, Cases: []bench.Case{narrow, wide, open}}
	spec := Spec{Policy: Policy{Budget: time.Minute}, Versus: "copy"}
	s := newSearch(spec, runner.Plan{Tasks: []runner.Task{task}}, newCells(spec))
	s.budget = newBudget(time.Minute, s.plan, func() time.Time { return now })
	for _, c := range []struct {
		at        bench.Case
		share, by float64
	}{{narrow, 0.5, 0}, {wide, 0.5, 0.1}, {open, 1, 0.3}} {
		name := runner.Key("A", c.at)
		s.cells.lines[name] = launched(spec, 13, c.share, c.by)
		s.cells.over[name], s.cells.launches[name] = s.cells.lines[name], 13
	}
	ask := func(c bench.Case, launches int) bool {
		return s.afforded(runner.Progress{Scenario: "A", Case: c, Launches: launches})
	}
	for _, test := range []struct {
		name     string
		at       bench.Case
		launches int
		want     bool
	}{
		{"not measured", narrow, 0, false},
		{"no interval yet", narrow, 12, false},
		{"narrow", narrow, 13, true},
		{"wide", wide, 13, false},
		{"open", open, 13, false},
	} {
		if got := ask(test.at, test.launches); got != test.want {
			t.Errorf("%s: enough %v, want %v", test.name, got, test.want)
		}
	}
	r := s.of("A")
	if got := s.widest(task, r); !slices.EqualFunc(got, []bench.Case{open, wide}, func(a, b bench.Case) bool { return a.String() == b.String() }) {
		t.Errorf("the widest are %v, want the open one and the wide one", got)
	}
	if ask(open, 13) || !ask(open, 13+6) {
		t.Errorf("a case that is wanted has enough with 13: %v, with 19: %v, want false and true", ask(open, 13), ask(open, 19))
	}
	if got := s.widest(task, r); len(got) != 1 || got[0].String() != narrow.String() {
		t.Errorf("when what was wanted did not come the widest are %v, want the other one", got)
	}
	now = time.Unix(60, 0)
	if !ask(wide, 1) || ask(wide, 0) || s.widest(task, r) != nil || s.more("A") != nil {
		t.Error("when the time is used up, more is wanted, or a case without a launch is content")
	}
}

// TestBudgetMiddleFirst: with a budget, the case in the middle of a grid gets an interval
// before any other case has a second launch. If it cannot be measured, no case waits.
func TestBudgetMiddleFirst(t *testing.T) {
	small, middle := bench.Case{Size: 64, Passes: 1}, bench.Case{Size: 64 * bench.KiB, Passes: 1}
	task := runner.Task{Info: bench.Info{Name: "A"}, Cases: []bench.Case{small, middle}}
	spec := Spec{Policy: Policy{Budget: time.Minute}, Versus: "copy"}
	s := newSearch(spec, runner.Plan{Tasks: []runner.Task{task}}, newCells(spec))
	s.budget = newBudget(time.Minute, s.plan, func() time.Time { return time.Unix(0, 0) })
	enough := func(c bench.Case) bool {
		return s.enough(runner.Progress{Scenario: "A", Case: c, Launches: s.cells.launches[runner.Key("A", c)]})
	}
	measure := func(c bench.Case, launches int) {
		name := runner.Key("A", c)
		s.cells.lines[name] = launched(spec, launches, 0.5, 0)
		s.cells.over[name], s.cells.launches[name] = s.cells.lines[name], launches
	}
	if enough(small) || enough(middle) {
		t.Error("a case without a launch has enough")
	}
	measure(small, 1)
	if enough(small) {
		t.Error("a case waits for one that has no launch, which may have failed")
	}
	measure(middle, 1)
	if !enough(small) || enough(middle) {
		t.Errorf("after one launch each: enough %v and %v, want that the first waits", enough(small), enough(middle))
	}
	measure(middle, 12)
	if !enough(small) || enough(middle) {
		t.Error("the case in the middle has enough without an interval")
	}
	measure(middle, 13)
	if !enough(small) || !enough(middle) {
		t.Error("the case in the middle is measured on before the others")
	}
	if got := s.more("A"); len(got) != 2 {
		t.Errorf("more are %v, want both cases", got)
	}
	if enough(small) || !enough(middle) {
		t.Error("a case waits after it was let go on, or one with a narrow interval is measured on")
	}
}
