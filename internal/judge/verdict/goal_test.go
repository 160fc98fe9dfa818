package verdict_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// equal is n log ratios, all of the same ratio of times.
func equal(n int, ratio float64) []float64 {
	return slices.Repeat([]float64{math.Log(ratio)}, n)
}

// wavering is n log ratios that lie by turns above and below that of a ratio.
func wavering(n int, ratio, by float64) []float64 {
	logs := equal(n, ratio)
	for i := range logs {
		logs[i] += by * float64(1-2*(i%2))
	}
	return logs
}

// about reports whether a ratio is want, or both are no number, give or take a
// tenth of what the logs differ from it.
func about(ratio, want float64, logs []float64) bool {
	room := 1e-12
	for _, x := range logs {
		room = max(room, math.Abs(x-math.Log(want))/10)
	}
	return math.IsNaN(want) && math.IsNaN(ratio) || math.Abs(math.Log(ratio/want)) <= room
}

func TestJudge(t *testing.T) {
	for _, test := range []struct {
		name   string
		goal   verdict.Goal
		logs   []float64
		want   verdict.Word
		center float64 // of the ratio of times
		spread float64 // of the logs; 0 is not looked at
	}{
		{"takes longer", verdict.Goal{}, equal(20, 1.05), verdict.Worse, 1.05, 0},
		{"takes half as long", verdict.Goal{}, equal(20, 0.5), verdict.Better, 0.5, 0},
		{"noise about longer", verdict.Goal{}, wavering(40, 1.05, 0.02), verdict.Worse, 1.05, 0},
		{"noise about shorter", verdict.Goal{}, wavering(40, 0.95, 0.02), verdict.Better, 0.95, 0},
		{"within the margin", verdict.Goal{}, wavering(40, 1, 0.001), verdict.Same, 1, 0},
		{"longer, by less than the margin", verdict.Goal{}, equal(20, 1.001), verdict.Worse, 1.001, 0},
		{"equal in every launch", verdict.Goal{}, equal(13, 1), verdict.Same, 1, 0},
		{"wider than the margin", verdict.Goal{}, wavering(20, 1, 0.2), verdict.Undecided, 1, 0.2},
		{"wider than a narrow margin", verdict.Goal{Margin: 0.0005}, wavering(40, 1, 0.001), verdict.Undecided, 1, 0.001},
		{"within a wide margin", verdict.Goal{Margin: 0.5}, wavering(20, 1, 0.2), verdict.Same, 1, 0},
		{"too few", verdict.Goal{}, equal(12, 7), verdict.Undecided, 7, 0},
		{"enough of them for another level", verdict.Goal{Alpha: 0.05}, equal(10, 7), verdict.Worse, 7, 0},
		{"too few for another level", verdict.Goal{Alpha: 0.05}, equal(9, 7), verdict.Undecided, 7, 0},
		{"one", verdict.Goal{}, equal(1, 7), verdict.Undecided, 7, 0},
		{"none", verdict.Goal{}, nil, verdict.Undecided, math.NaN(), 0},
		{"one is no number", verdict.Goal{}, append(equal(20, 2), math.NaN()), verdict.Undecided, math.NaN(), 0},
	} {
		before := slices.Clone(test.logs)
		j := test.goal.Judge(test.logs)
		if j.Word != test.want || !about(j.Time.Center, test.center, test.logs) || j.Time.N != len(test.logs) {
			t.Errorf("%s: Judge = %s at %+v, want %s at %v of %d launches", test.name, j.Word, j.Time, test.want, test.center, len(test.logs))
		}
		if level := cmp.Or(test.goal.Alpha, verdict.SequentialAlpha); j.Level != level || test.spread > 0 && !(math.Abs(j.Spread/test.spread-1) < 0.1) {
			t.Errorf("%s: level %v and spread %v, want %v and %v", test.name, j.Level, j.Spread, level, test.spread)
		}
		if !slices.EqualFunc(test.logs, before, func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }) {
			t.Errorf("%s: Judge changed its argument to %v", test.name, test.logs)
		}
	}
}

// TestJudgeTells how strong the evidence is and what would have been found:
// who is told a difference has evidence of more than 1/alpha for it.
func TestJudgeTells(t *testing.T) {
	for _, test := range []struct {
		name       string
		logs       []float64
		difference bool
		finite     bool // what is detectable
	}{
		{"a difference", wavering(40, 1.05, 0.02), true, true},
		{"none", wavering(40, 1, 0.02), false, true},
		{"too few", equal(12, 2), false, false},
	} {
		j := verdict.Goal{}.Judge(test.logs)
		if want := interval.Evidence(test.logs, 0); j.Evidence != want || (j.Evidence > 1/verdict.SequentialAlpha) != test.difference {
			t.Errorf("%s: evidence %v of %s, want %v", test.name, j.Evidence, j.Word, want)
		}
		if want := math.Exp(interval.Detectable(test.logs, verdict.SequentialAlpha, 0.9)); j.Detectable != want || math.IsInf(want, 1) == test.finite || j.Detectable <= 1 {
			t.Errorf("%s: detectable %v, want %v", test.name, j.Detectable, want)
		}
	}
	few, many := verdict.Goal{}.Judge(wavering(20, 1, 0.02)), verdict.Goal{}.Judge(wavering(80, 1, 0.02))
	if !(many.Detectable < few.Detectable) {
		t.Errorf("of 80 launches %v is detectable and of 20 %v, want less of more launches", many.Detectable, few.Detectable)
	}
}

