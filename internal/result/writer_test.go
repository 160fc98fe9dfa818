package result_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/result"
	"golang.org/x/perf/benchfmt"
)

var update = flag.Bool("update", false, "rewrite testdata")

var header = result.Header{
	Machine: "cpu-2c-abcdef", Commit: "1234abc", Started: time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC),
	Config:   [][2]string{{"goos", "linux"}, {"cpu", "A B @ 1GHz"}},
	Comments: []string{"seed 1 load 0.50"},
}

// create begins a file in a folder of the test's own.
func create(t *testing.T) *result.Writer {
	t.Helper()
	w, err := result.Create(t.TempDir(), header)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Finish() }) // a second Finish only closes what is closed
	return w
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// lines are those of one launch: copy takes ns, view a third of it.
func lines(scenario string, c bench.Case, ns float64, arms ...string) []result.Line {
	var launch []result.Line
	for i, arm := range arms {
		t := ns / (1 + 2*float64(i))
		launch = append(launch, result.Line{
			Scenario: scenario, Arm: arm, Case: c, Procs: 2, Ops: 100,
			Values: []result.Value{
				{Unit: "ns/op", X: t},
				{Unit: "B/s", X: float64(c.Size) / t * 1e9},
				{Unit: "copied-B/op", X: float64(c.Size) * float64(1-i)},
			},
		})
	}
	return launch
}

func records(scenario string, c bench.Case, n int) []launch.Record {
	return []launch.Record{{
		Scenario: scenario, Case: c, Launch: n, Seed: math.MaxUint64, Procs: 2,
		Rivals: []launch.Rival{{Name: "copy", Moved: c.Size, Allocs: 1}, {Name: "view"}},
		Blocks: []launch.Block{{Seed: 7, Setup: 3, Rounds: [][]loop.Sample{{{Ops: 3, Wall: 10, CPU: 9}, {Arm: 1, Ops: 4, Wall: 1}}}}},
	}}
}

func at(size bench.Bytes, passes int, axes ...bench.Axis) bench.Case {
	return bench.Case{Size: size, Passes: passes, Axes: axes}
}

func TestCreateWritesHead(t *testing.T) {
	w := create(t)
	if got, want := filepath.Base(w.Path()), "20250102T030405Z-1234abc.txt"; got != want {
		t.Errorf("Path() = …/%s, want …/%s", got, want)
	}
	if got := filepath.Base(filepath.Dir(w.Path())); got != header.Machine {
		t.Errorf("Path() is in folder %s, want %s", got, header.Machine)
	}
	got := read(t, w.Path())
	for _, want := range append(slices.Clone(loop.Units()), "# started 2025-01-02T03:04:05Z commit 1234abc machine cpu-2c-abcdef", "# seed 1 load 0.50") {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("after Create the file lacks %q:\n%s", want, got)
		}
	}
	found, err := filepath.Glob(filepath.Join(filepath.Dir(w.Path()), ".*"))
	if err != nil || len(found) > 0 {
		t.Errorf("after Create the folder holds %v, want no trace of the reservation", found)
	}
}

// TestVersionsStandAboveTheirScenario: and above no other's lines, both while
// launches are appended and when the file is grouped.
func TestVersionsStandAboveTheirScenario(t *testing.T) {
	h := header
	h.Versions = map[string][]bench.Version{"B": {{Of: "python", Number: "3.11.2"}, {Of: "numpy"}}}
	w, err := result.Create(t.TempDir(), h)
	if err != nil {
		t.Fatal(err)
	}
	for _, scenario := range []string{"A", "B", "C"} {
		if err := w.Append(lines(scenario, at(64, 1), 10, "copy", "view"), nil); err != nil {
			t.Fatal(err)
		}
	}
	check := func(when string) {
		t.Helper()
		r := benchfmt.NewReader(strings.NewReader(read(t, w.Path())), "f")
		seen := 0
		for r.Scan() {
			res, ok := r.Result().(*benchfmt.Result)
			if !ok {
				continue
			}
			seen++
			want := map[string]string{"B": "3.11.2"}[string(res.Name[:1])]
			if got := res.GetConfig("python"); got != want {
				t.Errorf("%s: %s is of python %q, want %q", when, res.Name, got, want)
			}
			if got := res.GetConfig("numpy"); got != "" {
				t.Errorf("%s: %s is of numpy %q, want none", when, res.Name, got)
			}
		}
		if seen != 6 {
			t.Errorf("%s: %d results, want 6", when, seen)
		}
	}
	check("appended")
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	check("grouped")
}

