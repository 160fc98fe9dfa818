package main

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/scripts/trial/spins"
)

// TestHolds: the truth is held by one bounded interval around it.
func TestHolds(t *testing.T) {
	s := spins.All()[0]
	at := func(lo, hi float64) []report.CrossingJSON {
		return []report.CrossingJSON{{Run: &report.EstimateJSON{Center: (lo + hi) / 2, Lo: &lo, Hi: &hi}}}
	}
	for _, test := range []struct {
		name      string
		crossings []report.CrossingJSON
		held      bool
		says      string
	}{
		{"inside", at(0.9*s.Truth(), 1.1*s.Truth()), true, "holds it"},
		{"below", at(0.5*s.Truth(), 0.9*s.Truth()), false, "MISSES IT"},
		{"above", at(1.1*s.Truth(), 1.5*s.Truth()), false, "MISSES IT"},
		{"none", nil, false, "undecided"},
		{"two", append(at(1, 2), at(0.9*s.Truth(), 1.1*s.Truth())...), false, "undecided"},
	} {
		line, held := holds(s, report.BreakevenJSON{Answer: "undecided", Crossings: test.crossings})
		if held != test.held || !strings.HasSuffix(line, test.says) {
			t.Errorf("%s: %q, %v, want %q, %v", test.name, line, held, test.says, test.held)
		}
	}
}
