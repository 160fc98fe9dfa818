package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/result"
)

// TestPagesAreUpToDate: generated pages show the reference runs and nothing else.
func TestPagesAreUpToDate(t *testing.T) {
	if _, err := os.Stat("../../results"); err != nil {
		t.Skip("results/ is a module of its own, and is not here")
	}
	all, err := pages("../..")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range all {
		if got, err := os.ReadFile(filepath.Join("../..", path)); err != nil || string(got) != want {
			t.Errorf("%s is not what results/ says (%v); run: go run ./scripts/readmetable", path, err)
		}
	}
	machines, err := filepath.Glob("../../results/*/" + referenceName)
	want := len(machines) + 2
	if runs, _ := filepath.Glob("../../results/*/" + releaseNames); len(runs) > 0 {
		want++
	}
	if err != nil || len(all) != want {
		t.Errorf("%d pages are generated, want %d: README.md, results/README.md, one per machine and one of two Go releases if there are any (%v)", len(all), want, err)
	}
}

func TestReplaceNeedsMarkers(t *testing.T) {
	if got, err := replace("no markers", beginScenarios, "table"); err == nil {
		t.Errorf("replace = %q, want an error", got)
	}
	got, err := replace("a\n"+beginScenarios+"old\n"+endMark+"b\n", beginScenarios, "new\n")
	if want := "a\n" + beginScenarios + "new\n" + endMark + "b\n"; got != want || err != nil {
		t.Errorf("replace = %q, %v, want %q", got, err, want)
	}
	if strings.Contains(got, "old") {
		t.Error("the old table is still there")
	}
}

// TestSlim: a zero stays where another arm of the case has a count, and a time keeps
// eight digits.
func TestSlim(t *testing.T) {
	const text = `# a comment of 0 B/op

goos: linux
BenchmarkA/access=copy/size=1KiB/passes=1-2 10 5.5 ns/op 64 B/op 1 allocs/op 0 minflt/op
BenchmarkA/access=view/size=1KiB/passes=1-2 10 2.5 ns/op 0 B/op 0 allocs/op 0 minflt/op
BenchmarkA/access=ceiling-read/size=1KiB/passes=1-2 10 2.5 ns/op 0 B/op 0 allocs/op 0.5 minflt/op
BenchmarkA/access=copy/size=2KiB/passes=1-2 10 5.123456789 ns/op 0 B/op 1 allocs/op 0 minflt/op
`
	const want = `# a comment of 0 B/op

goos: linux
BenchmarkA/access=copy/size=1KiB/passes=1-2 10 5.5 ns/op 64 B/op 1 allocs/op 0 minflt/op
BenchmarkA/access=view/size=1KiB/passes=1-2 10 2.5 ns/op 0 B/op 0 allocs/op 0 minflt/op
BenchmarkA/access=ceiling-read/size=1KiB/passes=1-2 10 2.5 ns/op 0.5 minflt/op
BenchmarkA/access=copy/size=2KiB/passes=1-2 10 5.1234568 ns/op 1 allocs/op
`
	if got := slim(text); got != want {
		t.Errorf("slim =\n%s\nwant\n%s", got, want)
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

// TestDifference: launches are paired, by the clock of the case; the copy's time minus
// the other's.
func TestDifference(t *testing.T) {
	of := func(wall, cpu float64) result.Line {
		return result.Line{
			Values: []result.Value{{Unit: "ns/op", X: wall}, {Unit: "cpu-ns/op", X: cpu}},
			Design: result.Design{Clock: "cpu-ns/op", Stop: result.Sequential, Alpha: 0.01},
		}
	}
	var copies, views []result.Line
	for i := range 20 { // both drift, their difference does not
		copies, views = append(copies, of(1000, 500+float64(i))), append(views, of(1, 200+float64(i)))
	}
	if e := difference(copies, views); e.Center != 300 || e.Lo != 300 || e.Hi != 300 || e.N != 20 {
		t.Errorf("difference = %+v, want 300 exactly, of 20 launches", e)
	}
	if e := difference(copies, views[1:]); e.N != 0 {
		t.Errorf("difference of unequal numbers of launches = %+v, want none", e)
	}
	if e := difference(copies[:3], views[:3]); !math.IsInf(e.Hi, 1) {
		t.Errorf("difference of 3 launches = %+v, want no interval", e)
	}
}

// TestJoined: a run of other scenarios stands behind the reference run, and a run of all
// its scenarios in its place. Nothing is pooled, and nothing is lost.
func TestJoined(t *testing.T) {
	const (
		slice  = "# started A\nBenchmarkSubSlice/size=1KiB/access=copy 10 5 ns/op\n"
		memory = "# started B\nBenchmarkCMemory/size=1KiB/access=copy 10 7 ns/op\n"
		both   = slice + "BenchmarkCMemory/size=1KiB/access=copy 10 8 ns/op\n"
	)
	for _, c := range []struct{ name, earlier, run, want, err string }{
		{"the first run", "", slice, slice, ""},
		{"other scenarios", slice, memory, slice + memory, ""},
		{"the same scenario", slice, strings.Replace(slice, "5 ns", "6 ns", 1), strings.Replace(slice, "5 ns", "6 ns", 1), ""},
		{"more scenarios", slice, both, both, ""},
		{"some of the scenarios", slice + memory, memory, "", "SubSlice would be lost"},
		{"no results", slice, "# started C\n", "", "no results"},
	} {
		got, err := joined(c.earlier, c.run)
		if got != c.want || (err != nil) != (c.err != "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %q, %v; want %q, %q", c.name, got, err, c.want, c.err)
		}
	}
}
