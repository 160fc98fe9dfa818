package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What is written passes its proof, stands in the lists and is measured, in a
// family that is there and in one that is not. It needs nothing but Go, so it
// is tried without C, which is a half of the time.
func TestScenariosRun(t *testing.T) {
	root := scratch(t)
	before := files(t, root)
	for _, w := range []wish{{"goheap", "RingFrame"}, {"network", "URLBody"}} {
		if code, _, said := started(root, w.Family, w.Name); code != exitOK {
			t.Fatalf("%v: exit code %d, said %q", w, code, said)
		}
	}
	tests := goCommand(t, root, "test", "-vet=off", "-v", "-run", "TestProof|^Test(Scenarios|Cards|Parts|CaseNames|BenchmarksMatchTheList)$", "./scenarios", "./scenarios/goheap", "./scenarios/network")
	for _, want := range []string{
		"--- PASS: TestProof/RingFrame", "--- PASS: TestProof/URLBody",
		"--- PASS: TestProof/SubSlice", "--- PASS: TestBenchmarksMatchTheList", "--- PASS: TestScenarios",
		"--- PASS: TestCards", "--- PASS: TestParts",
	} {
		if !strings.Contains(tests, want) {
			t.Errorf("go test does not say %q:\n%s", want, tests)
		}
	}
	goCommand(t, root, "vet", "./scenarios/goheap", "./scenarios/network")
	module, overlay := overlaid(t, root, changed(before, files(t, root)))
	results := t.TempDir()
	table := goCommand(t, module, "run", "-overlay="+overlay, "./cmd/bufbench", "run", "RingFrame", "URLBody", "-sizes", "4KiB", "-count", "1", "-v", "-results", results)
	for _, want := range []string{"RingFrame: " + question, "URLBody: " + question} {
		if !strings.Contains(table, want) {
			t.Errorf("the run does not print %q:\n%s", want, table)
		}
	}
	written, err := filepath.Glob(filepath.Join(results, "*", "*.txt"))
	if err != nil || len(written) != 1 {
		t.Fatalf("results are %q, %v, want one file", written, err)
	}
	text, err := os.ReadFile(written[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"RingFrame", "URLBody"} {
		for _, arm := range []string{"copy", "reuse", "view"} {
			if want := "BenchmarkX/access=" + arm + "/size=4KiB/passes=1"; !strings.Contains(string(text), strings.Replace(want, "X", name, 1)) {
				t.Errorf("there is no line of %s, arm %s:\n%s", name, arm, text)
			}
		}
	}
}

// overlaid is this module, and a file that has the go command see in it what was written
// in a copy: what the copy leaves as it was need not be built again.
func overlaid(t *testing.T, root string, paths []string) (module, overlay string) {
	t.Helper()
	module, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	for _, path := range paths {
		if filepath.Ext(path) == ".go" {
			replace[filepath.Join(module, strings.TrimPrefix(path, root))] = path
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay = filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(overlay, text, 0o666); err != nil {
		t.Fatal(err)
	}
	return module, overlay
}

// goCommand is what a go command prints, which must succeed. It needs no
// network: what it needs is in the module cache.
func goCommand(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOPROXY=off", "GOWORK=off", "CGO_ENABLED=0", "GOEXPERIMENT=")
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v: %s%s", strings.Join(args, " "), err, &said, out)
	}
	return string(out)
}
