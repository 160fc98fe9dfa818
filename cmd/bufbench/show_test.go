package main

import (
	"io"
	"path/filepath"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/show"
	"github.com/bufbench/bufbench/scenarios"
)

// TestShowReference: the reference runs are shown whole, whoever measured them. All forms
// have the same figures, and the drawing beside a run shows it.
func TestShowReference(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads some hundred thousand lines")
	}
	files, err := filepath.Glob("../../results/*/reference.txt.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no reference run: %v", err)
	}
	a := appOf(scenarios.All())
	known, err := show.Known(t.Context(), a.home, "")
	if err != nil || len(known) == 0 {
		t.Fatalf("%d scenarios, %v", len(known), err)
	}
	beyond := map[string]bool{} // the scenarios with cases beyond the grid in some run
	for _, file := range files {
		found, err := show.Show(show.Spec{Paths: []string{file}, Known: known})
		if err != nil || found.Unread || len(found.Scenarios) < len(known)/2 {
			t.Fatalf("%s: %d scenarios, missing %+v, %v", file, len(found.Scenarios), found.Missing, err)
		}
		doc := found.Document([]string{file}, a.home)
		sameFigures(t, doc)
		sameStrip(t, file, doc)
		for _, s := range found.Scenarios {
			extra := casesBeyond(s.Info, found.Lines)
			if len(s.Further) > 0 {
				beyond[s.Info.Name] = true
			}
			if len(s.Cases) == 0 || len(s.Answer.Grid) == 0 || len(s.Further) != extra {
				t.Errorf("%s: %s has %d cases, %d beyond the grid of %d in its lines, and a grid of %d", file, s.Info.Name, len(s.Cases), len(s.Further), extra, len(s.Answer.Grid))
			}
		}
	}
	if n := len(beyond); n < len(known)/2 {
		t.Errorf("%d scenarios have cases beyond the grid in some of %q, want half of %d: a run with a budget has none", n, files, len(known))
	}
}

// BenchmarkShow is the command with every scenario of each reference run.
func BenchmarkShow(b *testing.B) {
	files, err := filepath.Glob("../../results/*/reference.txt.gz")
	if err != nil || len(files) == 0 {
		b.Fatalf("there is no reference run: %v", err)
	}
	a := appOf(scenarios.All())
	a.Out, a.Err = io.Discard, io.Discard
	for _, file := range files {
		b.Run(filepath.Base(filepath.Dir(file)), func(b *testing.B) {
			for b.Loop() {
				if err := command(a).Run(b.Context(), []string{"bufbench", "show", file}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// casesBeyond is how many cases of lines are not of the grid of their scenario.
func casesBeyond(info bench.Info, lines []result.Line) int {
	own, extra := map[string]bool{}, map[string]bool{}
	for _, c := range info.Grid.Cases() {
		own[c.String()] = true
	}
	for _, l := range lines {
		if name := l.Case.String(); l.Scenario == info.Name && !own[name] {
			extra[name] = true
		}
	}
	return len(extra)
}
