package main

import (
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// TestSighted: a number of pairs or of layouts that can show nothing is refused with
// the least that can; it depends on the level and on how many benchmarks there are.
func TestSighted(t *testing.T) {
	for _, tt := range []struct {
		count, layouts, benchmarks int
		alpha                      float64
		correction                 compare.Correction
		failOn, want               string
	}{
		{count: 7, benchmarks: 1, alpha: 0.01, want: "-count 7 can show no change at -alpha 0.01: take at least 8, or leave -count out"},
		{count: 8, benchmarks: 1, alpha: 0.01},
		{count: 8, benchmarks: 12, alpha: 0.01, want: "-count 8 can show no change of 12 benchmarks at -alpha 0.01: take at least 12, or leave -count out"},
		{count: 12, benchmarks: 12, alpha: 0.01},
		{count: 8, benchmarks: 12, alpha: 0.01, correction: compare.None},
		{count: 5, benchmarks: 1, alpha: 0.05, want: "-count 5 can show no change at -alpha 0.05: take at least 6, or leave -count out"},
		{count: 6, benchmarks: 1, alpha: 0.05},
		{count: 1, benchmarks: 1, alpha: 0.01, failOn: "never"},
		{count: 0, benchmarks: 50, alpha: 0.01},
		{layouts: 4, benchmarks: 1, alpha: 0.01, want: "-layout 4 can show no change at -alpha 0.01: take at least 5"},
		{layouts: 5, benchmarks: 1, alpha: 0.01},
		{layouts: 5, count: 1000, benchmarks: 12, alpha: 0.01, want: "-layout 5 can show no change of 12 benchmarks at -alpha 0.01: take at least 7"},
	} {
		if tt.correction == "" {
			tt.correction = compare.Holm
		}
		a := &abRun{count: tt.count, wish: match.Wish{Layouts: tt.layouts}, judging: judging{goal: compare.Goal{Alpha: tt.alpha, Correction: tt.correction}, failOn: tt.failOn}}
		got := ""
		if err := a.sighted(tt.benchmarks); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%+v: %q, want %q", tt, got, tt.want)
		}
	}
}
