// Package seriestest makes records for tests, and prints what was read of one.
package seriestest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/track/order"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/series"
	"golang.org/x/perf/benchfmt"
)

// Day is the day of a commit.
func Day(i int) time.Time { return time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC) }

// Text is the file of a run of n benchmarks at a commit.
func Text(commit string, day, n int) record.Text {
	var lines strings.Builder
	fmt.Fprintf(&lines, "machine: a\ngo: go1.26\npkg: example.com/codec\n")
	for i := range n {
		fmt.Fprintf(&lines, "BenchmarkX%d-8 100 %d.5 ns/op %d B/op 1 allocs/op\n", i, 100+(day*7+i)%13, 16*i)
	}
	return Of(record.Origin{Commit: commit, Subject: "change " + commit, Committed: Day(day)}, lines.String())
}

// Of is the file of one run: lines of Go benchmark text.
func Of(o record.Origin, lines string) record.Text {
	run := record.Run{Origin: o}
	in := benchfmt.NewReader(strings.NewReader(lines), "test")
	for in.Scan() {
		if r, is := in.Result().(*benchfmt.Result); is {
			run.Results = append(run.Results, r.Clone())
		}
	}
	b := record.Batch{Runs: []record.Run{run}}
	for _, u := range in.Units() {
		b.Units = append(b.Units, u)
	}
	text, err := record.TextOf(b, Day(99))
	if err != nil {
		panic(err) // a mistake of the test
	}
	return text
}

// Texts are runs of all kinds: alone and of two sides, of no commit, with units of their
// own, and the same run in two files.
func Texts() []record.Text {
	all := []record.Text{Text("c1", 1, 4), Text("c2", 2, 4), Text("c3", 3, 5)}
	sides := "machine: b\nside: base\nBenchmarkX 1 100 ns/op\nBenchmarkX 1 101 ns/op\nside: head\nBenchmarkX 1 50 ns/op\nside: base\nBenchmarkX 1 102 ns/op\nside: head\nBenchmarkX 1 51 ns/op\n"
	return append(all,
		Of(record.Origin{Commit: "c4", Base: "c2", Committed: Day(4)}, sides),
		Of(record.Origin{Measured: Day(5)}, "Unit things/op better=higher assume=exact\nBenchmarkY 1 3 things/op\nBenchmarkY 1 4 things/op\n"),
		Of(record.Origin{Commit: "c3", Subject: "said otherwise", Committed: Day(3)}, string(all[2].Text)),
	)
}

// Write writes texts to a folder, and beside them a cut file and a stray one.
func Write(t testing.TB, folder string, texts []record.Text) {
	t.Helper()
	for _, text := range texts {
		if _, _, err := text.Write(folder); err != nil {
			t.Fatal(err)
		}
	}
	cut := Text("c5", 5, 3)
	for name, text := range map[string]string{cut.Name: string(cut.Text[:len(cut.Text)-9]), "stray.txt": "BenchmarkX 1 2 ns/op\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// Files are the files of a folder.
func Files(t testing.TB, folder string) []string {
	t.Helper()
	files, err := record.Files(folder)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Dump is all that a collection says.
func Dump(c *series.Collection) string {
	var out strings.Builder
	line := order.ByDate(c.Seen)
	fmt.Fprintf(&out, "%d runs, %d same, %d back\n%+v\n", c.Runs, c.Same, c.Back, line)
	for _, p := range c.Problems {
		fmt.Fprintln(&out, p)
	}
	for _, s := range c.Along(line, nil) {
		fmt.Fprintf(&out, "%+v\n", s)
	}
	for _, chain := range c.Chains(line, nil) {
		fmt.Fprintf(&out, "%+v\n", chain)
	}
	return out.String()
}
