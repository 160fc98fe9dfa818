package report

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

func TestBystanders(t *testing.T) {
	arm := func(name string, late float64) verdict.Arm {
		return verdict.Arm{Name: name, Values: map[string]interval.Estimate{loop.BystanderUnit: {Center: late, N: 6}}}
	}
	at := func(goroutines string, arms ...verdict.Arm) verdict.Comparison {
		return verdict.Comparison{Arms: arms, Case: bench.Case{Size: 4096, Passes: 1, Axes: []bench.Axis{{Key: bench.Goroutines, Value: goroutines}}}}
	}
	s := Scenario{Cases: []verdict.Comparison{
		{Case: bench.Case{Size: 64, Passes: 1}, Arms: []verdict.Arm{{Name: "copy"}}},
		at("P", arm("copy", 81e3), arm("reuse", 20e3), arm("view", 12e3), verdict.Arm{Name: "view-late"}),
		at("4P", arm("view", 30e3)),
	}}
	const want = "another goroutine wakes up late by 12.0µs beside view and 81.0µs beside copy (P goroutines 4KiB ×1); " +
		"by 30.0µs beside view (4P goroutines 4KiB ×1)"
	if got := bystanders(s); got != want {
		t.Errorf("bystanders %q, want %q", got, want)
	}
	if got := bystanders(Scenario{Cases: s.Cases[:1]}); got != "" {
		t.Errorf("without a bystander %q, want nothing", got)
	}
}
