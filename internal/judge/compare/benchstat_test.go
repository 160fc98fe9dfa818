package compare_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/result"
)

// perf is the folder of golang.org/x/perf as the go command has it.
func perf(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/perf").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return strings.TrimSpace(string(out))
}

// benchstatBinary builds the benchstat of the version in go.mod.
func benchstatBinary(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "benchstat")
	if out, err := exec.Command("go", "build", "-o", path, "golang.org/x/perf/cmd/benchstat").CombinedOutput(); err != nil {
		t.Fatalf("build benchstat: %v: %s", err, out)
	}
	return path
}

// intended are the command lines on which bufbench prints other numbers than
// benchstat, and the benchstat command line that prints the same ones.
var intended = []struct {
	args, same []string
	why        string
}{
	{
		args: []string{"crc-old.txt", "crc-new.txt"},
		same: []string{"-ignore", "note", "crc-old.txt", "crc-new.txt"},
		why:  "the configuration line note differs between the files only, so benchstat compares nothing",
	},
	{
		args: []string{"units.txt"},
		same: []string{"-ignore", "note", "units.txt"},
		why:  "the configuration line note differs within the file, so that it may be a line of a log",
	},
}

// noted are the inputs that have a line note, which benchstat makes tables of.
var noted = []string{"units.txt", "zero.txt", "smallSample.txt", "issue19565.txt", "issue19634.txt"}

// TestBenchstat: on every input of benchstat's own tests, all numbers are its.
func TestBenchstat(t *testing.T) {
	dir, binary := perf(t), benchstatBinary(t)
	folder := filepath.Join(dir, "cmd/benchstat/testdata")
	suffix := filepath.Join(dir, "benchproc/testdata/suffixarray.bench")
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil || len(files) < 8 {
		t.Fatalf("%d inputs in %s (%v), want 8 or more", len(files), folder, err)
	}
	lines := [][]string{
		{"old.txt", "new.txt"},
		{"-row", ".name", "new.txt"},
		{"-ignore", "note", "crc-old.txt", "crc-new.txt"},
		{"-filter", "/align:0", "-row", "/size", "-col", "/poly", "crc-new.txt"},
		{"-filter", ".unit:ns/op", "-ignore", "note", "crc-old.txt", "crc-new.txt"},
		{"-col", "note", "-row", ".name,/poly,/size@num", "-ignore", "/align", "crc-old.txt", "crc-new.txt"},
		{"-col", "note", "units.txt"},
		{"-col", "note", "zero.txt"},
		{"-col", "note", "smallSample.txt"},
		{"-col", "note", "issue19565.txt"},
		{"-col", "note", "issue19634.txt"},
		{"-alpha", "0.001", "old.txt", "new.txt"},
		{"-confidence", "0.99", "old.txt", "new.txt"},
		{"-col", "/format@(gob json)", "-row", ".name", "-ignore", ".file", "new.txt", "old.txt"},
		{"O=old.txt", "N=new.txt", "M=old.txt"},
		{"-table", "goos", "-row", ".fullname", "-col", ".file", "old.txt", "new.txt"},
		{"-col", "/bits", suffix},
		{"-col", "/bits", "-row", "/size@num", "-table", ".name,/text", suffix},
		{"-col", "/text", "-row", ".name,/size@alpha", "-ignore", "/bits", suffix},
		{"-filter", "/size:(100K OR 500K) -.unit:B/op", "-col", "/bits", suffix},
		{suffix, suffix},
	}
	for _, f := range append(files, suffix) {
		name := f
		if f != suffix {
			name = filepath.Base(f)
		}
		lines = append(lines, []string{name}, []string{name, name}, []string{"-row", ".name", name}, []string{"-col", "/gomaxprocs", name})
	}
	for _, args := range lines {
		same := args
		if slices.ContainsFunc(noted, func(f string) bool { return slices.Contains(args, f) }) && !slices.Contains(args, "note") {
			same = append([]string{"-ignore", "note"}, args...)
		}
		checkBenchstat(t, binary, folder, args, same)
	}
	for _, d := range intended {
		checkBenchstat(t, binary, folder, d.args, d.same)
		if equal(t, binary, folder, d.args, d.args) {
			t.Errorf("%q: benchstat prints the same, so it is no difference: %s", d.args, d.why)
		}
	}
}

