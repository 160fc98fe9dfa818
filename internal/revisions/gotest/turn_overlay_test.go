package gotest_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/overlay/overlaytest"
)

const benchmark = "testing/benchmark.go"

// library returns a GOROOT with a text of benchmark.go replaced.
func library(t *testing.T, old, text string) string {
	t.Helper()
	return overlaytest.Library(t, []string{benchmark}, benchmark, old, text)
}

func TestTurnsOverlay(t *testing.T) {
	root := library(t, "", "")
	path, err := gotest.TurnsOverlay(root, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	texts := overlaytest.Check(t, path)
	if len(texts) != 4 {
		t.Errorf("%d files are replaced, want 4", len(texts))
	}
	for _, want := range []string{"if !turnsTake() { runtime.GC() }; amountsBegin()", "b.StopTimer(); amountsEnd(b); turnsDone(b, n)"} {
		if strings.Count(texts[filepath.Join(root, "src", benchmark)], want) != 1 {
			t.Errorf("there is not one %q", want)
		}
	}
}

// TestTurnsOverlayRefused: if package testing of a release is unknown, the error says
// what is missing.
func TestTurnsOverlayRefused(t *testing.T) {
	for _, tt := range []struct{ old, text, want string }{
		{"func (b *B) runN(n int) {", "func (b *B) run(n int) {", "0 methods func (b *B) runN, want one"},
		{"\truntime.GC()\n", "\tcollect()\n", "method runN has 0 statements runtime.GC(), want one"},
		{"\truntime.GC()\n", "\truntime.GC()\n\truntime.GC()\n", "method runN has 2 statements runtime.GC(), want one"},
		{"\tb.StopTimer()\n\tb.previousN = n\n", "\tif true {\n\t\tb.StopTimer()\n\t}\n", "method runN has 0 statements b.StopTimer(), want one"},
		{"startBytes", "firstBytes", "no field startBytes"},
		{"package testing", "package", "expected 'IDENT'"},
	} {
		_, err := gotest.TurnsOverlay(library(t, tt.old, tt.text), t.TempDir())
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "GOTOOLCHAIN") {
			t.Errorf("with %q: error is %v, want one with %q", tt.text, err, tt.want)
		}
	}
}
