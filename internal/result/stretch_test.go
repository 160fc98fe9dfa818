package result_test

import (
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// TestStretches: a line of another arm, scenario, size or axis ends a stretch, and none is
// lost.
func TestStretches(t *testing.T) {
	of := func(scenario, arm string, size bench.Bytes, axes ...bench.Axis) result.Line {
		return result.Line{Scenario: scenario, Arm: arm, Case: bench.Case{Size: size, Passes: 1, Axes: axes}}
	}
	hot, cold := bench.Axis{Key: "cache", Value: "hot"}, bench.Axis{Key: "cache", Value: "cold"}
	lines := []result.Line{
		of("A", "copy", 64), of("A", "copy", 64), of("A", "view", 64), of("A", "view", 128), of("B", "view", 128),
		of("B", "view", 128, hot), of("B", "view", 128, hot), of("B", "view", 128, cold), of("A", "copy", 64),
	}
	var got []int
	n := 0
	for some := range result.Stretches(lines) {
		got, n = append(got, len(some)), n+len(some)
		if &some[0] != &lines[n-len(some)] || cap(some) != len(some) {
			t.Errorf("stretch %d is not a part of the lines, or may grow over the next", len(got))
		}
	}
	if want := []int{2, 1, 1, 1, 2, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("stretches have %v lines, want %v", got, want)
	}
	for range result.Stretches(lines) {
		break
	}
	for range result.Stretches(nil) {
		t.Error("no line makes a stretch")
	}
}