// TestJudgeMirrors: exchanging the arms exchanges the words and inverts the
// ratio.
func TestJudgeMirrors(t *testing.T) {
	mirror := map[verdict.Word]verdict.Word{
		verdict.Better: verdict.Worse, verdict.Worse: verdict.Better,
		verdict.Same: verdict.Same, verdict.Undecided: verdict.Undecided,
	}
	for _, logs := range [][]float64{equal(20, 1.05), wavering(40, 0.9, 0.02), wavering(40, 1, 0.001), wavering(20, 1, 0.2), equal(5, 3)} {
		negated := make([]float64, len(logs))
		for i, x := range logs {
			negated[i] = -x
		}
		a, b := verdict.Goal{}.Judge(logs), verdict.Goal{}.Judge(negated)
		if b.Word != mirror[a.Word] || !near(b.Time.Center, 1/a.Time.Center) || !near(b.Time.Lo, 1/a.Time.Hi) || b.Evidence != a.Evidence || b.Detectable != a.Detectable {
			t.Errorf("%v is judged %+v, and exchanged %+v", logs, a, b)
		}
	}
}

// TestAlpha: launches that agree are told from 1 from the number on that the
// level asks for. The level is the goal's, else that for which the lines were
// measured, else the default of their design.
func TestAlpha(t *testing.T) {
	for _, test := range []struct {
		name   string
		goal   verdict.Goal
		design result.Design
		floor  int
	}{
		{"fixed", verdict.Goal{}, result.Design{}, 6},
		{"fixed at 0.01", verdict.Goal{}, result.Design{Alpha: 0.01}, 8},
		{"fixed at 0.01, asked at 0.05", verdict.Goal{Alpha: 0.05}, result.Design{Alpha: 0.01}, 6},
		{"fixed, asked at 0.01", verdict.Goal{Alpha: 0.01}, result.Design{}, 8},
		{"sequential", verdict.Goal{}, result.Design{Stop: result.Sequential}, 13},
		{"sequential at 0.05", verdict.Goal{}, result.Design{Stop: result.Sequential, Alpha: 0.05}, 10},
		{"sequential at 0.05, asked at 0.01", verdict.Goal{Alpha: 0.01}, result.Design{Stop: result.Sequential, Alpha: 0.05}, 13},
		{"early", verdict.Goal{}, result.Design{Stop: result.Early}, 11},
		{"limit", verdict.Goal{}, result.Design{Stop: result.Limit}, 7},
		{"limit, asked at 0.01", verdict.Goal{Alpha: 0.01}, result.Design{Stop: result.Limit}, 9},
		{"sequential, asked at 0.05", verdict.Goal{Alpha: 0.05}, result.Design{Stop: result.Sequential}, 10},
	} {
		for _, n := range []int{test.floor - 1, test.floor} {
			lines := join(launches(at(1000, 1), "copy", 1000, slices.Repeat([]float64{100}, n)...), launches(at(1000, 1), "view", 0, slices.Repeat([]float64{50}, n)...))
			for i := range lines {
				lines[i].Design = test.design
			}
			view := verdict.Compare(lines, test.goal, "copy")[0].Arm("view")
			want, bounded := verdict.Undecided, n >= test.floor
			if bounded {
				want = verdict.Better
			}
			if view.Against.Word != want || math.IsInf(view.Factor.Hi, 1) == bounded || math.IsInf(view.Over.Hi, 1) == bounded {
				t.Errorf("%s: %d launches are %s at a factor of %+v, over the copy %+v, want %s", test.name, n, view.Against.Word, view.Factor, view.Over, want)
			}
		}
	}
}

