package verdict_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// kinds are four arms of a scenario.
var kinds = []bench.Rival{
	{Name: "copy", Kind: bench.Copy}, {Name: "reuse", Kind: bench.Copy}, {Name: "copy-bulk", Kind: bench.Copy}, {Name: "view", Kind: bench.View},
}

func TestGain(t *testing.T) {
	c := at(48*bench.KiB, 3)
	for _, test := range []struct {
		name   string
		lines  []result.Line
		rivals []bench.Rival
		want   verdict.Gain // but for its case, clock and intervals
		word   string
		saves  float64
	}{
		{
			"a safe way has most of it",
			join(steady(c, "copy", 60), steady(c, "reuse", 20), steady(c, "copy-bulk", 30), steady(c, "view", 10)), kinds,
			verdict.Gain{Best: "view", Than: "copy", Danger: true, Safe: verdict.Safe{Arm: "reuse", Share: 0.8}},
			"view", 50,
		},
		{
			"no other copy is faster",
			join(steady(c, "copy", 60), steady(c, "reuse", 70), steady(c, "view", 10)), kinds,
			verdict.Gain{Best: "view", Than: "copy", Danger: true},
			"view", 50,
		},
		{
			"nobody knows which arms copy",
			join(steady(c, "copy", 60), steady(c, "reuse", 20), steady(c, "view", 10)), nil,
			verdict.Gain{Best: "view", Than: "copy", Danger: true},
			"view", 50,
		},
		{
			"the fastest copies",
			join(steady(c, "copy", 60), steady(c, "reuse", 20), steady(c, "view", 30)), kinds,
			verdict.Gain{Best: "reuse", Than: "copy"},
			"reuse", 40,
		},
		{
			"the copy is the fastest",
			join(steady(c, "copy", 10), steady(c, "reuse", 20), steady(c, "view", 30)), kinds,
			verdict.Gain{Best: "copy", Than: "reuse"},
			"copy", 10,
		},
		{
			"no copy was measured",
			join(steady(c, "reuse", 20), steady(c, "view", 10)), kinds,
			verdict.Gain{Best: "view", Than: "reuse", Danger: true},
			"view", 10,
		},
		{"a tie", join(unruly(c, "copy", 10), steady(c, "view", 10.5)), kinds, verdict.Gain{Best: "view", Than: "copy", Danger: true}, "tie", 0},
		{
			"too few launches",
			join(launches(c, "copy", 0, 20, 21), launches(c, "reuse", 0, 11, 12), launches(c, "view", 0, 10, 11)), kinds,
			verdict.Gain{Best: "view", Than: "copy", Danger: true},
			"undecided", 10,
		},
		{"one arm", steady(c, "view", 1), kinds, verdict.Gain{Best: "view", Danger: true}, "undecided", 0},
	} {
		g, ok := verdict.GainOf(verdict.Compare(test.lines, verdict.Goal{}, "copy")[0], test.rivals)
		if !ok || g.Best != test.want.Best || g.Than != test.want.Than || g.Danger != test.want.Danger || g.Safe.Arm != test.want.Safe.Arm || !near(g.Safe.Share, test.want.Safe.Share) {
			t.Errorf("%s: %+v, %v, want %+v", test.name, g, ok, test.want)
		}
		if g.Word() != test.word || g.Word() == g.Best && !near(g.Saves.Center, 1.001*test.saves) {
			t.Errorf("%s: %s by %v, want %s by %v", test.name, g.Word(), g.Saves, test.word, test.saves)
		}
	}
	if _, ok := verdict.GainOf(verdict.Comparison{}, kinds); ok {
		t.Error("a case without arms has a gain")
	}
}

// TestGainOfOwnReading: the more a person's own reading takes, the less a gain is of it.
func TestGainOfOwnReading(t *testing.T) {
	g := verdict.Gain{Case: at(48*bench.KiB, 3)}
	g.Saves.Center = 5300
	if reading, share := g.Of(1e9); !near(reading, 147456) || !near(share, 5300./152756) {
		t.Errorf("reading at 1 GB/s takes %v ns, and %v is saved", reading, share)
	}
}

// answerTo is the answer to lines, with a grid of some cases.
func answerTo(grid []bench.Case, lines []result.Line) verdict.Answer {
	return verdict.AnswerOf(verdict.Scenario{Rivals: kinds, Cases: grid}, lines, verdict.Goal{}, breakeven.Search{})
}

func TestAnswerGains(t *testing.T) {
	grid := []bench.Case{at(64, 1), at(64*bench.KiB, 1), at(bench.MiB, 1)}
	var lines []result.Line
	for _, c := range append(grid, at(999, 1)) {
		lines = append(lines, join(steady(c, "copy", 60), steady(c, "reuse", 20), steady(c, "view", 10))...)
	}
	a := answerTo(grid, lines)
	if len(a.Gains) != 3 {
		t.Fatalf("%d gains, want those of the grid alone", len(a.Gains))
	}
	if m, ok := a.Middle(); !ok || m.Case.Size != 64*bench.KiB {
		t.Errorf("the gain in the middle is %+v, %v, want that at 64KiB", m, ok)
	}
	unread := answerTo([]bench.Case{at(64, 0)}, join(steady(at(64, 0), "copy", 60), steady(at(64, 0), "view", 10)))
	if m, ok := unread.Middle(); !ok || m.Case.Size != 64 || m.Best != "view" {
		t.Errorf("where nothing is read it is %+v, %v, want the only one", m, ok)
	}
	if _, ok := (verdict.Answer{}).Middle(); ok {
		t.Error("an answer without gains has one in the middle")
	}
}

// TestOpenCells: without an interval a cell is undecided, which is no tie and changes
// nothing.
func TestOpenCells(t *testing.T) {
	small, large := at(64*bench.KiB, 1), at(bench.MiB, 1)
	few := join(launches(large, "copy", 0, 20, 21), launches(large, "view", 0, 10, 11))
	cells := verdict.Cells(join(steady(small, "copy", 10), steady(small, "view", 20), few), verdict.Goal{})
	if cells[0].Word() != "copy" || cells[1].Word() != "undecided" {
		t.Errorf("the cells say %s and %s, want copy and undecided", cells[0].Word(), cells[1].Word())
	}
	if c := verdict.ChangesOf(cells); len(c.Flips) != 0 || c.Pivot.Best != "copy" {
		t.Errorf("what is undecided changes the answer: %+v", c)
	}
}
