package report

import (
	"math"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// ratioOf is an estimate that is a tenth wide.
func ratioOf(x float64) interval.Estimate {
	return interval.Estimate{Center: x, Lo: x * 0.95, Hi: x * 1.05, N: 6}
}

func TestWinning(t *testing.T) {
	factor := func(size bench.Bytes, x float64) verdict.Factor { return verdict.Factor{Size: size, Over: ratioOf(x)} }
	numpy := []bench.Axis{{Key: "object", Value: "numpy"}, {Key: "cache", Value: "cold"}}
	const KiB = bench.KiB
	for _, test := range []struct {
		wins []verdict.Win
		want string
	}{
		{nil, "nothing was measured"},
		{[]verdict.Win{{Passes: 1, State: verdict.NotShown, Last: factor(KiB, 1)}}, "the view is not shown to win up to 1KiB (1 pass)"},
		{[]verdict.Win{{Passes: 1, State: verdict.NoView, Last: verdict.Factor{Size: 64}}}, "there is no view to compare at 64B (1 pass)"},
		{[]verdict.Win{{Passes: 2, State: verdict.NoInterval, Last: factor(64, 1)}}, "6 launches give no interval, so nothing is decided (2 passes)"},
		{[]verdict.Win{{Passes: 1, From: factor(KiB, 3), To: factor(KiB, 3), Last: factor(KiB, 3)}}, "the view wins at 1KiB, 3.00× [2.85,3.15] faster (1 pass)"},
		{[]verdict.Win{{Passes: 0, From: factor(64, 2), To: factor(KiB, 20), Last: factor(KiB, 20)}}, "the view wins from 64B on: 2.00× [1.90,2.10] faster at 64B, 20.0× [19.0,21.0] faster at 1KiB (0 passes)"},
		{[]verdict.Win{{Passes: 1, From: factor(64, 2), To: factor(64, 2), Next: KiB, Last: factor(KiB, 1)}}, "the view wins at 64B, 2.00× [1.90,2.10] faster, and is not shown to win at 1KiB (1 pass)"},
		{[]verdict.Win{{Passes: 1, From: factor(64, 2), To: factor(KiB, 3), Next: 4 * KiB, Last: factor(4*KiB, 1)}}, "the view wins from 64B to 1KiB, 3.00× [2.85,3.15] faster there, and is not shown to win at 4KiB (1 pass)"},
		{
			[]verdict.Win{{Axes: numpy[:1], Passes: 1, State: verdict.NotShown, Last: factor(KiB, 1)}, {Axes: numpy, Passes: 1, State: verdict.NotShown, Last: factor(64, 1)}},
			"numpy: the view is not shown to win up to 1KiB; numpy cold: the view is not shown to win up to 64B (1 pass)",
		},
	} {
		if got := winning(test.wins); got != test.want {
			t.Errorf("winning = %q, want %q", got, test.want)
		}
	}
}

func TestClauses(t *testing.T) {
	at := bench.Case{Size: 64, Passes: 4}
	lost := &verdict.Cell{Case: at, Best: "copy", Next: "reuse", Ahead: ratioOf(2)}
	for _, test := range []struct{ got, want string }{
		{atMostPasses(verdict.MostPasses{}), ""},
		{atMostPasses(verdict.MostPasses{Passes: 4, Wins: 2, Cases: 2}), "at 4 passes, the maximum measured, the view wins too"},
		{atMostPasses(verdict.MostPasses{Passes: 4, Wins: 1, Cases: 2, Lost: lost}), "at 4 passes copy wins at 64B, 2.00× [1.90,2.10] faster than reuse"},
		{atMostPasses(verdict.MostPasses{Passes: 4, Wins: 1, Cases: 2}), "at 4 passes the view wins in 1 of 2 cases"},
		{secondBest(verdict.Cell{}), ""},
		{secondBest(verdict.Cell{Case: at, Best: "view", Next: "copy", Ahead: ratioOf(1)}), "view and copy tie at 64B (4 passes)"},
		{secondBest(verdict.Cell{Case: at, Best: "view", Next: "copy", Ahead: ratioOf(2)}), "the second best, copy, is 2.00× [1.90,2.10] slower at 64B (4 passes)"},
		{thirdOf(verdict.Third{}), ""},
		{thirdOf(verdict.Third{Arm: "reuse", Wins: 4, Cases: 6, Place: at, OverCopy: ratioOf(3)}), "if you must copy, copy into a buffer you keep: faster in 4 of 6 cases, by 3.00× [2.85,3.15] at 64B (4 passes)"},
		{thirdOf(verdict.Third{Arm: "copy-bulk", Wins: 1, Cases: 1, Place: at, OverCopy: ratioOf(3)}), "if you must copy, copy by copy-bulk: faster in 1 of 1 case, by 3.00× [2.85,3.15] at 64B (4 passes)"},
		{thirdOf(verdict.Third{Arm: "view-kept", Both: true, Wins: 1, Cases: 2, Place: at, OverView: ratioOf(2), OverCopy: ratioOf(3)}), "view-kept beats both in 1 of 2 cases: at 64B (4 passes) it is 2.00× [1.90,2.10] faster than the view and 3.00× [2.85,3.15] faster than the copy"},
		{reasonOf(verdict.Judgement{Word: verdict.Same}), ""},
		{reasonOf(verdict.Judgement{Word: verdict.Undecided, Time: interval.Estimate{Center: 1, Hi: math.Inf(1), N: 1}, Level: 0.01}), "1 launch gives no interval at level 0.01"},
		{reasonOf(verdict.Judgement{Word: verdict.Undecided, Time: interval.Estimate{Center: 1, Lo: 0.988, Hi: 1.04, N: 6}, Spread: 0.031}), "6 launches: between -1.2 % and +4 %; they differ by 3.1 %"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
