package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// runOf is a run in which the copy of StridedColumn costs as much as so many passes of the
// view beyond the first.
func runOf(t *testing.T, release, machine string, worth float64) string {
	t.Helper()
	var text strings.Builder
	fmt.Fprintf(&text, "# bufbench: a line is one launch\n# started 2026-12-01T00:00:00Z commit abc machine %s\n# seed 1 load 0.1\nUnit ns/op better=lower\n\n", machine)
	for _, passes := range []int{1, 2, 4, 16} {
		fmt.Fprintf(&text, "# proof: copy moved\n# launches=9 paired=yes clock=ns/op stop=fixed\ngoos: linux\ncpu: A CPU\ngo: %s\n", release)
		for _, arm := range []string{"copy", "view", "reuse", "ceiling-read"} {
			ns := 1000 * (worth + 0.1*float64(passes))
			if arm == "view" {
				ns = 1100 * float64(passes)
			}
			for i := range 9 {
				fmt.Fprintf(&text, "BenchmarkStridedColumn/access=%s/stride=64B/size=64KiB/passes=%d-2 10 %g ns/op 5 allocs/op\n", arm, passes, ns*(1+0.002*float64(i%3)))
			}
		}
	}
	path := filepath.Join(t.TempDir(), release+".txt")
	if err := os.WriteFile(path, []byte(text.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestReleases: what is kept of two runs has their break-evens, of the releases in their
// order, and says which moved.
func TestReleases(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "results", "m-2c-000000")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	if page, err := releases(filepath.Join(dir, "results")); page != "" || err != nil {
		t.Errorf("without runs the page is %q, %v", page, err)
	}
	if err := os.WriteFile(filepath.Join(folder, "go1.25.1.txt.gz"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := keepReleases(dir, []string{runOf(t, "go1.27.1", "m-2c-000000", 4), runOf(t, "go1.26.10", "m-2c-000000", 2)}); err != nil {
		t.Fatal(err)
	}
	kept, _ := filepath.Glob(filepath.Join(folder, "*"))
	if len(kept) != 2 {
		t.Errorf("the folder has %v, want the two runs", kept)
	}
	run, err := read(kept[0])
	if err != nil || len(run.lines) != 4*3*9 || len(run.lines[0].Values) != 1 || run.lines[0].Design.Clock != "ns/op" {
		t.Errorf("what is kept has %d lines (%v), want copy, view and reuse of 4 cases", len(run.lines), err)
	}
	page, err := releases(filepath.Join(dir, "results"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# Break-evens under go1.26.10 and go1.27.1\n", "**2 of 2 break-evens moved", "- machine: m-2c-000000, A CPU", "## What moved", "| view and copy, stride=64B, 64KiB ", "the copy wins from 2.0"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
}

// TestReleasesRefused: what cannot stand side by side is said, and nothing is written.
func TestReleasesRefused(t *testing.T) {
	old := runOf(t, "go1.26.8", "m-2c-000000", 2)
	for _, test := range []struct {
		files []string
		want  string
	}{
		{[]string{old}, "two results files are compared, one per Go release, and 1 were given"},
		{[]string{old, runOf(t, "go1.26.8", "m-2c-000000", 3)}, "both files are of go1.26.8"},
		{[]string{old, runOf(t, "go1.27.1", "other-2c-000000", 3)}, "results of two machines never mix"},
		{[]string{old, runOf(t, "devel", "m-2c-000000", 3)}, `its line go: has "devel"`},
		{[]string{old, "main.go"}, "main.go: it names 0 machines"},
		{[]string{old, "missing.txt"}, "read missing.txt"},
	} {
		dir := t.TempDir()
		err := keepReleases(dir, test.files)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: the error is %v, want %q", test.files, err, test.want)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%v: %v was written", test.files, left)
		}
	}
}
