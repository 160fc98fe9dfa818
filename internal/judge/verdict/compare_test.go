package verdict_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/result"
)

// launches are the lines of one arm, one for each time.
func launches(c bench.Case, arm string, copied bench.Bytes, ns ...float64) []result.Line {
	var lines []result.Line
	for _, t := range ns {
		lines = append(lines, result.Line{Scenario: "A", Arm: arm, Case: c, Values: []result.Value{
			{Unit: "ns/op", X: t}, {Unit: "copied-B/op", X: float64(copied)},
		}})
	}
	return lines
}

func join(all ...[]result.Line) (lines []result.Line) {
	for _, some := range all {
		lines = append(lines, some...)
	}
	return lines
}

func at(size bench.Bytes, passes int, axes ...string) bench.Case {
	c := bench.Case{Size: size, Passes: passes}
	for _, v := range axes {
		c.Axes = append(c.Axes, bench.Axis{Key: "object", Value: v})
	}
	return c
}

func TestComparePairs(t *testing.T) {
	c := at(1000, 1)
	copies := []float64{100, 110, 120, 130, 140, 150}
	for _, test := range []struct {
		name           string
		view           []float64
		against        string
		n              int
		factor, lo, hi float64
	}{
		{"by launch", []float64{50, 55, 60, 65, 70, 75}, "copy", 6, 2, 2, 2},
		{"by launch, not by rank", []float64{75, 70, 65, 60, 55, 50}, "copy", 6, math.Sqrt(120. / 65 * 130 / 60), 100. / 75, 3},
		{"against itself", []float64{1, 2, 3, 4, 5, 6}, "view", 6, 1, 1, 1},
		{"unequal counts", []float64{50, 55, 60, 65, 70}, "copy", 0, 0, 0, 0},
		{"no such yardstick", []float64{50, 55, 60, 65, 70, 75}, "reuse", 0, 0, 0, 0},
		{"no time", []float64{50, 55, 60, 65, 70, 0}, "copy", 0, 0, 0, 0},
	} {
		got := verdict.Compare(join(launches(c, "copy", 1000, copies...), launches(c, "view", 0, test.view...)), verdict.Goal{}, test.against)
		if len(got) != 1 {
			t.Fatalf("%s: %d cases, want 1", test.name, len(got))
		}
		f := got[0].Arm("view").Factor
		if f.N != test.n || !near(f.Center, test.factor) || !near(f.Lo, test.lo) || !near(f.Hi, test.hi) {
			t.Errorf("%s: factor %+v, want %v [%v, %v] of %d pairs", test.name, f, test.factor, test.lo, test.hi, test.n)
		}
	}
	few := verdict.Compare(join(launches(c, "copy", 1000, 2, 4), launches(c, "view", 0, 1, 2)), verdict.Goal{}, "copy")[0].Arm("view").Factor
	if few.Center != 2 || few.Lo != 0 || !math.IsInf(few.Hi, 1) || few.N != 2 {
		t.Errorf("factor of two pairs is %+v, want 2 [0, +Inf]", few)
	}
}

