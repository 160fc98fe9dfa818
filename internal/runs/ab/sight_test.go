package ab

import (
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// TestSight: if a number of pairs or layouts can show nothing, the error says how many can.
// That depends on the level and on the number of benchmarks.
func TestSight(t *testing.T) {
	for _, tt := range []struct {
		count, layouts, benchmarks int
		alpha                      float64
		correction                 compare.Correction
		noVerdict                  bool
		want                       string
	}{
		{count: 7, benchmarks: 1, alpha: 0.01, want: "count 7: it can show no change at a level (alpha) of 0.01: take at least 8, or leave it out"},
		{count: 8, benchmarks: 1, alpha: 0.01},
		{count: 8, benchmarks: 12, alpha: 0.01, want: "count 8: it can show no change of 12 benchmarks at a level (alpha) of 0.01: take at least 12, or leave it out"},
		{count: 12, benchmarks: 12, alpha: 0.01},
		{count: 8, benchmarks: 12, alpha: 0.01, correction: compare.None},
		{count: 5, benchmarks: 1, alpha: 0.05, want: "count 5: it can show no change at a level (alpha) of 0.05: take at least 6, or leave it out"},
		{count: 6, benchmarks: 1, alpha: 0.05},
		{count: 1, benchmarks: 1, alpha: 0.01, noVerdict: true},
		{count: 0, benchmarks: 50, alpha: 0.01},
		{layouts: 4, benchmarks: 1, alpha: 0.01, want: "layout 4: it can show no change at a level (alpha) of 0.01: take at least 5"},
		{layouts: 5, benchmarks: 1, alpha: 0.01},
		{layouts: 5, count: 1000, benchmarks: 12, alpha: 0.01, want: "layout 5: it can show no change of 12 benchmarks at a level (alpha) of 0.01: take at least 7"},
	} {
		if tt.correction == "" {
			tt.correction = compare.Holm
		}
		spec := Spec{
			Revisions: match.Spec{Linking: match.Linking{Layouts: tt.layouts}},
			Policy:    Policy{Count: tt.count, Goal: compare.Goal{Alpha: tt.alpha, Correction: tt.correction}, NoVerdict: tt.noVerdict},
		}
		got := ""
		if err := spec.checkSight(tt.benchmarks); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%+v: %q, want %q", tt, got, tt.want)
		}
	}
}