// TestAppendIsReadable: benchfmt and Read see the last bit of every value.
func TestAppendIsReadable(t *testing.T) {
	w := create(t)
	exact := []float64{1.0 / 3, math.Nextafter(1, 2), math.Pi * 1e9, 5e-324, math.Nextafter(1e30, 0), 0, 1e21, 123456789.123456789}
	line := result.Line{Scenario: "A", Arm: "copy", Case: at(33, 1), Procs: 2, Ops: 7}
	for i, x := range exact {
		unit := fmt.Sprintf("u%d/op", i)
		line.Values = append(line.Values, result.Value{Unit: unit, X: x})
	}
	line.Values = append(line.Values, result.Value{Unit: "ns/op", X: 0.1 + 0.2}, result.Value{Unit: "gc-cpu-ns/op", X: 1234567.875}, result.Value{Unit: "B/s", X: 1e10 / 3})
	if err := w.Append([]result.Line{line}, nil); err != nil {
		t.Fatal(err)
	}
	text := read(t, w.Path())
	got, config, err := result.Read(strings.NewReader(text), "f")
	if err != nil || !reflect.DeepEqual(got, []result.Line{line}) {
		t.Errorf("Read(Append(l)) = %+v, %v, want l = %+v", got, err, line)
	}
	if !reflect.DeepEqual(config, header.Config) {
		t.Errorf("Read: configuration %q, want %q", config, header.Config)
	}
	r := benchfmt.NewReader(strings.NewReader(text), "f")
	var results, units int
	for r.Scan() {
		switch rec := r.Result().(type) {
		case *benchfmt.UnitMetadata:
			units++
		case *benchfmt.Result:
			results++
			for i, v := range rec.Values {
				x := v.Value
				if v.OrigUnit != "" {
					x = v.OrigValue
				}
				if want := line.Values[i].X; x != want {
					t.Errorf("benchfmt reads %v %s, want %v", x, v.Unit, want)
				}
			}
		default:
			t.Errorf("benchfmt reads %v, want results and units only", rec)
		}
	}
	if results != 1 || units < len(loop.Units()) {
		t.Errorf("benchfmt reads %d results and %d unit lines, want 1 and at least %d", results, units, len(loop.Units()))
	}
}

// TestCutText: a file cut anywhere gives its whole lines.
func TestCutText(t *testing.T) {
	w := create(t)
	for launch := range 3 {
		if err := w.Append(lines("A", at(64, 1), float64(launch+1), "copy", "view"), nil); err != nil {
			t.Fatal(err)
		}
	}
	text := read(t, w.Path())
	all, _, err := result.Read(strings.NewReader(text), "f")
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(text) {
		whole := strings.Count(text[:cut], "copied-B/op\n")
		got, _, _ := result.Read(strings.NewReader(text[:cut]), "f")
		if len(got) < whole || whole > 0 && !reflect.DeepEqual(got[:whole], all[:whole]) {
			t.Fatalf("Read(text[:%d]) = %+v, want %d whole lines", cut, got, whole)
		}
	}
}

func TestFinishGroups(t *testing.T) {
	w := create(t)
	numpy, plain := bench.Axis{Key: "object", Value: "numpy"}, bench.Axis{Key: "object", Value: "bytes"}
	launch := func(scenario string, c bench.Case, arms ...string) {
		t.Helper()
		if err := w.Append(lines(scenario, c, 9, arms...), nil); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // in the random order of launches
		launch("B", at(bench.MiB, 1, numpy), "copy", "view")
		launch("B", at(bench.KiB, 1, plain), "copy", "view")
		launch("A", at(bench.MiB, 1), "copy", "view")
		launch("A", at(bench.KiB, 4), "copy", "view")
		launch("A", at(bench.KiB, 1), "copy", "view")
		launch("B", at(64, 1, numpy), "copy", "view")
	}
	launch("A", at(bench.KiB, 4), "copy")
	w.About("A", at(bench.MiB, 1), "what proof saw")
	w.Note("failed C: %s", "two\nlines")
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	text := read(t, w.Path())
	checkGolden(t, "grouped.txt", text)
	got, _, err := result.Read(strings.NewReader(text), "f")
	if err != nil || len(got) != 25 {
		t.Errorf("Read: %d lines, %v, want 25", len(got), err)
	}
}

func TestWithhold(t *testing.T) {
	w := create(t)
	for _, c := range []bench.Case{at(64, 1), at(128, 1)} {
		if err := w.Append(lines("A", c, 9, "copy", "view"), records("A", c, 1)); err != nil {
			t.Fatal(err)
		}
	}
	w.Withhold("A", at(64, 1), "view")
	w.Withhold("A", at(64, 1), "none such")
	w.Withhold("B", at(64, 1), "copy")
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	text := read(t, w.Path())
	got, _, err := result.Read(strings.NewReader(text), "f")
	if err != nil {
		t.Error(err)
	}
	var names []string
	for _, l := range got {
		names = append(names, l.Name())
	}
	want := []string{"A/access=copy/size=64B/passes=1-2", "A/access=copy/size=128B/passes=1-2", "A/access=view/size=128B/passes=1-2"}
	if !slices.Equal(names, want) {
		t.Errorf("after Withhold the file holds %q, want %q", names, want)
	}
	if journal := journalOf(t, read(t, strings.TrimSuffix(w.Path(), ".txt")+".jsonl.gz")); len(journal) != 2 {
		t.Errorf("after Withhold the journal holds %d records, want all 2", len(journal))
	}
}