// TestCompareByClock: factors are of the clock that counts in the case, and
// times are wall time.
func TestCompareByClock(t *testing.T) {
	for _, test := range []struct {
		clock, counts string
		factor        float64
	}{
		{"", "ns/op", 2},
		{"ns/op", "ns/op", 2},
		{"cpu-ns/op", "cpu-ns/op", 3},
		{"process-cpu-ns/op", "process-cpu-ns/op", 0.5},
		{"fortnights/op", "ns/op", 2},
	} {
		var lines []result.Line
		for range 6 {
			for _, arm := range []result.Line{
				{Arm: "copy", Values: []result.Value{{Unit: "ns/op", X: 100}, {Unit: "cpu-ns/op", X: 90}, {Unit: "process-cpu-ns/op", X: 10}}},
				{Arm: "view", Values: []result.Value{{Unit: "ns/op", X: 50}, {Unit: "cpu-ns/op", X: 30}, {Unit: "process-cpu-ns/op", X: 20}}},
			} {
				arm.Scenario, arm.Case, arm.Design.Clock = "A", at(64, 1), test.clock
				lines = append(lines, arm)
			}
		}
		c := verdict.Compare(lines, verdict.Goal{}, "copy")[0]
		view, want := c.Arm("view"), verdict.Better
		if test.factor < 1 {
			want = verdict.Worse
		}
		if c.Clock != test.counts || !near(view.Factor.Center, test.factor) || !near(view.Over.Center, test.factor) || view.Against.Word != want {
			t.Errorf("by %q: view is faster by %+v and %s, by %s; want %v and %s, by %s", test.clock, view.Factor, view.Against.Word, c.Clock, test.factor, want, test.counts)
		}
		if view.Time.Center != 50 {
			t.Errorf("by %q: view takes %v, want 50, its wall time", test.clock, view.Time.Center)
		}
		if own := c.Arm("copy"); own.Against.Word != "" || own.Factor.Center != 1 {
			t.Errorf("by %q: copy against itself is %+v at %+v, want no verdict at 1", test.clock, own.Against, own.Factor)
		}
	}
	lacks := launches(at(64, 1), "view", 0, 1, 2, 3, 4, 5, 6)
	lines := join(launches(at(64, 1), "copy", 64, 1, 2, 3, 4, 5, 6), lacks)
	for i := range lines {
		lines[i].Design.Clock = "cpu-ns/op"
	}
	if view := verdict.Compare(lines, verdict.Goal{}, "copy")[0].Arm("view"); view.Factor.N != 0 || view.Against.Word != "" || view.Time.N != 6 {
		t.Errorf("without values of the clock that counts view is %+v, want times and no factor", view)
	}
}

// TestCompareByDesign: launches that went on until they sufficed have the
// interval that allows it; a fixed number has the narrower one.
func TestCompareByDesign(t *testing.T) {
	view := []float64{50, 51, 49, 50.5, 49.5, 50.2, 49.8, 50.1, 49.9, 50.3, 49.7, 50.4, 49.6, 50.6, 49.4, 50}
	var logs []float64
	for _, x := range view {
		logs = append(logs, math.Log(100/x))
	}
	lines := join(launches(at(64, 1), "copy", 64, slices.Repeat([]float64{100}, len(view))...), launches(at(64, 1), "view", 0, view...))
	for _, test := range []struct {
		design result.Design
		want   interval.Estimate
	}{
		{result.Design{}, interval.Median(logs, 0.95)},
		{result.Design{Alpha: 0.01}, interval.Median(logs, 0.99)},
		{result.Design{Stop: result.Sequential}, interval.Sequence(logs, 0.01)},
		{result.Design{Stop: result.Early}, level(0.95, interval.Sequence(logs, 0.025))},
		{result.Design{Stop: result.Limit, Alpha: 0.01}, level(1-2*(1-interval.HodgesLehmann(logs, 0.995).Confidence), interval.HodgesLehmann(logs, 0.995))},
		{result.Design{Stop: result.Sequential, Alpha: 0.05}, interval.Sequence(logs, 0.05)},
	} {
		for i := range lines {
			lines[i].Design = test.design
		}
		c := verdict.Compare(lines, verdict.Goal{}, "copy")[0]
		got, want := c.Arm("view").Factor, test.want
		want.Center, want.Lo, want.Hi = math.Exp(want.Center), math.Exp(want.Lo), math.Exp(want.Hi)
		if got != want || c.Arm("view").Over != want || c.Launches != len(view) {
			t.Errorf("%s: factor %+v, over the copy %+v of %d launches, want %+v", test.design, got, c.Arm("view").Over, c.Launches, want)
		}
		if j := c.Arm("view").Against; !near(j.Time.Center, 1/want.Center) || !near(j.Time.Lo, 1/want.Hi) || !near(j.Time.Hi, 1/want.Lo) {
			t.Errorf("%s: judged at %+v, want the inverse of %+v", test.design, j.Time, want)
		}
	}
}

