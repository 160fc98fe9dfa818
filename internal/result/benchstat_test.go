package result_test

import (
	"encoding/csv"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// TestBenchstatReads: whoever takes over with benchstat finds a table without
// holes, and nothing to be warned of but zeros and equal values.
func TestBenchstatReads(t *testing.T) {
	w := create(t)
	for launch := range 6 {
		ns := 9 + float64(launch)/8
		launched := append(lines("SubSlice", at(64, 1), ns, "copy", "view", "reuse"), lines("SubSlice", at(bench.MiB, 1), 1e6*ns, "copy", "view", "reuse")...)
		for _, object := range []string{"bytes", "numpy"} {
			launched = append(launched, lines("PyBuffer", at(33, 1, bench.Axis{Key: "object", Value: object}), ns, "copy", "view")...)
			launched = append(launched, lines("PyBuffer", at(33, 4, bench.Axis{Key: "object", Value: object}), 4*ns, "copy", "view")...)
		}
		if err := w.Append(launched, nil); err != nil {
			t.Fatal(err)
		}
	}
	w.About("PyBuffer", at(33, 1, bench.Axis{Key: "object", Value: "bytes"}), "what proof saw")
	for _, state := range []string{"appended", "finished"} {
		if state == "finished" {
			if err := w.Finish(); err != nil {
				t.Fatal(err)
			}
		}
		checkFootnotes(t, benchstat(t, "text", w.Path()))
		rows := 0
		for _, row := range table(t, benchstat(t, "csv", w.Path())) {
			if !strings.HasPrefix(row[0], "SubSlice ") && !strings.HasPrefix(row[0], "PyBuffer ") {
				continue // a head, or the geometric mean
			}
			rows++
			if len(row) != 7 || slices.Contains(row, "") { // case, copy ±, view ±, delta, p and n
				t.Errorf("%s: benchstat's row %q has an empty cell", state, row)
			}
			_, n, _ := strings.Cut(row[len(row)-1], "n=")
			if count, err := strconv.Atoi(n); err != nil || count < 6 {
				t.Errorf("%s: benchstat's row %q has n=%s, want at least 6", state, row, n)
			}
		}
		if want := 3 * (2 + 2 + 2); rows != want { // three units; two rows for SubSlice and each object
			t.Errorf("%s: benchstat prints %d rows, want %d", state, rows, want)
		}
	}
}

// benchstat returns what it prints, and fails where it talks besides.
func benchstat(t *testing.T, format, path string) string {
	t.Helper()
	cmd := exec.Command("go", "run", "golang.org/x/perf/cmd/benchstat", "-format", format,
		"-col", "/access@(copy view)", "-row", ".name,/size@num,/passes@num", path)
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("benchstat: %v: %s", err, &stderr)
	}
	if format == "text" && stderr.Len() > 0 {
		t.Errorf("benchstat says %s, want nothing", &stderr)
	}
	return stdout.String()
}

// table reads benchstat's CSV.
func table(t *testing.T, text string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// checkFootnotes allows what a view always causes: it copies nothing, and the
// same in every launch.
func checkFootnotes(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		mark := strings.TrimLeft(line, "¹²³⁴⁵⁶⁷⁸⁹⁰")
		if mark != line && !allowed.MatchString(mark) {
			t.Errorf("benchstat's footnote %q, want none but of zeros and equal values", line)
		}
	}
}

var allowed = regexp.MustCompile(`^ (summaries must be >0|ratios must be >0|all samples are equal)`)
