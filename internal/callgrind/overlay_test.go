package callgrind_test

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/callgrind"
)

// library copies the files that get hooks into a GOROOT of its own, after
// replacing a text by another in one of them.
func library(t *testing.T, file, old, text string) string {
	t.Helper()
	from, to := filepath.Join(goroot(t), "src"), t.TempDir()
	for _, name := range []string{"testing/benchmark.go", "runtime/proc.go"} {
		b, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == file {
			if !strings.Contains(string(b), old) {
				t.Fatalf("%s has no %q", name, old)
			}
			b = []byte(strings.Replace(string(b), old, text, 1))
		}
		path := filepath.Join(to, "src", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

func TestOverlayKeepsLinesAndPaths(t *testing.T) {
	root, dir := library(t, "", "", ""), t.TempDir()
	path, err := callgrind.Overlay(root, dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Replace map[string]string }
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Replace) != 5 {
		t.Errorf("%d files are replaced, want 5: %v", len(got.Replace), got.Replace)
	}
	for original, written := range got.Replace {
		after, err := os.ReadFile(written)
		if err != nil {
			t.Error(err)
		}
		if strings.HasSuffix(original, ".go") {
			if _, err := parser.ParseFile(token.NewFileSet(), written, after, 0); err != nil {
				t.Error(err)
			}
		}
		before, err := os.ReadFile(original)
		if err != nil {
			continue // a file that the library does not have
		}
		if b, a := strings.Count(string(before), "\n"), strings.Count(string(after), "\n"); a != b || string(after) == string(before) {
			t.Errorf("%s has %d lines with hooks and %d without, want hooks and the same lines", original, a, b)
		}
	}
}

func TestOverlayRefusesWhatItDoesNotKnow(t *testing.T) {
	const benchmark, proc = "testing/benchmark.go", "runtime/proc.go"
	for _, tt := range []struct{ file, old, text, want string }{
		{benchmark, "func (b *B) StartTimer()", "func (b *B) Begin()", "0 methods func (b *B) StartTimer, want one"},
		{benchmark, "func (b *B) ResetTimer()", "func (c *B) ResetTimer()", "0 methods func (b *B) ResetTimer, want one"},
		{benchmark, "func (b *B) StopTimer()", "func (b *C) StopTimer()", "0 methods func (b *B) StopTimer, want one"},
		{benchmark, "func (b *B) RunParallel(", "func (b *B) Run(", "2 methods func (b *B) Run, want one"},
		{benchmark, "func (b *B) StartTimer() {", "func (b *B) StartTimer() {\n\tif b.timerOn {\n\t\treturn\n\t}", "method StartTimer returns before its end"},
		{benchmark, "func (b *B) StartTimer() {", "func (b *B) StartTimer() { b.start() }\nfunc (b *B) start() {", "method StartTimer does not use b.timerOn"},
		{benchmark, "package testing", "package", "expected 'IDENT'"},
		{proc, "const forcePreemptNS =", "const slice =", "no declaration const forcePreemptNS"},
	} {
		_, err := callgrind.Overlay(library(t, tt.file, tt.old, tt.text), t.TempDir())
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("with %q: error is %v, want one with %q", tt.text, err, tt.want)
		}
	}
}

func TestOverlayOfNoGoroot(t *testing.T) {
	_, err := callgrind.Overlay(t.TempDir(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "go env GOROOT") {
		t.Errorf("error is %v, want one that says where GOROOT is found", err)
	}
}
