package session

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// launched are lines of a copy and of a view that takes a share of its time, by
// turns a little more and a little less: a logarithm.
func launched(s Spec, n int, share, by float64) (lines []result.Line) {
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
	sharp := Policy{MaxTime: most}
	strict := Policy{MaxTime: most, Strict: true}
	for _, test := range []struct {
		name      string
		policy    Policy
		launches  int
		share, by float64
		spent     time.Duration
		want      bool
	}{
		{"a fixed number, not yet", Policy{Count: 6, MaxTime: most}, 5, 0.5, 0, time.Hour, false},
		{"a fixed number", Policy{Count: 6, MaxTime: most}, 6, 0.5, 3, 0, true},
		{"sharp, but without an interval", sharp, 12, 0.5, 0, 0, false},
		{"sharp", sharp, 13, 0.5, 0, 0, true},
		{"time is over, but there is no interval", sharp, 12, 0.5, 0, overtime*most - 1, false},
		{"time is over, many times", sharp, 12, 0.5, 0, overtime * most, true},
		{"time is over, and there is one", sharp, 13, 0.5, 3, most, true},
		{"wide, and there is time", sharp, 40, 0.5, 0.3, most - 1, false},
		{"wide, and there is none", sharp, 40, 0.5, 0.3, most, true},
		{"too wide for the precision", sharp, 20, 0.5, 0.03, 0, false},
		{"narrow enough for a coarser one", Policy{MaxTime: most, Goal: verdict.Goal{Precision: 0.5}}, 20, 0.5, 0.03, 0, true},
		{"the same", sharp, 40, 1, 0.003, 0, true},
		{"the same, but not for a narrow margin", Policy{MaxTime: most, Goal: verdict.Goal{Margin: 0.001}}, 40, 1, 0.003, 0, false},
		{"at another level, not yet", Policy{MaxTime: most, Goal: verdict.Goal{Alpha: 0.05}}, 9, 0.5, 0, 0, false},
		{"at another level", Policy{MaxTime: most, Goal: verdict.Goal{Alpha: 0.05}}, 10, 0.5, 0, 0, true},
		{"strictly, time is over after one", strict, 1, 0.5, 0, most, true},
		{"strictly, there is time", strict, 1, 0.5, 0, most - 1, false},
		{"strictly, sharp before that", strict, 13, 0.5, 0, 0, true},
		{"nothing was measured", sharp, 0, 0, 0, time.Hour, false},
		{"nothing was measured of a fixed number", Policy{Count: 1}, 0, 0, 0, 0, false},
	} {
		c := bench.Case{Size: 64, Passes: 1}
		spec := Spec{Policy: test.policy, Versus: "copy"}
		lines := launched(spec, test.launches, test.share, test.by)
		s := newSearch(spec, runner.Plan{}, newCells(spec))
		s.cells.lines[runner.Key("A", c)], s.cells.over[runner.Key("A", c)] = lines, lines
		said := ""
		s.closed = func(c verdict.Comparison) { said = c.Scenario + "/" + c.Case.String() }
		if got := s.enough(runner.Progress{Scenario: "A", Case: c, Launches: test.launches, Spent: test.spent}); got != test.want {
			t.Errorf("%s: enough = %v, want %v", test.name, got, test.want)
		}
		if (said == "A/size=64B/passes=1") != test.want {
			t.Errorf("%s: said %q, want the case if that is enough", test.name, said)
		}
	}
}

// TestEnoughAlone: an arm that nothing can be compared with is measured as often
// as an interval needs.
func TestEnoughAlone(t *testing.T) {
	for _, test := range []struct {
		policy Policy
		want   int
	}{{Policy{MaxTime: time.Second}, 13}, {Policy{MaxTime: time.Second, Strict: true}, 13}, {Policy{MaxTime: time.Second, Goal: verdict.Goal{Alpha: 0.05}}, 10}, {Policy{Count: 7}, 7}} {
		n := 1
		for ; n < 100; n++ {
			spec := Spec{Policy: test.policy, Versus: "reuse"}
			if spec.reached(runner.Progress{Launches: n}, launched(spec, n, 0.5, 0)) {
				break
			}
		}
		if n != test.want {
			t.Errorf("%+v: alone it is measured %d times, want %d", test.policy, n, test.want)
		}
	}
}

