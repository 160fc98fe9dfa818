package record_test

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/record"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchfmt"
)

var added = time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC)

// batch is one run of a commit with one value.
func batch(commit string, ns float64) record.Batch {
	r := &benchfmt.Result{Name: benchfmt.Name("Decode-8"), Iters: 100, Values: []benchfmt.Value{{Value: ns, Unit: "ns/op"}}}
	r.Config = []benchfmt.Config{{Key: "pkg", Value: []byte("example.com/codec"), File: true}, {Key: "goos", Value: []byte("linux"), File: true}}
	return record.Batch{Runs: []record.Run{{Origin: record.Origin{Commit: commit, Subject: "codec: faster", Committed: added.Add(-time.Hour)}, Results: []*benchfmt.Result{r}}}}
}

func write(t *testing.T, folder string, b record.Batch) string {
	t.Helper()
	path, _, err := record.Write(folder, b, added)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// TestWrite: what was written is read back, in Go benchmark text, and the same run twice is
// one file whenever it is added.
func TestWrite(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "results", "track")
	commit := strings.Repeat("ab", 20)
	path := write(t, folder, batch(commit, 123.5))
	again, there, err := record.Write(folder, batch(commit, 123.5), added.Add(time.Hour))
	if again != path || !there || err != nil {
		t.Errorf("the same run again: %s, %v, %v, want %s, true", again, there, err, path)
	}
	if other := write(t, folder, batch(commit, 123.6)); other == path {
		t.Error("another run has the same file")
	}
	text, err := os.ReadFile(path)
	want := "# bufbench track 1 added 2026-12-01T02:00:00Z\ncommit: " + commit + "\nsubject: codec: faster\ncommitted: 2026-12-01T01:00:00Z\ngoos: linux\npkg: example.com/codec\n\nBenchmarkDecode-8 100 123.5 ns/op\n"
	if string(text) != want || err != nil {
		t.Errorf("the file is\n%s%v, want\n%s", text, err, want)
	}
	f, err := record.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	b, problems := f.Batch()
	if len(problems) > 0 || len(b.Runs) != 1 || b.Runs[0].Origin != batch(commit, 0).Runs[0].Origin {
		t.Errorf("read back: %+v, %v", b.Runs, problems)
	}
	if v, _ := b.Runs[0].Results[0].Value("sec/op"); math.Abs(v-123.5e-9) > 1e-20 {
		t.Errorf("the value is %v, want 123.5 ns", v)
	}
}

