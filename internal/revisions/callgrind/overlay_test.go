package callgrind_test

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/overlay/overlaytest"
)

// library is a GOROOT with the files that get hooks, in one of which a text is
// another.
func library(t *testing.T, file, old, text string) string {
	t.Helper()
	return overlaytest.Library(t, []string{"testing/benchmark.go", "runtime/proc.go"}, file, old, text)
}

func TestOverlayKeepsLinesAndPaths(t *testing.T) {
	path, err := callgrind.Overlay(library(t, "", "", ""), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if texts := overlaytest.Check(t, path); len(texts) != 5 {
		t.Errorf("%d files are replaced, want 5", len(texts))
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