func checkBenchstat(t *testing.T, binary, folder string, ours, theirs []string) {
	t.Helper()
	got, want := rows(t, folder, ours), benchstatRows(t, binary, folder, theirs)
	for i := range max(len(got), len(want)) {
		var g, w []string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if !slices.Equal(g, w) {
			t.Errorf("%q: row %d is %q, benchstat's is %q", ours, i+1, g, w)
			return
		}
	}
}

func equal(t *testing.T, binary, folder string, ours, theirs []string) bool {
	t.Helper()
	return slices.EqualFunc(rows(t, folder, ours), benchstatRows(t, binary, folder, theirs), slices.Equal[[]string])
}

// benchstatRows are the rows of benchstat's CSV that hold numbers.
func benchstatRows(t *testing.T, binary, folder string, args []string) [][]string {
	t.Helper()
	cmd := exec.Command(binary, append([]string{"-format", "csv"}, args...)...)
	cmd.Dir = folder
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("benchstat %q: %v: %s", args, err, &stderr)
	}
	r := csv.NewReader(bytes.NewReader(out))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var kept [][]string
	for _, row := range all {
		isInterval := func(cell string) bool { return strings.HasSuffix(cell, "%") || cell == "∞" || cell == "?" }
		if len(row) > 2 && (row[0] == "geomean" || slices.ContainsFunc(row[1:], isInterval)) { // not a configuration line, nor a head
			kept = append(kept, row)
		}
	}
	return kept
}

// rows are the same rows of our own tables.
func rows(t *testing.T, folder string, args []string) [][]string {
	t.Helper()
	var q compare.Query
	var g compare.Goal
	var files []string
	for i := 0; i < len(args); i++ {
		switch args[i] {
		case "-row":
			i++
			q.Row = args[i]
		case "-col":
			i++
			q.Col = args[i]
		case "-table":
			i++
			q.Table = args[i]
		case "-filter":
			i++
			q.Filter = args[i]
		case "-ignore":
			i++
			q.Ignore = args[i]
		case "-alpha":
			i++
			fmt.Sscan(args[i], &g.Alpha)
		case "-confidence":
			i++
			fmt.Sscan(args[i], &g.Confidence)
		default:
			files = append(files, args[i])
		}
	}
	t.Chdir(folder)
	texts := &result.Texts{Inputs: result.Inputs(files), Stdin: os.Stdin, Keys: q.Keys()}
	cells, err := compare.Collect(q, texts.Parts())
	if err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	if problems, _ := texts.Problems(); len(problems) > 0 {
		t.Fatalf("%q: %v", args, problems)
	}
	var all [][]string
	for _, table := range cells.Tables(g, texts.Units(), texts.Places()) {
		all = append(all, table1(table)...)
	}
	return all
}

// table1 is a table in the cells that benchstat's CSV has.
func table1(t compare.Table) [][]string {
	var all [][]string
	for _, r := range t.Rows {
		row := []string{r.Name}
		for i, c := range r.Cells {
			if c == nil {
				continue
			}
			row = upTo(row, i)
			row = append(row, fmt.Sprint(c.Center), spread(c))
			if a := c.Against; a != nil {
				row = append(row, delta(r.Cells[0], c), evidence(a))
			}
		}
		all = append(all, row)
	}
	row := []string{"geomean"}
	for i, c := range t.Cols {
		row = upTo(row, i)
		if c.Mean.Center != 0 {
			row = append(row, fmt.Sprint(c.Mean.Center))
		}
		if i > 0 {
			for len(row) < 1+2+(i-1)*4+2 {
				row = append(row, "")
			}
			if c.Mean.Ratio != 0 {
				row = append(row, fmt.Sprintf("%+.2f%%", (c.Mean.Ratio-1)*100))
			} else {
				row = append(row, "?")
			}
		}
	}
	for len(row) < 1+2+(len(t.Cols)-1)*4 {
		row = append(row, "")
	}
	return append(all, row)
}