// TestWriteBeside: a run is the same one whatever the speed of the machine was when it was
// added. The first speed stays, and a file that was cut or edited in either part is found.
func TestWriteBeside(t *testing.T) {
	folder := t.TempDir()
	paced := func(ns float64) record.Batch {
		b := batch("abcd", 123.5)
		speed := b.Runs[0].Results[0].Clone()
		speed.Name, speed.Values = benchfmt.Name("Machine/work=chain"), []benchfmt.Value{{Value: ns, Unit: "ns/op"}}
		speed.SetConfig("pkg", trend.MachinePackage)
		speed.Config[len(speed.Config)-1].File = true
		b.Runs[0].Results = append(b.Runs[0].Results, speed)
		return b
	}
	path := write(t, folder, paced(1))
	for i, again := range []record.Batch{paced(2), batch("abcd", 123.5), paced(1)} {
		if got, there, err := record.Write(folder, again, added.Add(time.Hour)); got != path || !there || err != nil {
			t.Errorf("%d: the same run again: %s, %v, %v, want %s, true", i, got, there, err, path)
		}
	}
	f, err := record.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	b, problems := f.Batch()
	if len(problems) > 0 || len(b.Runs) != 1 || len(b.Runs[0].Results) != 2 || b.Runs[0].Results[1].Values[0].OrigValue != 1 {
		t.Errorf("read back: %+v, %v", b.Runs, problems)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := record.Parse(path, []byte(strings.ReplaceAll(string(text), "\n", "\r\n"))); err != nil {
		t.Errorf("with other ends of lines: %v", err)
	}
	for _, bad := range []string{
		strings.Replace(string(text), " 123.5 ", " 123.4 ", 1), strings.Replace(string(text), "chain 100 1 ", "chain 100 9 ", 1),
		string(text[:len(text)-30]), strings.Replace(string(text), "# the speed", "# a speed", 1),
	} {
		if bad == string(text) {
			t.Fatalf("nothing was changed in:\n%s", text)
		}
		if _, err := record.Parse(path, []byte(bad)); err == nil || !strings.Contains(err.Error(), "cut or edited") {
			t.Errorf("%v of:\n%s", err, bad)
		}
	}
}

// TestWriteName: no commit that a text names leads out of the folder.
func TestWriteName(t *testing.T) {
	folder := t.TempDir()
	for _, commit := range []string{"../../x", "a/b", "-", "main", "ABC", "abc-def"} {
		path := write(t, folder, batch(commit, 1))
		if name := filepath.Base(path); filepath.Dir(path) != folder || !strings.HasPrefix(name, "run-") {
			t.Errorf("commit %q is kept as %s", commit, path)
		}
		if _, err := record.Open(path); err != nil {
			t.Error(err)
		}
	}
}

// TestOpen: a file that was cut, edited, written by a newer bufbench or by nobody we know
// is named with what to do; line ends that git changed do no harm.
func TestOpen(t *testing.T) {
	folder := t.TempDir()
	path := write(t, folder, batch("c1", 123.5))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ text, want string }{
		"cut":       {string(text[:len(text)-8]), "was cut or edited (restore it by git checkout"},
		"empty":     {"", "no file of a record"},
		"edited":    {strings.Replace(string(text), "123.5", "99.5", 1), "was cut or edited"},
		"newer":     {strings.Replace(string(text), "track 1", "track 3", 1), "newer bufbench (version 3, and this one knows 2) (update bufbench)"},
		"strange":   {"BenchmarkX 1 2 ns/op\n", "no file of a record"},
		"windows":   {strings.ReplaceAll(string(text), "\n", "\r\n"), ""},
		"untouched": {string(text), ""},
	} {
		if err := os.WriteFile(path, []byte(test.text), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := record.Open(path)
		var p result.Problem
		if test.want == "" && err != nil || test.want != "" && (!errors.As(err, &p) || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
	if _, err := record.Open(filepath.Join(folder, "gone.txt")); err == nil {
		t.Error("a file that is not there was opened")
	}
	if files, err := record.Files(filepath.Join(folder, "gone")); files != nil || err != nil {
		t.Errorf("a folder that is not there: %v, %v", files, err)
	}
}

// TestWriteAtOnce: many add at once, some of them the same, and every file is whole.
func TestWriteAtOnce(t *testing.T) {
	folder := t.TempDir()
	var group sync.WaitGroup
	for i := range 60 {
		group.Go(func() {
			if _, _, err := record.Write(folder, batch(fmt.Sprintf("c%d", i%20), 1), added); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	files, err := record.Files(folder)
	if len(files) != 20 || err != nil {
		t.Errorf("%d files, %v, want 20", len(files), err)
	}
	for _, path := range files {
		if _, err := record.Open(path); err != nil {
			t.Error(err)
		}
	}
}

// TestWriteForged: a value of two lines is refused, and nothing is written.
func TestWriteForged(t *testing.T) {
	folder := t.TempDir()
	for name, change := range map[string]func(*record.Run){
		"commit":  func(r *record.Run) { r.Commit = "a\nBenchmarkForged 1 1 ns/op" },
		"subject": func(r *record.Run) { r.Subject = "a\ngo: forged" },
		"name":    func(r *record.Run) { r.Results[0].Name = benchfmt.Name("X 1 1 ns/op\nBenchmarkForged") },
		"setting": func(r *record.Run) { r.Results[0].Config[0].Value = []byte("a\nb: c") },
	} {
		b := batch("c1", 1)
		change(&b.Runs[0])
		if path, _, err := record.Write(folder, b, added); err == nil || !strings.Contains(err.Error(), "has two lines") {
			t.Errorf("%s: %s, %v, want an error", name, path, err)
		}
	}
	if files, err := record.Files(folder); len(files) > 0 || err != nil {
		t.Errorf("%q, %v", files, err)
	}
}
