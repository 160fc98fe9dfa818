package main

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/report"
)

// TestOutcomesOf: a benchmark that was linked again is one outcome, with the time of both.
func TestOutcomesOf(t *testing.T) {
	doc := report.ComparisonDocument{Tables: []report.ComparisonTableJSON{{Unit: "sec/op", Rows: []report.ComparisonRowJSON{
		{Name: "example.com/revisions/hot Sum-2", Cells: []*report.SampleCellJSON{{}, {Against: &report.ComparisonJSON{Verdict: "worse"}}}},
	}}}}
	all, err := outcomesOf(doc, "example.com/revisions/hot BenchmarkSum: 12 pairs, 1.5s\nlinking 16 test binaries\nexample.com/revisions/hot BenchmarkSum: 64 pairs, 10s\n")
	if err != nil || len(all) != 1 || all[0].Word != "worse" || all[0].Seconds != 11.5 || all[0].Launches != 64 {
		t.Errorf("%+v, %v, want one outcome of 64 pairs and 11.5 s", all, err)
	}
	if _, err := outcomesOf(doc, "example.com/revisions/hot BenchmarkCall: 3 pairs, 1s\n"); err == nil {
		t.Error("no error for a benchmark that the document lacks")
	}
}

// TestMoreFunctions: no two heads in a row have the same code, and its functions are called.
func TestMoreFunctions(t *testing.T) {
	for seed := range 20 {
		text := moreFunctions("hot", seed)
		if text == moreFunctions("hot", seed+1) {
			t.Errorf("seeds %d and %d make the same", seed, seed+1)
		}
		if made, called := strings.Count(text, "func more"), strings.Count(text, "x = more"); made == 0 || made != called {
			t.Errorf("seed %d: %d functions, %d calls", seed, made, called)
		}
	}
}
