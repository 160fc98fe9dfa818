package session

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// took is a launch of a case, a line per arm, with times in ns.
func took(c bench.Case, times map[string]float64) (lines []result.Line) {
	for _, arm := range []string{"copy", "view", "ceiling-read", "ceiling-copy"} {
		if ns, there := times[arm]; there {
			lines = append(lines, result.Line{Scenario: "A", Arm: arm, Case: c, Ops: 10, Values: []result.Value{{Unit: "ns/op", X: ns}}})
		}
	}
	return lines
}

// TestJudge: cases beyond the grid stand apart, and an arm that is faster than the
// machine can be is left out.
func TestJudge(t *testing.T) {
	grid, beyond := bench.Case{Size: 64 * bench.KiB, Passes: 1}, bench.Case{Size: 80 * bench.KiB, Passes: 1}
	honest := map[string]float64{"copy": 200, "view": 100, "ceiling-read": 90, "ceiling-copy": 95}
	lying := map[string]float64{"copy": 200, "view": 10, "ceiling-read": 90, "ceiling-copy": 95}
	measure := func(times map[string]float64) Measurement {
		m := Measurement{Scenario: verdict.Scenario{Info: bench.Info{Name: "A"}, Cases: []bench.Case{grid}}, Versus: "copy"}
		for range 8 {
			m.Lines = append(append(m.Lines, took(grid, times)...), took(beyond, honest)...)
		}
		m.Over = m.Lines
		return m
	}
	s, found := Judge(measure(honest))
	if len(found) != 0 || len(s.Cases) != 1 || len(s.Further) != 1 || len(s.Answer.Grid) != 1 || s.Answer.Grid[0].Best != "view" {
		t.Fatalf("of honest arms it says %+v, %+v", s, found)
	}
	if f := s.Cases[0].Arm("view").Factor.Center; f < 1.99 || f > 2.01 {
		t.Errorf("the view is %v times faster, want 2", f)
	}
	s, found = Judge(measure(lying))
	if len(found) != 1 || found[0].Arm.Name != "view" || s.Cases[0].Arm("view") != nil || len(s.Answer.Grid) != 0 {
		t.Errorf("of a view that read nothing it says %+v, %+v", s.Answer, found)
	}
	none := measure(honest)
	none.Scenario.Cases = nil
	if s, _ := Judge(none); len(s.Cases) != 0 || len(s.Further) != 2 || len(s.Answer.Grid) != 0 {
		t.Errorf("without a grid it says %+v", s)
	}
}