// TestCompareOver takes factors and verdicts from the lines that were paired
// with the arm, and all else from the others.
func TestCompareOver(t *testing.T) {
	c := at(1000, 1)
	lines := join(launches(c, "copy", 1000, 90, 90, 90, 90, 90, 90), launches(c, "reuse", 1000, 50, 50, 50, 50, 50, 50), launches(c, "view", 0, 30, 30, 30, 30, 30, 30))
	over := join(launches(c, "copy", 1000, 100, 100, 100, 100, 100, 100), launches(c, "reuse", 1000, 80, 80, 80, 80, 80, 80), launches(c, "view", 0, 20, 20, 20, 20, 20, 20))
	got := verdict.CompareOver(lines, over, verdict.Goal{}, "reuse")[0]
	for _, want := range []struct {
		arm                string
		time, factor, copy float64
		word               verdict.Word
	}{{"copy", 90, 0.8, 1, verdict.Worse}, {"reuse", 50, 1, 1.8, ""}, {"view", 30, 4, 3, verdict.Better}} {
		a := got.Arm(want.arm)
		if a.Time.Center != want.time || !near(a.Factor.Center, want.factor) || !near(a.Over.Center, want.copy) || a.Against.Word != want.word {
			t.Errorf("%s: takes %v, is faster by %v and %s, over the copy by %v; want %+v", want.arm, a.Time.Center, a.Factor.Center, a.Against.Word, a.Over.Center, want)
		}
	}
	alone := verdict.CompareOver(lines, nil, verdict.Goal{}, "reuse")[0].Arm("view")
	if alone.Factor.N != 0 || alone.Against.Word != "" || !near(alone.Over.Center, 3) {
		t.Errorf("without lines of the other arm view is %+v, want no factor and no verdict", alone)
	}
}

// TestCompareOverRecords: the factor against another arm than the copy is of
// the ratio that was paired within the rounds, not of two.
func TestCompareOverRecords(t *testing.T) {
	var lines, over []result.Line
	rng, differ := rand.New(rand.NewPCG(1, 2)), 0
	for i := range 7 {
		r := record("copy", "reuse", "view")
		for _, b := range r.Blocks {
			for _, round := range b.Rounds {
				for j := range round {
					round[j].Wall += time.Duration(rng.Int64N(int64(round[j].Wall)))
				}
			}
		}
		lines, over = append(lines, verdict.Launch(r)...), append(over, verdict.LaunchOver(r, "reuse")...)
		paired := math.Exp(-verdict.LogRatio(r, "view", "reuse", "ns/op"))
		if got := verdict.CompareOver(lines[3*i:], over[3*i:], verdict.Goal{}, "reuse")[0].Arm("view").Factor.Center; !near(got, paired) {
			t.Errorf("launch %d: view is faster than reuse by %v, want %v", i, got, paired)
		}
		if got := verdict.Compare(lines[3*i:], verdict.Goal{}, "reuse")[0].Arm("view").Factor.Center; !near(got, paired) {
			differ++
		}
	}
	if differ == 0 {
		t.Error("by way of the copy all factors are the same: the test shows nothing")
	}
	if f := verdict.CompareOver(lines, over, verdict.Goal{}, "reuse")[0].Arm("view").Factor; f.N != 7 || !(f.Lo < f.Center && f.Center < f.Hi) {
		t.Errorf("over 7 launches the factor is %+v", f)
	}
}

