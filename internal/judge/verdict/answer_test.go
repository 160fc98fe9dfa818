package verdict_test

import (
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// steady is lines of six launches that take about ns, which differ by a
// thousandth.
func steady(c bench.Case, arm string, ns float64) []result.Line {
	var times []float64
	for i := range 6 {
		times = append(times, ns*(1+0.001*float64(i%3)))
	}
	return launches(c, arm, 0, times...)
}

// unruly is lines of six launches of which half take longer than ns.
func unruly(c bench.Case, arm string, ns float64) []result.Line {
	return launches(c, arm, 0, ns, 2*ns, ns, 2*ns, ns, 2*ns)
}

func under(c bench.Case, key, value string) bench.Case {
	c.Axes = append(slices.Clone(c.Axes), bench.Axis{Key: key, Value: value})
	return c
}

func TestCells(t *testing.T) {
	small, large, lone := at(64, 1), at(4096, 1), at(1<<20, 1)
	cells := verdict.Cells(join(
		steady(small, "copy", 30), steady(small, "view", 10), steady(small, "reuse", 20), steady(small, "view-kept", 1), steady(small, "ceiling-read", 1),
		steady(large, "copy", 30), unruly(large, "view", 29), steady(lone, "copy", 1), steady(lone, "pooled", 1),
	), verdict.Goal{})
	if len(cells) != 2 {
		t.Fatalf("%d cells, want 2: a case of one of the three is none", len(cells))
	}
	if c := cells[0]; c.Word() != "view" || c.Next != "reuse" || !near(c.Ahead.Center, 2) || c.Ahead.Lo < 1.99 {
		t.Errorf("cell %+v, want the view, ahead of reuse by 2", c)
	}
	if c := cells[1]; c.Word() != "tie" || c.Case.Size != 4096 {
		t.Errorf("cell %+v, want a tie at 4096", c)
	}
}

func TestThird(t *testing.T) {
	rivals := []bench.Rival{{Name: "copy", Kind: bench.Copy}, {Name: "reuse", Kind: bench.Copy}, {Name: "view", Kind: bench.View}, {Name: "view-kept", Kind: bench.View}}
	c, d := at(64, 1), at(4096, 1)
	base := join(steady(c, "copy", 30), steady(c, "view", 10), steady(d, "copy", 300), steady(d, "view", 100))
	for _, test := range []struct {
		name  string
		lines []result.Line
		want  verdict.Third // but for its place; factors are centers
	}{
		{"none", base, verdict.Third{}},
		{"one that beats both", join(base, steady(c, "view-kept", 5), steady(d, "view-kept", 20)), third("view-kept", true, 2, 2, 5, 15)},
		{"better than a better copy", join(base, steady(c, "view-kept", 5), steady(c, "reuse", 20), steady(d, "reuse", 200)), third("view-kept", true, 1, 1, 2, 6)},
		{"a better copy", join(base, steady(c, "reuse", 20), steady(d, "reuse", 100)), third("reuse", false, 2, 2, 0, 3)},
		{"a better view is no copy", join(base, steady(c, "view-kept", 20)), verdict.Third{}},
		{"not shown", join(base, unruly(c, "reuse", 20)), verdict.Third{}},
		{"under another condition", join(base, steady(under(c, bench.Cache, "cold"), "copy", 9), steady(under(c, bench.Cache, "cold"), "reuse", 1)), verdict.Third{}},
	} {
		got, want := verdict.ThirdOf(rivals, test.lines, verdict.Goal{}), test.want
		same := got.Arm == want.Arm && got.Both == want.Both && got.Wins == want.Wins && got.Cases == want.Cases
		if !same || !near(got.OverView.Center, want.OverView.Center) || !near(got.OverCopy.Center, want.OverCopy.Center) {
			t.Errorf("%s: %+v, want %+v", test.name, got, want)
		}
	}
}

// third is a third way by its figures.
func third(arm string, both bool, wins, cases int, overView, overCopy float64) verdict.Third {
	return verdict.Third{
		Arm: arm, Both: both, Wins: wins, Cases: cases,
		OverView: interval.Estimate{Center: overView}, OverCopy: interval.Estimate{Center: overCopy},
	}
}

func TestChanges(t *testing.T) {
	pivot := at(64*bench.KiB, 1)
	wins := func(c bench.Case, view, copied float64) []result.Line {
		return join(steady(c, "copy", copied), steady(c, "view", view))
	}
	lines := join(
		wins(at(64, 1), 2, 1), wins(at(4096, 1), 1, 2), wins(pivot, 1, 2), wins(at(1<<20, 1), 2, 1), wins(at(1<<24, 1), 2, 1),
		wins(at(64*bench.KiB, 4), 1, 2), wins(at(64*bench.KiB, 16), 2, 1), wins(at(64, 16), 2, 1),
		wins(under(pivot, bench.Cache, "cold"), 2, 1), wins(under(pivot, bench.Touch, "byte"), 1, 3), wins(under(under(pivot, bench.Cache, "cold"), bench.Touch, "byte"), 2, 1),
	)
	c := verdict.ChangesOf(verdict.Cells(lines, verdict.Goal{}))
	if c.Pivot.Case.String() != pivot.String() {
		t.Fatalf("the pivot is %s, want %s", c.Pivot.Case, pivot)
	}
	list := func(changes []verdict.Change) (texts []string) {
		for _, x := range changes {
			texts = append(texts, x.Axis+"="+x.Value+" "+x.Cell.Word())
		}
		return texts
	}
	if got, want := list(c.Flips), []string{"size=1MiB copy", "cache=cold copy"}; !slices.Equal(got, want) {
		t.Errorf("what would change it: %q, want the nearest, %q", got, want)
	}
	if got, want := list(c.Holds), []string{"touch=byte view"}; !slices.Equal(got, want) {
		t.Errorf("what would not: %q, want %q", got, want)
	}
	if c := verdict.ChangesOf(nil); len(c.Flips)+len(c.Holds) > 0 || c.Pivot.Best != "" {
		t.Errorf("of nothing: %+v, want nothing", c)
	}
}

func TestPivot(t *testing.T) {
	for _, test := range []struct {
		cases []bench.Case
		want  string
	}{
		{nil, ""},
		{[]bench.Case{at(64, 0)}, ""},
		{[]bench.Case{at(64, 4), at(1<<20, 1), at(16*bench.KiB, 1)}, "size=16KiB/passes=1"},
		{[]bench.Case{at(64, 1, "bytes"), at(64*bench.KiB, 1, "numpy")}, "object=bytes/size=64B/passes=1"},
		{[]bench.Case{under(at(64*bench.KiB, 1), bench.Cache, "cold"), at(64, 1)}, "size=64B/passes=1"},
	} {
		got, ok := verdict.Pivot(test.cases)
		if ok != (test.want != "") || ok && got.String() != test.want {
			t.Errorf("Pivot(%v) = %s, %v, want %q", test.cases, got, ok, test.want)
		}
	}
}

// line is a scenario of class N*, K* or both whose copy takes 100 ns and 1 ns a
// byte and pass, and whose view takes other things.
func asked(classes ...bench.Class) bench.Info {
	return bench.Info{Name: "A", Class: classes, Contests: []bench.Contest{{View: "view", Copy: "copy", Setup: []string{"pin", "pin"}}}}
}

// grown are steady lines of a case, by formulas of size and passes.
func grown(c bench.Case, copied, view func(n, k float64) float64) []result.Line {
	n, k := float64(c.Size), float64(c.Passes)
	return join(steady(c, "copy", copied(n, k)), steady(c, "view", view(n, k)))
}

func TestBreakevensAlongTheSizes(t *testing.T) {
	copied := func(n, _ float64) float64 { return 100 + n }
	view := func(n, _ float64) float64 { return 1100 + n/2 } // N* is 2000
	var lines []result.Line
	for _, size := range []bench.Bytes{64, 256, 1024, 4096, 16384} {
		lines = append(lines, grown(at(size, 1), copied, view)...)
		lines = append(lines, grown(at(size, 4), copied, func(n, k float64) float64 { return 1 })...)                             // at more passes
		lines = append(lines, grown(under(at(size, 1), bench.Cache, "cold"), copied, func(n, k float64) float64 { return 1 })...) // under other conditions
	}
	lines = append(lines, steady(at(64, 1), "probe-pin", 550)...)
	all := verdict.Breakevens(asked(bench.BreakEvenSize), lines, breakeven.Search{})
	if len(all) != 1 {
		t.Fatalf("%d break-evens, want one", len(all))
	}
	b := all[0]
	if b.Word != breakeven.Crosses || len(b.Crossings) != 1 || b.Along != verdict.Size {
		t.Fatalf("it %v at %v, want one crossing along the sizes", b.Word, b.Crossings)
	}
	if e := b.Crossings[0].At; !(e.Lo <= 2000 && 2000 <= e.Hi) || b.Crossings[0].Winner != breakeven.View {
		t.Errorf("the crossing is at %v, want 2000 within it, and the view above", e)
	}
	if got, want := b.Case(2048).String(), "size=2KiB/passes=1"; got != want {
		t.Errorf("Case(2048) = %s, want %s", got, want)
	}
	if b.Setup == nil || !near(b.Setup.Probed.Center/1100, 1.001) || b.Setup.Disagree {
		t.Errorf("the set-up is %+v, want 1100 ns by two pins, which agree", b.Setup)
	}
}

func TestSetupDisagrees(t *testing.T) {
	var lines []result.Line
	for _, size := range []bench.Bytes{64, 256, 1024, 4096} {
		lines = append(lines, grown(at(size, 1), func(n, _ float64) float64 { return 100 + n }, func(n, _ float64) float64 { return 1100 + n/2 })...)
	}
	for _, test := range []struct {
		pin              float64
		known, disagrees bool
	}{{0, false, false}, {550, true, false}, {50, true, true}, {5500, true, true}} {
		some := lines
		if test.pin > 0 {
			some = join(lines, steady(at(64, 1), "probe-pin", test.pin))
		}
		b := verdict.Breakevens(asked(bench.BreakEvenSize), some, breakeven.Search{})[0]
		if (b.Setup != nil) != test.known || test.known && b.Setup.Disagree != test.disagrees {
			t.Errorf("with a pin of %v ns: %+v, want known %v, disagrees %v", test.pin, b.Setup, test.known, test.disagrees)
		}
	}
}

func TestBreakevensAlongThePasses(t *testing.T) {
	var lines []result.Line
	for _, size := range []bench.Bytes{1024, 64} {
		for _, k := range []int{0, 1, 2, 4, 16} {
			lines = append(lines, grown(at(size, k),
				func(n, k float64) float64 { return 3*n + k*n },       // copies, then reads fast
				func(n, k float64) float64 { return k * 1.5 * n })...) // K* is 6
		}
	}
	all := verdict.Breakevens(asked(bench.BreakEvenPasses), lines, breakeven.Search{})
	if len(all) != 2 || all[0].Rest.Size != 64 || all[1].Rest.Size != 1024 {
		t.Fatalf("%d break-evens, want one a size, the smaller first", len(all))
	}
	for _, b := range all {
		if b.Word != breakeven.Crosses || b.Crossings[0].Winner != breakeven.Copy || b.Setup != nil {
			t.Fatalf("at %s it %v: %+v, want a crossing above which the copy wins, without a set-up", b.Rest.Size, b.Word, b.Crossings)
		}
		if e := b.Crossings[0].At; !(e.Lo <= 6 && 6 <= e.Hi) {
			t.Errorf("at %s the crossing is at %v, want 6 within it", b.Rest.Size, e)
		}
		if from, _ := b.Range(); from != 1 {
			t.Errorf("hand-over alone was taken for a number of passes: the range begins at %v", from)
		}
		if got := b.Case(3); got.Passes != 3 || got.Size != b.Rest.Size {
			t.Errorf("Case(3) = %s", got)
		}
	}
}

// Nothing is asked of other classes, nor found where an arm is missing, and
// each value of a scenario's own axes has its break-even.
func TestBreakevensOf(t *testing.T) {
	copied := func(n, _ float64) float64 { return 2 * n }
	view := func(n, _ float64) float64 { return n }
	var lines, lone []result.Line
	for _, size := range []bench.Bytes{64, 256, 1024} {
		lines = join(lines, grown(at(size, 1, "bytes"), copied, view), grown(at(size, 1, "numpy"), copied, view))
		lone = append(lone, steady(at(size, 1), "view", float64(size))...)
	}
	if all := verdict.Breakevens(asked(bench.Dominant, bench.Liability), lines, breakeven.Search{}); len(all) > 0 {
		t.Errorf("a scenario that is dominated has break-evens: %+v", all)
	}
	if all := verdict.Breakevens(asked(bench.BreakEvenSize), lone, breakeven.Search{}); len(all) > 0 {
		t.Errorf("without a copy there are break-evens: %+v", all)
	}
	all := verdict.Breakevens(asked(bench.BreakEvenSize), lines, breakeven.Search{})
	if len(all) != 2 || all[0].Rest.Get("object") != "bytes" || all[1].Rest.Get("object") != "numpy" {
		t.Fatalf("%d break-evens, want one an object", len(all))
	}
	if all[0].Word != breakeven.ViewNeverLoses {
		t.Errorf("it %v, want that the view never loses", all[0].Word)
	}
}

// Cases of different clocks are compared by wall time.
func TestBreakevensByOneClock(t *testing.T) {
	var lines []result.Line
	for i, size := range []bench.Bytes{64, 256, 1024, 4096} {
		some := grown(at(size, 1), func(n, _ float64) float64 { return 2 * n }, func(n, _ float64) float64 { return n })
		for j := range some {
			some[j].Values = append(some[j].Values, result.Value{Unit: "cpu-ns/op", X: 5})
			if i > 0 {
				some[j].Design.Clock = "cpu-ns/op"
			}
		}
		lines = append(lines, some...)
	}
	if b := verdict.Breakevens(asked(bench.BreakEvenSize), lines, breakeven.Search{})[0]; b.Clock != "ns/op" || b.Word != breakeven.ViewNeverLoses {
		t.Errorf("by %s it %v, want by ns/op, and that the view never loses", b.Clock, b.Word)
	}
	for i := range lines {
		lines[i].Design.Clock = "cpu-ns/op"
	}
	if b := verdict.Breakevens(asked(bench.BreakEvenSize), lines, breakeven.Search{})[0]; b.Clock != "cpu-ns/op" || b.Word != breakeven.Tie {
		t.Errorf("by %s it %v, want by cpu-ns/op, and a tie", b.Clock, b.Word)
	}
}

func TestAnswerOf(t *testing.T) {
	grid := []bench.Case{at(64, 1), at(64*bench.KiB, 1), at(64, 4), at(64*bench.KiB, 4)}
	win := func(c bench.Case) []result.Line {
		return join(steady(c, "copy", 30), steady(c, "reuse", 20), steady(c, "view", 10))
	}
	var lines []result.Line
	for _, c := range grid {
		lines = append(lines, win(c)...)
	}
	info := bench.Info{Name: "A", Class: []bench.Class{bench.Dominant}}
	answer := func(cases []bench.Case, lines []result.Line) verdict.Answer {
		return verdict.AnswerOf(verdict.Scenario{Info: info, Cases: cases}, lines, verdict.Goal{}, breakeven.Search{})
	}
	a := answer(grid, lines)
	if len(a.Wins) != 1 || told(a.Wins[0]) != "64B 3 to 64KiB 3 at 1" || a.Most != (verdict.MostPasses{Passes: 4, Wins: 2, Cases: 2}) || len(a.Grid) != 4 {
		t.Errorf("the answer is %+v", a)
	}
	if c := a.Changes.Pivot; c.Next != "reuse" || !near(c.Ahead.Center, 2) || c.Case.Size != 64*bench.KiB {
		t.Errorf("the case in the middle is %+v, want 64KiB with reuse as the second best", c)
	}

	// What is not of the grid, and other conditions, change neither.
	b := answer(grid, join(lines, win(at(999, 1)), win(under(grid[1], bench.Cache, "cold"))))
	if told(b.Wins[0]) != told(a.Wins[0]) || b.Most != a.Most || len(b.Grid) != 4 || len(b.Changes.Holds) != 1 {
		t.Errorf("with further cases it is %+v", b)
	}

	// The case that the copy wins at more passes is named.
	lost := slices.DeleteFunc(slices.Clone(lines), func(l result.Line) bool { return l.Case.Passes == 4 })
	for _, c := range grid[2:] {
		lost = join(lost, steady(c, "copy", 30), steady(c, "reuse", 40), steady(c, "view", float64(c.Size)))
	}
	if m := answer(grid, lost).Most; m.Wins != 0 || m.Lost == nil || m.Lost.Best != "copy" || m.Lost.Case.Size != 64 || m.Lost.Next != "reuse" {
		t.Errorf("at the most passes: %+v, want that the copy wins at 64B", m)
	}

	// A tie is no win, and no loss.
	tied := answer(grid[:1], join(unruly(grid[0], "copy", 10), steady(grid[0], "view", 12)))
	if !tied.Changes.Pivot.Tied() || tied.Most.Passes != 0 || tied.Wins[0].State != verdict.NotShown {
		t.Errorf("the answer is %+v, want a tie", tied)
	}
}
