package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/report"
)

// TestSaidIn: of what bufbench ab says, the times count, and which benchmarks run the
// same code.
func TestSaidIn(t *testing.T) {
	row := func(name, verdict string) report.ComparisonRowJSON {
		return report.ComparisonRowJSON{Name: name, Cells: []*report.SampleCellJSON{{Center: 1}, {Center: 2, Against: &report.ComparisonJSON{Verdict: verdict}}}}
	}
	all := saidIn(report.ComparisonDocument{Tables: []report.ComparisonTableJSON{
		{Unit: "sec/op", Rows: []report.ComparisonRowJSON{row("A-2", "worse"), row("B-2", sameCode), {Name: "C-2", Cells: []*report.SampleCellJSON{nil, {}}}}},
		{Unit: "B/op", Rows: []report.ComparisonRowJSON{row("A-2", "better")}},
	}})
	if len(all) != 2 || all[0].Word != "worse" || all[0].Code != "" || all[0].Took != 2 || all[1].Code != "same" {
		t.Errorf("%+v", all)
	}
}

// TestPrintHistories: a benchmark is of the same code for all tools if it is for one.
func TestPrintHistories(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trial.jsonl")
	f, err := openFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []outcome{
		{Tool: toolAB, Class: "m", Work: "A", Word: sameCode, located: located{Center: 0.01}, past: past{Code: "same", Took: 1}},
		{Tool: toolTen, Class: "m", Work: "A", Word: "worse", located: located{Center: 0.05}},
		{Tool: toolAB, Class: "m", Work: "B", Word: "better", located: located{Center: -0.1}, past: past{Took: 1}},
		{Tool: toolGo, Class: "m", Work: "A", located: located{Center: 0.02}, past: past{Took: 1}},
		{Tool: toolGo, Class: "m", Work: "B", located: located{Center: 0.2}, past: past{Took: 1}},
		{Tool: toolSelf, Class: "m", Work: "A", located: located{Center: 0.06}, past: past{Took: 1}},
		{Tool: toolSelf, Class: "m", Work: "B", located: located{Center: -0.04}, past: past{Took: 1}},
	} {
		if err := f.add(o); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := printReport(&out, []string{path}); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{"same bufbench ab 1 0 0", "same count=10 1 1 0", "other bufbench ab 1 0 1", "go test against itself, three runs after bufbench ab and two before it: 1 of 2", "2 benchmarks: ", "1 are within 5 %; the others: m B: ×1.22"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nlacks %q", got, want)
		}
	}
}

// TestCopyWritable: files of the module cache, which may not be written to, are copied.
func TestCopyWritable(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(from, "a/b"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(from, "a/b/c"), []byte("x"), 0o444); err != nil {
		t.Fatal(err)
	}
	if err := copyWritable(to, from); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(to, "a/b/c"), []byte("y"), 0); err != nil {
		t.Error(err)
	}
}

// TestTogether: functions of one package share a build, but not too many.
func TestTogether(t *testing.T) {
	var five []choice
	for _, name := range []string{"A", "B", "C", "D", "E"} {
		five = append(five, choice{name, "p"})
	}
	if got, want := together(append(five, choice{"F", "q"})), []choice{{"A|B|C|D", "p"}, {"E", "p"}, {"F", "q"}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestListed: each name that go test -list prints belongs to the package after it.
func TestListed(t *testing.T) {
	text := "BenchmarkA\nBenchmarkB\nok  \texample.com/m\t0.01s\n?   \texample.com/m/n\t[no test files]\nBenchmarkA\nok  \texample.com/m/o\t0.01s\n"
	got := listed(text, regexp.MustCompile("A"))
	if want := []choice{{"^BenchmarkA$", "example.com/m"}, {"^BenchmarkA$", "example.com/m/o"}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