func TestCompareGroups(t *testing.T) {
	small, large := at(64, 1), at(128, 1)
	got := verdict.Compare(join(
		launches(large, "copy", 128, 1, 2, 3),
		launches(small, "ceiling-read", 0, 5),
		launches(small, "view", 0, 4, 9, 5),
		launches(large, "view", 0, 7),
		launches(small, "probe-cgo-call", 0, 50),
	), verdict.Goal{}, "copy")
	if len(got) != 2 || got[0].Case.Size != 128 || got[1].Case.Size != 64 || got[0].Scenario != "A" {
		t.Fatalf("Compare = %+v, want 128B and then 64B", got)
	}
	if n := len(got[1].References()); n != 2 || len(got[1].Arms) != 1 {
		t.Errorf("64B has %d references and %d arms, want 2 and 1", n, len(got[1].Arms))
	}
	view := got[1].Arm("view")
	if view == nil || view.Time.Center != 5 || view.Time.N != 3 || view.Time != view.Values["ns/op"] {
		t.Errorf("64B: view is %+v, want the median time 5 of 3", view)
	}
	if a := got[1].Arm("copy"); a != nil {
		t.Errorf("64B: copy is %+v, want none", a)
	}
	if got := verdict.Compare(nil, verdict.Goal{}, "copy"); len(got) != 0 {
		t.Errorf("Compare(nothing) = %+v, want nothing", got)
	}
}

// TestShare: (copied/size × copy ceiling + read ceiling) / time, by launch. The
// read ceiling reads as often as the case says; nothing is read at 0 passes.
func TestShare(t *testing.T) {
	six := func(x float64) []float64 { return []float64{x, x, x, x, x, x} }
	for _, test := range []struct {
		name   string
		c      bench.Case
		copied bench.Bytes
		refs   map[string][]float64
		n      int
		want   float64
	}{
		{"a view reads", at(1000, 4), 0, map[string][]float64{"ceiling-read": six(10), "ceiling-copy": six(30)}, 6, 10 / 200.},
		{"a copy moves and reads", at(1000, 2), 1000, map[string][]float64{"ceiling-read": six(10), "ceiling-copy": six(30)}, 6, (30 + 10) / 200.},
		{"a copy moves twice", at(1000, 1), 2000, map[string][]float64{"ceiling-read": six(10), "ceiling-copy": six(30)}, 6, (60 + 10) / 200.},
		{"the faster copy is streaming", at(1000, 1), 1000, map[string][]float64{"ceiling-read": six(10), "ceiling-copy": six(30), "ceiling-stream": six(20)}, 6, (20 + 10) / 200.},
		{"the faster copy is ordinary", at(1000, 1), 1000, map[string][]float64{"ceiling-read": six(10), "ceiling-copy": six(30), "ceiling-stream": six(40)}, 6, (30 + 10) / 200.},
		{"the only copy is streaming", at(1000, 1), 1000, map[string][]float64{"ceiling-read": six(10), "ceiling-stream": six(40)}, 6, (40 + 10) / 200.},
		{"hand-over of a copy", at(1000, 0), 1000, map[string][]float64{"ceiling-read": six(10), "ceiling-copy": six(30)}, 6, 30 / 200.},
		{"hand-over of a view", at(1000, 0), 0, map[string][]float64{"ceiling-read": six(10), "ceiling-copy": six(30)}, 0, 0},
		{"no ceilings", at(1000, 1), 0, nil, 0, 0},
		{"a launch of a ceiling is missing", at(1000, 1), 0, map[string][]float64{"ceiling-read": six(10)[1:], "ceiling-copy": six(30)}, 0, 0},
		{"by launch", at(1000, 1), 0, map[string][]float64{"ceiling-read": {10, 20, 30, 40, 50, 60}, "ceiling-copy": six(30)}, 6, 35 / 200.},
	} {
		lines := launches(test.c, "arm", test.copied, six(200)...)
		for _, role := range []string{"ceiling-read", "ceiling-copy", "ceiling-stream"} {
			lines = join(lines, launches(test.c, role, 0, test.refs[role]...))
		}
		got := verdict.Compare(lines, verdict.Goal{}, "copy")[0].Arm("arm").Share
		if got.N != test.n || !near(got.Center, test.want) {
			t.Errorf("%s: share %+v, want %v of %d launches", test.name, got, test.want, test.n)
		}
	}
}

