package main

import (
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
	for _, w := range []wish{{"goheap", "RingFrame"}, {"network", "URLBody"}} {
		if code, _, said := started(root, w.Family, w.Name); code != exitOK {
			t.Fatalf("%v: exit code %d, said %q", w, code, said)
		}
	}
	tests := goCommand(t, root, "test", "-v", "-run", "TestProof|^Test(Scenarios|Cards|Parts|CaseNames|BenchmarksMatchTheList)$", "./scenarios", "./scenarios/goheap", "./scenarios/network")
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
	results := t.TempDir()
	table := goCommand(t, root, "run", "./cmd/bufbench", "run", "RingFrame", "URLBody", "-sizes", "4KiB", "-count", "1", "-v", "-results", results)
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