// TestDesigned: lines say how they came about, and keep the clock of their launch.
func TestDesigned(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*Spec)
		want   result.Design
	}{
		{"default", func(*Spec) {}, result.Design{Clock: "cpu-ns/op", Stop: result.Sequential, Alpha: 0.01}},
		{"a level", func(s *Spec) { s.Policy.Goal.Alpha, s.Policy.Strict = 0.05, true }, result.Design{Clock: "cpu-ns/op", Stop: result.Sequential, Alpha: 0.05}},
		{"a count", func(s *Spec) { s.Policy.Count = 8 }, result.Design{Clock: "cpu-ns/op", Alpha: 0.05}},
		{"quick", func(s *Spec) { s.Select.Quick = true }, result.Design{Clock: "cpu-ns/op", Alpha: 0.05}},
		{"quick, at a level", func(s *Spec) { s.Select.Quick, s.Policy.Goal.Alpha = true, 0.001 }, result.Design{Clock: "cpu-ns/op", Alpha: 0.001}},
	} {
		s := Default()
		test.change(&s)
		lines := s.designed([]result.Line{{Design: result.Design{Clock: "cpu-ns/op"}}, {}})
		if lines[0].Design != test.want || lines[1].Design.Clock != "" {
			t.Errorf("%s: lines of %+v, want %+v", test.name, lines, test.want)
		}
	}
}

// TestEstimate holds what is said before a run.
func TestEstimate(t *testing.T) {
	plan := runner.Plan{Tasks: []runner.Task{{Rivals: make([]bench.Rival, 3), Cases: bench.Grid{Sizes: []bench.Bytes{64, 4 * bench.KiB}}.Cases()}}}
	for _, test := range []struct {
		change func(*Spec)
		want   string // the beginning
	}{
		{func(s *Spec) { s.Policy.Count = 1 }, "1 launch each, about "},
		{func(s *Spec) { s.Select.Quick = true }, "6 launches each, about "},
		{func(*Spec) {}, "each until every factor is within ±2 %, about "},
		{func(s *Spec) {
			s.Policy.Goal.Precision, s.Policy.MaxTime, s.Policy.Strict, s.Policy.Vary = 0.005, time.Minute, true, false
		}, "each until every factor is within ±0.5 %, about 2m"},
		{func(s *Spec) {
			s.Policy.Goal.Precision, s.Policy.MaxTime, s.Policy.Strict = 0.005, time.Minute, true
		}, "each until every factor is within ±0.5 %, about 4m"},
	} {
		s := Default()
		test.change(&s)
		if got := s.estimate(plan, false); !strings.HasPrefix(got, test.want) {
			t.Errorf("%+v says %q, want %q", s.Policy, got, test.want)
		}
	}
}

// TestDuration: all parts of a run are in its estimate.
func TestDuration(t *testing.T) {
	task := runner.Task{Rivals: make([]bench.Rival, 3), Cases: []bench.Case{{Size: 48 * bench.KiB, Passes: 3}}}
	plan := runner.Plan{Tasks: []runner.Task{task}, Conditions: launch.Conditions{Cache: 32 * bench.MiB}}
	bare := Default()
	bare.Policy.Vary, bare.Policy.Refine = false, 0
	least := bare.duration(plan, false)
	peaks := plan
	peaks.Peaks = 3
	cold := Default()
	cold.Policy.Refine = 0
	for _, test := range []struct {
		name  string
		got   time.Duration
		least time.Duration // beyond the bare run
	}{
		{"the self-test", bare.duration(plan, true), time.Second},
		{"peaks", bare.duration(peaks, false), 9 * asideLaunch},
		{"other conditions", cold.duration(plan, false), 7 * time.Second},
		{"a cold cache", cold.duration(plan, false), time.Duration(cold.floor()) * time.Second / 2},
	} {
		if test.got < least+test.least {
			t.Errorf("with %s it takes %s, and %s without: want %s more", test.name, test.got, least, test.least)
		}
	}
}
