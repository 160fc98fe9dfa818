package main

import (
	"bytes"
	"go/parser"
	"go/token"
	"testing"

	"github.com/bufbench/bufbench/scripts/trial/spins"
)

// The module of planted thresholds is valid Go, with three benchmarks of each.
func TestOwnTests(t *testing.T) {
	var text bytes.Buffer
	all := spins.All()
	if err := ownTests.Execute(&text, map[string]any{"Revised": "copy", "Spins": all}); err != nil {
		t.Fatal(err)
	}
	if _, err := parser.ParseFile(token.NewFileSet(), "own_test.go", text.Bytes(), parser.AllErrors); err != nil {
		t.Error(err)
	}
	if n := bytes.Count(text.Bytes(), []byte("\nfunc Benchmark")); n != 3*len(all) {
		t.Errorf("there are %d benchmarks of %d plants, want three of each", n, len(all))
	}
}
