package main

import (
	"os"
	"strings"
	"testing"
)

// The README shows the reference run and nothing else.
func TestREADMEIsUpToDate(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	run, err := newest("../../results")
	if err != nil {
		t.Fatal(err)
	}
	got, err := updated(string(readme), run)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(readme) {
		t.Error("the tables in README.md are not those of results/; run: go run ./scripts/readmetable")
	}
}

func TestReplaceNeedsMarkers(t *testing.T) {
	if got, err := replace("no markers", beginMark, "table"); err == nil {
		t.Errorf("replace = %q, want an error", got)
	}
	got, err := replace("a\n"+beginMark+"old\n"+endMark+"b\n", beginMark, "new\n")
	if want := "a\n" + beginMark + "new\n" + endMark + "b\n"; got != want || err != nil {
		t.Errorf("replace = %q, %v, want %q", got, err, want)
	}
	if strings.Contains(got, "old") {
		t.Error("the old table is still there")
	}
}