func TestSharp(t *testing.T) {
	for _, test := range []struct {
		name         string
		goal         verdict.Goal
		word         verdict.Word
		effect, half float64 // logarithms
		want         bool
	}{
		{"the precision is the most", verdict.Goal{}, verdict.Worse, 0.5, 0.0199, true},
		{"wider than the precision", verdict.Goal{}, verdict.Worse, 0.5, 0.0201, false},
		{"a tenth of the effect", verdict.Goal{}, verdict.Worse, 0.1, 0.0099, true},
		{"wider than a tenth", verdict.Goal{}, verdict.Worse, 0.1, 0.0101, false},
		{"a tenth of a negative effect", verdict.Goal{}, verdict.Better, -0.1, 0.0099, true},
		{"wider than a tenth of a negative one", verdict.Goal{}, verdict.Better, -0.1, 0.0101, false},
		{"half a per cent is enough", verdict.Goal{}, verdict.Worse, 0.01, 0.0049, true},
		{"wider than half a per cent", verdict.Goal{}, verdict.Worse, 0.01, 0.0051, false},
		{"a coarse precision", verdict.Goal{Precision: 0.1}, verdict.Better, -2, 0.099, true},
		{"wider than a coarse one", verdict.Goal{Precision: 0.1}, verdict.Better, -2, 0.101, false},
		{"a coarse precision does not excuse a small effect", verdict.Goal{Precision: 0.5}, verdict.Worse, 0.5, 0.051, false},
		{"a fine precision asks for half a per cent", verdict.Goal{Precision: 0.001}, verdict.Worse, 0.5, 0.0049, true},
		{"and for no less", verdict.Goal{Precision: 0.001}, verdict.Worse, 0.5, 0.0051, false},
		{"the same is the same", verdict.Goal{}, verdict.Same, 0, 0.3, true},
		{"undecided, however narrow", verdict.Goal{}, verdict.Undecided, 0.1, 0, false},
		{"no interval", verdict.Goal{}, verdict.Undecided, 0.1, math.Inf(1), false},
		{"no noise", verdict.Goal{}, verdict.Better, -1, 0, true},
	} {
		j := verdict.Judgement{Word: test.word, Time: interval.Estimate{
			Center: math.Exp(test.effect), Lo: math.Exp(test.effect - test.half), Hi: math.Exp(test.effect + test.half),
		}}
		if got := test.goal.Sharp(j); got != test.want {
			t.Errorf("%s: Sharp(%+v) = %v, want %v", test.name, j, got, test.want)
		}
	}
}

// TestReached: a case is measured enough when every arm is sharp that can be
// compared.
func TestReached(t *testing.T) {
	lines := func(arm string, logs []float64) (lines []result.Line) {
		for _, x := range logs {
			lines = append(lines, result.Line{
				Scenario: "A", Arm: arm, Case: at(64, 1), Design: result.Design{Clock: "cpu-ns/op", Stop: result.Sequential},
				Values: []result.Value{{Unit: "ns/op", X: 100}, {Unit: "cpu-ns/op", X: 100 * math.Exp(x)}},
			})
		}
		return lines
	}
	copies, same, half := lines("copy", equal(40, 1)), lines("reuse", equal(40, 1)), lines("view", equal(40, 0.5))
	wide := lines("view", wavering(40, 0.5, 0.2))
	open := lines("view", wavering(40, 1, 0.2))
	for _, test := range []struct {
		name    string
		goal    verdict.Goal
		lines   []result.Line
		against string
		want    bool
	}{
		{"all are sharp", verdict.Goal{}, join(copies, same, half), "copy", true},
		{"against another", verdict.Goal{}, join(copies, same, half), "view", true},
		{"one is wide", verdict.Goal{}, join(copies, same, wide), "copy", false},
		{"one is undecided", verdict.Goal{}, join(copies, same, open), "copy", false},
		{"wide is as good as it gets, coarsely", verdict.Goal{Precision: 0.5}, join(copies, same, wide), "copy", false},
		{"undecided is within a wide margin", verdict.Goal{Margin: 0.5}, join(copies, same, open), "copy", true},
		{"too few launches", verdict.Goal{}, join(copies[:12], half[:12]), "copy", false},
		{"just enough", verdict.Goal{}, join(copies[:13], half[:13]), "copy", true},
		{"enough at another level", verdict.Goal{Alpha: 0.05}, join(copies[:10], half[:10]), "copy", true},
		{"nothing to compare with", verdict.Goal{}, join(same, wide), "copy", true},
		{"one of them lacks a launch", verdict.Goal{}, join(copies, same[1:], half), "copy", true},
		{"a reference keeps nobody waiting", verdict.Goal{}, join(copies, half, lines("ceiling-read", wavering(40, 1, 0.2))), "copy", true},
		{"against a reference", verdict.Goal{}, join(copies, half, lines("ceiling-read", wavering(40, 1, 0.2))), "ceiling-read", false},
		{"only the yardstick", verdict.Goal{}, copies, "copy", true},
		{"nothing", verdict.Goal{}, nil, "copy", true},
	} {
		if got := test.goal.Reached(test.lines, test.against); got != test.want {
			t.Errorf("%s: Reached = %v, want %v", test.name, got, test.want)
		}
	}
}
