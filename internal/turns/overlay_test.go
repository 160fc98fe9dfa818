package turns_test

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/turns"
)

// library copies benchmark.go of package testing into a GOROOT of its own, after
// replacing a text in it by another.
func library(t *testing.T, old, text string) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "src/testing/benchmark.go"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), old) {
		t.Fatalf("benchmark.go has no %q", old)
	}
	root := t.TempDir()
	path := filepath.Join(root, "src/testing/benchmark.go")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(b), old, text, -1)), 0o644); err != nil {
		t.Fatal(err)
	}
	return root
}

func TestOverlay(t *testing.T) {
	root := library(t, "", "")
	path, err := turns.Overlay(root, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Replace map[string]string }
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Replace) != 3 {
		t.Errorf("%d files are replaced, want 3: %v", len(got.Replace), got.Replace)
	}
	for _, written := range got.Replace {
		if _, err := parser.ParseFile(token.NewFileSet(), written, nil, 0); err != nil {
			t.Error(err)
		}
	}
	benchmark := filepath.Join(root, "src", "testing", "benchmark.go")
	before, err := os.ReadFile(benchmark)
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(got.Replace[benchmark])
	if err != nil {
		t.Fatal(err)
	}
	if b, a := strings.Count(string(before), "\n"), strings.Count(string(after), "\n"); a != b {
		t.Errorf("benchmark.go has %d lines with hooks and %d without", a, b)
	}
	for _, want := range []string{"if !turnsTake() { runtime.GC() }", "b.StopTimer(); turnsDone(b, n)"} {
		if strings.Count(string(after), want) != 1 {
			t.Errorf("there is not one %q", want)
		}
	}
}

// TestOverlayRefusesWhatItDoesNotKnow: a release whose package testing is another
// one gets no hooks, and says why.
func TestOverlayRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, tt := range []struct{ old, text, want string }{
		{"func (b *B) runN(n int) {", "func (b *B) run(n int) {", "0 methods func (b *B) runN, want one"},
		{"\truntime.GC()\n", "\tcollect()\n", "method runN has 0 statements runtime.GC(), want one"},
		{"\truntime.GC()\n", "\truntime.GC()\n\truntime.GC()\n", "method runN has 2 statements runtime.GC(), want one"},
		{"\tb.StopTimer()\n\tb.previousN = n\n", "\tif true {\n\t\tb.StopTimer()\n\t}\n", "method runN has 0 statements b.StopTimer(), want one"},
		{"startBytes", "firstBytes", "no field startBytes"},
		{"package testing", "package", "expected 'IDENT'"},
	} {
		_, err := turns.Overlay(library(t, tt.old, tt.text), t.TempDir())
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "GOTOOLCHAIN") {
			t.Errorf("with %q: error is %v, want one with %q", tt.text, err, tt.want)
		}
	}
}