// TestImpossible: who reads nothing is found out, and noise accuses nobody.
func TestImpossible(t *testing.T) {
	c := at(1000, 1)
	for _, test := range []struct {
		name            string
		took, read, mov []float64
		want            bool
	}{
		{"a kernel that reads nothing", []float64{1, 1.1, 0.9, 1, 1.2, 1}, []float64{10, 10.2, 9.9, 10, 11, 12}, []float64{30, 30, 30, 30, 30, 30}, true},
		{"honest", []float64{11, 12, 10.5, 13, 11, 12}, []float64{10, 10.2, 9.9, 10, 11, 12}, []float64{30, 30, 30, 30, 30, 30}, false},
		{"as fast as the ceiling", []float64{10, 10, 10, 10, 10, 10}, []float64{10.4, 10.4, 10.4, 10.4, 10.4, 10.4}, []float64{30, 30, 30, 30, 30, 30}, false},
		{"honest and noisy", []float64{10, 30, 9, 14, 8, 11}, []float64{14, 9, 30, 10, 16, 8}, []float64{30, 30, 30, 30, 30, 30}, false},
		{
			"the ceiling drew bad pages in most launches",
			[]float64{10, 10, 10, 10, 10, 10, 10, 10, 10},
			[]float64{20, 20, 20, 20, 20, 20, 20, 20, 10},
			[]float64{30, 30, 30, 30, 30, 30, 30, 30, 30},
			false,
		},
		{"too few launches to say", []float64{1, 1, 1, 1, 1}, []float64{10, 10, 10, 10, 10}, []float64{30, 30, 30, 30, 30}, false},
		{"no ceiling", []float64{1, 1, 1, 1, 1, 1}, nil, nil, false},
	} {
		lines := join(launches(c, "view", 0, test.took...), launches(c, "ceiling-read", 0, test.read...), launches(c, "ceiling-copy", 0, test.mov...))
		compared := verdict.Compare(lines, verdict.Goal{}, "copy")[0]
		a := compared.Arm("view")
		if got := compared.Impossible(*a); got != test.want {
			t.Errorf("%s: Impossible() = %v at share %+v and best %v, want %v", test.name, got, a.Share, a.Best, test.want)
		}
	}
}

// TestImpossibleCopy: a copy that writes a small buffer again and again beats the ceiling of
// copying, and is honest. One that beats the ceiling of reading too has not read its source.
func TestImpossibleCopy(t *testing.T) {
	six := func(x float64) []float64 { return []float64{x, x, x, x, x, x} }
	for _, test := range []struct {
		name             string
		passes           int
		took, read, move float64
		want             bool
	}{
		{"into a small buffer, read there", 1, 70, 50, 100, false},
		{"the same, not read", 0, 60, 50, 100, false},
		{"the same, read four times", 4, 110, 200, 100, false},
		{"faster than reading", 1, 40, 50, 100, true},
		{"faster than one of four passes", 4, 40, 200, 100, true},
		{"a slow reader", 1, 90, 300, 100, true},
		{"as fast as the ceiling of copying", 0, 100, 300, 100, false},
	} {
		c := at(64*bench.KiB, test.passes)
		lines := join(launches(c, "copy", c.Size, six(test.took)...), launches(c, "ceiling-read", 0, six(test.read)...), launches(c, "ceiling-copy", 0, six(test.move)...))
		compared := verdict.Compare(lines, verdict.Goal{}, "copy")[0]
		a := compared.Arm("copy")
		if got := compared.Impossible(*a); got != test.want {
			t.Errorf("%s: Impossible() = %v at share %v and best %v, want %v", test.name, got, a.Share.Center, a.Best, test.want)
		}
	}
}