// TestFinishFails: what was appended stays as it was.
func TestFinishFails(t *testing.T) {
	w := create(t)
	if err := w.Append(lines("A", at(64, 1), 9, "copy", "view"), nil); err != nil {
		t.Fatal(err)
	}
	moved := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(w.Path(), moved); err != nil {
		t.Fatal(err)
	}
	before := read(t, moved)
	inTheWay := filepath.Join(w.Path(), "x")
	if err := os.MkdirAll(inTheWay, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := w.Finish(); err == nil || !strings.Contains(err.Error(), w.Path()) {
		t.Errorf("Finish with a directory in the way: error %v, want one that names the file", err)
	}
	if got := read(t, moved); got != before {
		t.Errorf("Finish failed and left\n%s\nwant\n%s", got, before)
	}
	if _, err := os.Stat(inTheWay); err != nil {
		t.Errorf("Finish took away what is not its own: %v", err)
	}
}

// TestFinishInReadOnlyFolder needs a user whom modes bind.
func TestFinishInReadOnlyFolder(t *testing.T) {
	w := create(t)
	if err := w.Append(lines("A", at(64, 1), 9, "copy", "view"), nil); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Dir(w.Path())
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(folder, 0o755) })
	if f, err := os.Create(filepath.Join(folder, "probe")); err == nil {
		f.Close()
		t.Skip("this user writes to read-only folders")
	}
	before := read(t, w.Path())
	if err := w.Finish(); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("Finish in a read-only folder: error %v, want %v", err, fs.ErrPermission)
	}
	if got := read(t, w.Path()); got != before {
		t.Errorf("Finish failed and left\n%s\nwant\n%s", got, before)
	}
}

func TestNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	var names []string
	for range 3 {
		w, err := result.Create(dir, header)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Append(lines("A", at(64, 1), float64(1+len(names)), "copy"), records("A", at(64, 1), 1+len(names))); err != nil {
			t.Fatal(err)
		}
		if err := w.Finish(); err != nil {
			t.Fatal(err)
		}
		names = append(names, w.Path())
	}
	for i, name := range names {
		got, _, err := result.Read(strings.NewReader(read(t, name)), name)
		if err != nil || len(got) != 1 || got[0].Values[0].X != float64(i+1) {
			t.Errorf("file %d (%s) holds %+v, %v, want its own line", i+1, filepath.Base(name), got, err)
		}
		journal := journalOf(t, read(t, strings.TrimSuffix(name, ".txt")+".jsonl.gz"))
		if len(journal) != 1 || journal[0].Launch != i+1 {
			t.Errorf("journal %d holds %+v, want its own record", i+1, journal)
		}
	}
}

// TestKeepsForeignJournal: a journal whose text is gone is not overwritten.
func TestKeepsForeignJournal(t *testing.T) {
	w := create(t)
	journal := strings.TrimSuffix(w.Path(), ".txt") + ".jsonl.gz"
	if err := os.WriteFile(journal, []byte("precious"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(w.Path()); err != nil {
		t.Fatal(err)
	}
	again, err := result.Create(filepath.Dir(filepath.Dir(w.Path())), header)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Finish()
	if got := read(t, journal); got != "precious" {
		t.Errorf("Create left %q of an older journal, want it untouched", got)
	}
}

func TestCreateFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if w, err := result.Create(filepath.Join(file, "results"), header); err == nil {
		t.Errorf("Create below a regular file made %s, want an error", w.Path())
	}
}

// TestAxesAreConfiguration: an axis of one scenario is no condition of the
// next.
func TestAxesAreConfiguration(t *testing.T) {
	w := create(t)
	if err := errors.Join(
		w.Append(lines("B", at(64, 1, bench.Axis{Key: "object", Value: "numpy"}), 9, "copy", "view"), nil),
		w.Append(lines("A", at(64, 1), 9, "copy", "view"), nil),
	); err != nil {
		t.Fatal(err)
	}
	appended := read(t, w.Path())
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"appended": appended, "finished": read(t, w.Path())} {
		r := benchfmt.NewReader(strings.NewReader(text), "f")
		for r.Scan() {
			rec, ok := r.Result().(*benchfmt.Result)
			if !ok {
				continue
			}
			want := ""
			if strings.HasPrefix(string(rec.Name), "B") {
				want = "numpy"
			}
			if got := rec.GetConfig("object"); got != want {
				t.Errorf("%s: %s stands below object: %q, want %q", name, rec.Name, got, want)
			}
			if got := rec.GetConfig("cpu"); got != "A B @ 1GHz" {
				t.Errorf("%s: %s stands below cpu: %q, want the header's", name, rec.Name, got)
			}
		}
	}
}

// checkGolden compares with testdata/name, which -update rewrites.
func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if want := read(t, path); got != want {
		t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
	}
}
