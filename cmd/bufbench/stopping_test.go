package main

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// launched are lines of a copy and of a view that takes a share of its time, by
// turns a little more and a little less: a logarithm.
func launched(s stopping, n int, share, by float64) (lines []result.Line) {
	for i := range n {
		view := 100 * share * math.Exp(by*float64(1-2*(i%2)))
		for arm, ns := range map[string]float64{"copy": 100, "view": view} {
			lines = append(lines, result.Line{
				Scenario: "A", Arm: arm, Case: bench.Case{Size: 64, Passes: 1}, Values: []result.Value{{Unit: "ns/op", X: ns}},
			})
		}
	}
	return s.designed(lines)
}

func TestEnough(t *testing.T) {
	const most = 3 * time.Second
	sharp := stopping{maxTime: most}
	strict := stopping{maxTime: most, strict: true}
	for _, test := range []struct {
		name      string
		stop      stopping
		launches  int
		share, by float64
		spent     time.Duration
		want      bool
	}{
		{"a fixed number, not yet", stopping{fixed: 6, maxTime: most}, 5, 0.5, 0, time.Hour, false},
		{"a fixed number", stopping{fixed: 6, maxTime: most}, 6, 0.5, 3, 0, true},
		{"sharp, but without an interval", sharp, 12, 0.5, 0, 0, false},
		{"sharp", sharp, 13, 0.5, 0, 0, true},
		{"time is over, but there is no interval", sharp, 12, 0.5, 0, overtime*most - 1, false},
		{"time is over, many times", sharp, 12, 0.5, 0, overtime * most, true},
		{"time is over, and there is one", sharp, 13, 0.5, 3, most, true},
		{"wide, and there is time", sharp, 40, 0.5, 0.3, most - 1, false},
		{"wide, and there is none", sharp, 40, 0.5, 0.3, most, true},
		{"too wide for the precision", sharp, 20, 0.5, 0.03, 0, false},
		{"narrow enough for a coarser one", stopping{maxTime: most, goal: verdict.Goal{Precision: 0.5}}, 20, 0.5, 0.03, 0, true},
		{"the same", sharp, 40, 1, 0.003, 0, true},
		{"the same, but not for a narrow margin", stopping{maxTime: most, goal: verdict.Goal{Margin: 0.001}}, 40, 1, 0.003, 0, false},
		{"at another level, not yet", stopping{maxTime: most, goal: verdict.Goal{Alpha: 0.05}}, 9, 0.5, 0, 0, false},
		{"at another level", stopping{maxTime: most, goal: verdict.Goal{Alpha: 0.05}}, 10, 0.5, 0, 0, true},
		{"strictly, time is over after one", strict, 1, 0.5, 0, most, true},
		{"strictly, there is time", strict, 1, 0.5, 0, most - 1, false},
		{"strictly, sharp before that", strict, 13, 0.5, 0, 0, true},
		{"nothing was measured", sharp, 0, 0, 0, time.Hour, false},
		{"nothing was measured of a fixed number", stopping{fixed: 1}, 0, 0, 0, 0, false},
	} {
		var talk bytes.Buffer
		c := bench.Case{Size: 64, Passes: 1}
		lines := launched(test.stop, test.launches, test.share, test.by)
		s := &session{
			stop: test.stop, output: output{Versus: "copy"}, progress: &progress{out: &talk},
			lines: map[string][]result.Line{key("A", c): lines}, paired: map[string][]result.Line{key("A", c): lines},
		}
		if got := s.enough(runner.Progress{Scenario: "A", Case: c, Launches: test.launches, Spent: test.spent}); got != test.want {
			t.Errorf("%s: enough = %v, want %v", test.name, got, test.want)
		}
		if said := strings.HasPrefix(talk.String(), "A/size=64B/passes=1 ("); said != test.want {
			t.Errorf("%s: said %q, want a line of the case if that is enough", test.name, &talk)
		}
	}
}

// TestEnoughAlone: an arm that nothing can be compared with is measured as often
// as an interval needs.
func TestEnoughAlone(t *testing.T) {
	for _, test := range []struct {
		stop stopping
		want int
	}{{stopping{maxTime: time.Second}, 13}, {stopping{maxTime: time.Second, strict: true}, 13}, {stopping{maxTime: time.Second, goal: verdict.Goal{Alpha: 0.05}}, 10}, {stopping{fixed: 7}, 7}} {
		n := 1
		for ; n < 100; n++ {
			lines := launched(test.stop, n, 0.5, 0)
			if test.stop.reached(runner.Progress{Launches: n}, lines, "reuse") {
				break
			}
		}
		if n != test.want {
			t.Errorf("%+v: alone it is measured %d times, want %d", test.stop, n, test.want)
		}
	}
}

// TestDesigned: lines say how they came about, and keep the clock of their
// launch.
func TestDesigned(t *testing.T) {
	for _, test := range []struct {
		args []string
		want result.Design
	}{
		{nil, result.Design{Clock: "cpu-ns/op", Stop: result.Sequential, Alpha: 0.01}},
		{[]string{"-alpha", "5%", "-max-time", "1s"}, result.Design{Clock: "cpu-ns/op", Stop: result.Sequential, Alpha: 0.05}},
		{[]string{"-count", "8"}, result.Design{Clock: "cpu-ns/op", Alpha: 0.05}},
		{[]string{"-quick"}, result.Design{Clock: "cpu-ns/op", Alpha: 0.05}},
		{[]string{"-quick", "-alpha", "0.001"}, result.Design{Clock: "cpu-ns/op", Alpha: 0.001}},
	} {
		q, err := typed(t, test.args...)
		if err != nil {
			t.Fatal(err)
		}
		lines := q.stopping().designed([]result.Line{{Design: result.Design{Clock: "cpu-ns/op"}}, {}})
		if lines[0].Design != test.want || lines[1].Design.Clock != "" {
			t.Errorf("run %q: lines of %+v, want %+v", test.args, lines, test.want)
		}
	}
}

// TestPlanSaid holds what is said before a run.
func TestPlanSaid(t *testing.T) {
	plan := runner.Plan{Tasks: []runner.Task{{Rivals: make([]bench.Rival, 3), Cases: bench.Grid{Sizes: []bench.Bytes{64, 4 * bench.KiB}}.Cases()}}}
	for _, test := range []struct {
		args []string
		want string // the beginning
	}{
		{[]string{"-count", "1"}, "1 launch each, about "},
		{[]string{"-quick"}, "6 launches each, about "},
		{nil, "each until every factor is within ±2 %, about "},
		{[]string{"-precision", "0.5%", "-max-time", "1m", "-vary=false"}, "each until every factor is within ±0.5 %, about 2m"},
		{[]string{"-precision", "0.5%", "-max-time", "1m"}, "each until every factor is within ±0.5 %, about 4m"},
	} {
		q, err := typed(t, test.args...)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.stopping().plan(plan); !strings.HasPrefix(got, test.want) {
			t.Errorf("run %q says %q, want %q", test.args, got, test.want)
		}
	}
}