// TestImpossibleBySize: a fifth above the ceiling is noise of some sizes, and
// not of others.
func TestImpossibleBySize(t *testing.T) {
	for size, want := range map[bench.Bytes]bool{
		1000: false, reference.LeastGround - 1: false, reference.LeastGround: true, 1 * bench.MiB: true, launch.HugeFrom: false,
	} {
		c := at(size, 1)
		lines := join(launches(c, "view", 0, 10, 10, 10, 10, 10, 10), launches(c, "ceiling-read", 0, 12, 12, 12, 12, 12, 12), launches(c, "ceiling-copy", 0, 30, 30, 30, 30, 30, 30))
		compared := verdict.Compare(lines, verdict.Goal{}, "copy")[0]
		if got := compared.Impossible(*compared.Arm("view")); got != want {
			t.Errorf("%s: a view at 120 %% of the ceiling is impossible: %t, want %t", size, got, want)
		}
	}
}

// TestImpossibleInHugePages: large arrays may lie in larger pages than the
// ceiling's, and are read faster, but not twice as fast.
func TestImpossibleInHugePages(t *testing.T) {
	for _, test := range []struct {
		size bench.Bytes
		took float64
		want bool
	}{
		{1 * bench.MiB, 82, true},
		{2 * bench.MiB, 82, false},
		{16 * bench.MiB, 82, false},
		{16 * bench.MiB, 50, true},
	} {
		c := at(test.size, 1)
		var took, read, move []float64
		for range 6 {
			took, read, move = append(took, test.took), append(read, 100), append(move, 300)
		}
		lines := join(launches(c, "view", 0, took...), launches(c, "ceiling-read", 0, read...), launches(c, "ceiling-copy", 0, move...))
		compared := verdict.Compare(lines, verdict.Goal{}, "copy")[0]
		if a := compared.Arm("view"); compared.Impossible(*a) != test.want {
			t.Errorf("%s: Impossible() is %v at share %v, want %v", test.size, !test.want, a.Share.Center, test.want)
		}
	}
}

// factors is a case in which the view is that many times faster in each of
// six launches.
func factors(c bench.Case, times ...float64) []result.Line {
	var view []float64
	for _, f := range times {
		view = append(view, 100/f)
	}
	for len(view) < 6 {
		view = append(view, view[0])
	}
	return join(launches(c, "copy", c.Size, 100, 100, 100, 100, 100, 100), launches(c, "view", 0, view...))
}