// upTo fills a row up to a column.
func upTo(row []string, col int) []string {
	at := 1
	if col > 0 {
		at = 3 + (col-1)*4
	}
	for len(row) < at {
		row = append(row, "")
	}
	return row
}

// spread, delta and evidence say figures as benchstat says them.
func spread(c *compare.Cell) string {
	sign := func(x float64) float64 {
		if x == 0 {
			return 0
		}
		return math.Copysign(1, x)
	}
	switch {
	case math.IsInf(c.Lo, 0) || math.IsInf(c.Hi, 0):
		return "∞"
	case sign(c.Lo) != sign(c.Center) || sign(c.Hi) != sign(c.Center):
		return "?"
	case c.Center == 0:
		return "0%"
	}
	return fmt.Sprintf("%.0f%%", 100*max(c.Hi/c.Center-1, 1-c.Lo/c.Center))
}

func delta(base, c *compare.Cell) string {
	switch {
	case c.Against.P > c.Against.Alpha:
		return "~"
	case c.Center == base.Center:
		return "0.00%"
	case base.Center == 0:
		return "?"
	}
	return fmt.Sprintf("%+.2f%%", (c.Center/base.Center-1)*100)
}

func evidence(a *compare.Comparison) string {
	s := ""
	if a.P != 0 {
		s = fmt.Sprintf("p=%0.3f ", a.P)
	}
	if a.N1 == a.N2 {
		return s + fmt.Sprintf("n=%d", a.N1)
	}
	return s + fmt.Sprintf("n=%d+%d", a.N1, a.N2)
}

// TestUnequalTies is the one p-value that differs on purpose: where samples are
// of unequal size, values tie, and the base is the higher one, benchstat's test
// takes a tail that was not observed, so that exchanging the columns changes p.
func TestUnequalTies(t *testing.T) {
	dir, binary := t.TempDir(), benchstatBinary(t)
	for name, values := range map[string][]int{"high.txt": {20, 20}, "low.txt": {10, 10, 10, 10}} {
		var text strings.Builder
		for _, v := range values {
			fmt.Fprintf(&text, "BenchmarkX 1 %d ns/op\n", v)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	up, down := []string{"low.txt", "high.txt"}, []string{"high.txt", "low.txt"}
	for _, args := range [][]string{up, down} {
		if p := rows(t, dir, args)[0][6]; p != "p=0.133 n=4+2" && p != "p=0.133 n=2+4" {
			t.Errorf("%q: %s, want p=0.133: 2 of 15 choices of the two higher ones", args, p)
		}
	}
	if !equal(t, binary, dir, up, up) {
		t.Errorf("%q: benchstat prints another p-value, want the same", up)
	}
	if equal(t, binary, dir, down, down) {
		t.Errorf("%q: benchstat prints the same p-value: it is mended, and this test can go", down)
	}
}

// TestZeroTimes: benchfmt does not tidy the unit of a 0, so that benchstat
// counts "0 ns/op" as lines of another unit than "1 ns/op", and leaves them out
// of the median of the others. Here they are lines like all.
func TestZeroTimes(t *testing.T) {
	dir, binary := t.TempDir(), benchstatBinary(t)
	if err := os.WriteFile(filepath.Join(dir, "zeros.txt"), []byte("BenchmarkX 1 0 ns/op\nBenchmarkX 1 0 ns/op\nBenchmarkX 1 3 ns/op\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	args := []string{"zeros.txt"}
	if got := rows(t, dir, args); len(got) != 2 || got[0][1] != "0" {
		t.Errorf("rows %q, want one with a median of 0, and the mean", got)
	}
	if equal(t, binary, dir, args, args) {
		t.Error("benchstat prints the same: it is mended, and this test can go")
	}
}
