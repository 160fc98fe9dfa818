package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/internal/runs/show"
)

func TestFilesAndNames(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("plain", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	paths, names := filesAndNames([]string{"plain", "SubSlice", "r/m/a.txt", "nosuch.txt", "CMemory"})
	if !slices.Equal(paths, []string{"plain", "r/m/a.txt", "nosuch.txt"}) || !slices.Equal(names, []string{"SubSlice", "CMemory"}) {
		t.Errorf("files are %q and scenarios %q", paths, names)
	}
}

// TestShowReference: the reference runs are shown whole, whoever measured them.
func TestShowReference(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads some hundred thousand lines")
	}
	files, err := filepath.Glob("../../results/*/reference.txt.gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no reference run: %v", err)
	}
	a := appOf(nil)
	known, err := a.known(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		found, err := show.Show(show.Spec{Paths: []string{file}, Known: known})
		if err != nil || found.Unread || len(found.Scenarios) < len(known)/2 {
			t.Fatalf("%s: %d scenarios, missing %+v, %v", file, len(found.Scenarios), found.Missing, err)
		}
		further := 0
		for _, s := range found.Scenarios {
			further += len(s.Further)
			if len(s.Cases) == 0 || len(s.Answer.Grid) == 0 {
				t.Errorf("%s: %s has %d cases, %d beyond the grid, and a grid of %d", file, s.Info.Name, len(s.Cases), len(s.Further), len(s.Answer.Grid))
			}
		}
		if further == 0 {
			t.Errorf("%s: no case lies beyond the grid", file)
		}
	}
}
