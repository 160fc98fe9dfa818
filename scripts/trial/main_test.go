package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/scripts/trial/works"
)

// isMain is set in the environment of test binaries that are the program.
const isMain = "TRIAL_TEST_MAIN"

func TestMain(m *testing.M) {
	if os.Getenv(isMain) != "" {
		main() // it ends the process
	}
	os.Exit(m.Run())
}

// program runs the program with args, and returns what it printed.
func program(t *testing.T, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), isMain+"=1")
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	err = cmd.Run()
	return out.String(), talk.String(), err
}

var update = flag.Bool("update", false, "rewrite testdata")

// TestReport: the table of outcomes that are made up.
func TestReport(t *testing.T) {
	var out bytes.Buffer
	if err := printReport(&out, []string{"testdata/outcomes.jsonl"}); err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/report.txt"
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || out.String() != string(want) {
		t.Errorf("the report is\n%s\nwant (%v)\n%s", &out, err, want)
	}
}

func TestProgramReports(t *testing.T) {
	want, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got, talk, err := program(t, "-report", "testdata/outcomes.jsonl"); err != nil || got != string(want) {
		t.Errorf("-report prints %q, %q, %v, want the golden text", got, talk, err)
	}
	_, talk, err := program(t, "-report", filepath.Join(t.TempDir(), "absent"))
	if err == nil || !strings.HasPrefix(talk, "trial: open ") {
		t.Errorf("-report of an absent file says %q and ends with %v, want an error", talk, err)
	}
}

// TestTrial: a whole trial, as small as one can be.
func TestTrial(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a test binary and measures for seconds")
	}
	var work *plant.Work
	for _, w := range works.All() {
		if w.Class == "call" {
			work = &w
		}
	}
	if work == nil {
		t.Skip("this build has no call into C (try: CGO_ENABLED=1)")
	}
	name := filepath.Join(t.TempDir(), "trial.jsonl")
	_, talk, err := program(t, "-class", "^call$", "-same", "1", "-planted", "1", "-peer", "100", "-limit", "300ms", "-o", name)
	if err != nil {
		t.Fatalf("the trial ended with %v: %s", err, talk)
	}
	if n := strings.Count(talk, "\n"); n != 1+len(work.Plants) || !strings.Contains(talk, fmt.Sprintf("%d/%d CgoCall ", n, n)) {
		t.Errorf("the trial said %q, want a line a comparison", talk)
	}
	outcomes, err := read([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, tool := range []string{"benchstat", "bufbench"} {
		for _, parts := range append([]int{0}, work.Plants...) {
			want = append(want, fmt.Sprintf("%s %d", tool, parts))
		}
	}
	for i, o := range outcomes {
		got = append(got, fmt.Sprintf("%s %d", o.Tool, o.Parts))
		checkOutcome(t, o, *work)
		if i%2 == 1 && (o.Tool != "benchstat" || o.Parts != outcomes[i-1].Parts) {
			t.Errorf("behind bufbench's outcome of %d stands %+v, want benchstat's of the same", outcomes[i-1].Parts, o)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the outcomes are %q, want %q", got, want)
	}
	table, talk, err := program(t, "-report", name)
	if n := strings.Count(table, "\n"); err != nil || n != 1+len(outcomes) {
		t.Errorf("the report of the trial is %s, %s, %v, want a row an outcome", table, talk, err)
	}
}

// checkOutcome wants what every outcome of a work must say.
func checkOutcome(t *testing.T, o outcome, w plant.Work) {
	t.Helper()
	words := []string{"better", "worse", "same", "undecided"}
	if o.Class != w.Class || o.Work != w.Name || o.Loaded || o.Truth != plant.Truth(o.Parts) || o.Seconds <= 0 || !slices.Contains(words, o.Word) {
		t.Errorf("outcome %+v, want one of %s, quiet, with its truth, a time and a word", o, w.Name)
	}
	if o.Tool == "benchstat" {
		if o.P < 0 || o.P > 1 || o.Lo != 0 || o.Hi != 0 || o.Word == "same" || o.Launches != 0 {
			t.Errorf("outcome %+v, want a p value, no interval and no launches", o)
		}
		return
	}
	const rounding = 1e-9
	if o.Launches < 1 || len(o.Logs[o.Clock]) != o.Launches || o.Lo != o.Hi && (o.Center < o.Lo-rounding || o.Center > o.Hi+rounding) {
		t.Errorf("outcome %+v, want a log ratio a launch, and an interval around the centre", o)
	}
	if o.Word != "undecided" && o.Lo == o.Hi {
		t.Errorf("outcome %+v is decided without an interval", o)
	}
}