func TestWins(t *testing.T) {
	const KiB, MiB = bench.KiB, bench.MiB
	noise := []float64{0.5, 2, 2, 2, 2, 2} // its interval holds 1
	for _, test := range []struct {
		name  string
		lines []result.Line
		want  string // see told
	}{
		{"nothing", nil, ""},
		{"never", join(factors(at(64, 1), 0.5), factors(at(KiB, 1), 0.9)), "not up to 1KiB at 1"},
		{"only noise", join(factors(at(64, 1), noise...)), "not up to 64B at 1"},
		{"equal", join(factors(at(64, 1), 1)), "not up to 64B at 1"},
		{"only the last", join(factors(at(64, 1), 0.5), factors(at(KiB, 1), 3)), "1KiB 3 to 1KiB 3 at 1"},
		{
			"from a size", join(factors(at(64, 1), 0.5), factors(at(KiB, 1), 1.5), factors(at(MiB, 1), 20), factors(at(64*MiB, 1), 20000)),
			"1KiB 1.5 to 64MiB 20000 at 1",
		},
		{"in any order", join(factors(at(MiB, 1), 20), factors(at(64, 1), 0.5), factors(at(KiB, 1), 1.5)), "1KiB 1.5 to 1MiB 20 at 1"},
		{
			"behind a gap", join(factors(at(64, 1), 5), factors(at(KiB, 1), noise...), factors(at(2*KiB, 1), 2), factors(at(MiB, 1), 20)),
			"2KiB 2 to 1MiB 20 at 1",
		},
		{"before a gap", join(factors(at(64, 1), 5), factors(at(KiB, 1), 4), factors(at(2*KiB, 1), noise...)), "64B 5 to 1KiB 4 but 2KiB at 1"},
		{"the fewest passes", join(factors(at(64, 4), 0.5), factors(at(64, 0), 1000), factors(at(KiB, 4), 0.5)), "64B 1000 to 64B 1000 at 0"},
		{
			"axes", join(factors(at(64, 2, "bytes"), 0.5), factors(at(64, 2, "numpy"), 3), factors(at(KiB, 2, "bytes"), 0.5)),
			"bytes not up to 1KiB at 2; numpy 64B 3 to 64B 3 at 2",
		},
		{"two axes", join(factors(at(64, 1, "numpy", "cold"), 3)), "numpy cold 64B 3 to 64B 3 at 1"},
		{"no view", launches(at(64, 1), "copy", 64, 1, 2, 3, 4, 5, 6), "no view at 1"},
		{
			"too few launches at one size", join(factors(at(64, 1), 3), launches(at(KiB, 1), "copy", KiB, 10, 10), launches(at(KiB, 1), "view", 0, 1, 1)),
			"64B 3 to 64B 3 but 1KiB at 1",
		},
		{"too few launches", join(launches(at(64, 1), "copy", 64, 10, 10), launches(at(64, 1), "view", 0, 1, 1)), "no interval of 2 at 1"},
	} {
		var parts []string
		for _, w := range verdict.Wins(verdict.Compare(test.lines, verdict.Goal{}, "copy")) {
			parts = append(parts, told(w))
		}
		if got := strings.Join(parts, "; "); got != test.want {
			t.Errorf("%s: Wins = %q, want %q", test.name, got, test.want)
		}
	}
}

// told is a win in few words.
func told(w verdict.Win) string {
	s := ""
	for _, a := range w.Axes {
		s += a.Value + " "
	}
	switch w.State {
	case verdict.NoView:
		s += "no view"
	case verdict.NoInterval:
		s += fmt.Sprintf("no interval of %d", w.Last.Over.N)
	case verdict.NotShown:
		s += fmt.Sprintf("not up to %s", w.Last.Size)
	default:
		s += fmt.Sprintf("%s %.5g to %s %.5g", w.From.Size, w.From.Over.Center, w.To.Size, w.To.Over.Center)
		if w.Next > 0 {
			s += fmt.Sprintf(" but %s", w.Next)
		}
	}
	return s + fmt.Sprintf(" at %d", w.Passes)
}

func TestCeilings(t *testing.T) {
	rates := func(size bench.Bytes, role string, rates ...float64) (lines []result.Line) {
		for _, x := range rates {
			lines = append(lines, result.Line{Scenario: "A", Arm: role, Case: at(size, 1), Values: []result.Value{{Unit: "B/s", X: x}}})
		}
		return lines
	}
	got := verdict.Ceilings(join(
		rates(128, "ceiling-read", 3, 1, 2), rates(64, "ceiling-read", 5), rates(64, "ceiling-copy", 7),
		rates(64, "view", 1e9), launches(at(256, 1), "probe-cgo-call", 0, 50),
	))
	var text []string
	for _, c := range got {
		text = append(text, c.Size.String())
		if c.Stream.N != 0 {
			t.Errorf("%s: stream ceiling %+v, want none", c.Size, c.Stream)
		}
	}
	if s := strings.Join(text, " "); s != "64B 128B" {
		t.Fatalf("Ceilings has sizes %s, want 64B 128B", s)
	}
	if got[0].Read.Center != 5 || got[0].Copy.Center != 7 || got[1].Read.Center != 2 || got[1].Read.N != 3 || got[1].Copy.N != 0 {
		t.Errorf("Ceilings = %+v, want medians by size and role", got)
	}
}

// level is an interval of another confidence.
func level(confidence float64, e interval.Estimate) interval.Estimate {
	e.Confidence = confidence
	return e
}
