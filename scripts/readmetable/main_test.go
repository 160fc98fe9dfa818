package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The README shows the reference run and nothing else.
func TestREADMEIsUpToDate(t *testing.T) {
	if _, err := os.Stat("../../results"); err != nil {
		t.Skip("results/ is a module of its own, and is not here")
	}
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

// TestWithoutZeros: a zero stays where another arm of the case has a count.
func TestWithoutZeros(t *testing.T) {
	const text = `# a comment of 0 B/op

goos: linux
BenchmarkA/access=copy/size=1KiB/passes=1-2 10 5.5 ns/op 64 B/op 1 allocs/op 0 minflt/op
BenchmarkA/access=view/size=1KiB/passes=1-2 10 2.5 ns/op 0 B/op 0 allocs/op 0 minflt/op
BenchmarkA/access=ceiling-read/size=1KiB/passes=1-2 10 2.5 ns/op 0 B/op 0 allocs/op 0.5 minflt/op
BenchmarkA/access=copy/size=2KiB/passes=1-2 10 5.5 ns/op 0 B/op 1 allocs/op 0 minflt/op
`
	const want = `# a comment of 0 B/op

goos: linux
BenchmarkA/access=copy/size=1KiB/passes=1-2 10 5.5 ns/op 64 B/op 1 allocs/op 0 minflt/op
BenchmarkA/access=view/size=1KiB/passes=1-2 10 2.5 ns/op 0 B/op 0 allocs/op 0 minflt/op
BenchmarkA/access=ceiling-read/size=1KiB/passes=1-2 10 2.5 ns/op 0.5 minflt/op
BenchmarkA/access=copy/size=2KiB/passes=1-2 10 5.5 ns/op 1 allocs/op
`
	if got := withoutZeros(text); got != want {
		t.Errorf("withoutZeros =\n%s\nwant\n%s", got, want)
	}
}

// TestResultsAreSmall: whoever clones the repository does not wait for results.
func TestResultsAreSmall(t *testing.T) {
	const most = 8 << 20
	var size int64
	for path := range strings.SplitSeq(tracked(t), "\n") {
		if info, err := os.Stat(filepath.Join("../..", path)); err == nil && path != "" {
			size += info.Size()
		}
	}
	if size > most {
		t.Errorf("results/ has %d bytes, want at most %d", size, most)
	}
}

// tracked lists the committed files below results/.
func tracked(t *testing.T) string {
	t.Helper()
	list, err := exec.Command("git", "-C", "../..", "ls-files", "results").Output()
	if err != nil {
		t.Skipf("this is no checkout of git: %v", err)
	}
	return string(list)
}
