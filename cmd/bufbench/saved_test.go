package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runner"
	"github.com/bufbench/bufbench/scenarios"
)

// saving writes the files of a run of which s is saved.
func saving(t *testing.T, s saved, done bool) string {
	t.Helper()
	plan, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	w, err := result.Create(t.TempDir(), result.Header{Machine: s.Machine, Commit: "abc", Started: time.Now(), Plan: plan})
	if err != nil {
		t.Fatal(err)
	}
	if done {
		if err := w.Ended(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	return w.Path()
}

// here is what this machine and program would save.
func here(t *testing.T, change func(*saved)) saved {
	t.Helper()
	hash, err := origin{}.hash()
	if err != nil {
		t.Fatal(err)
	}
	s := saved{Version: savedVersion, Machine: machine.ID(machine.Read("/")), Program: hash, Cases: "abcdef"}
	change(&s)
	return s
}

func TestResumeRefuses(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*saved)
		done   bool
		want   string
	}{
		{"complete", func(*saved) {}, true, "it is complete"},
		{"another machine", func(s *saved) { s.Machine = "other-4c-123456" }, false, "is of the machine other-4c-123456, and this is "},
		{"another build", func(s *saved) { s.Program = "0123456789ab" }, false, "is of another build of the program (0123456789ab, this is "},
		{"another plan", func(s *saved) {
			s.Request = request{Names: []string{"SubSlice"}, From: origin{Limit: time.Minute}, MaxTime: time.Second, Pages: bench.BasePages, Output: output{Versus: "copy"}}
		}, false, "is of another plan (abcdef, this is "},
		{"another version", func(s *saved) { s.Version = 99 }, false, "is of another version of bufbench"},
	} {
		var stdout bytes.Buffer
		p := &program{scenarios: scenarios.All(), stdout: &stdout, stderr: io.Discard}
		path := saving(t, here(t, test.change), test.done)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		err = p.resume(t.Context(), path, request{})
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v, want the file's name and %q", test.name, err, test.want)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(before) || stdout.Len() > 0 {
			t.Errorf("%s: the file was changed, or something printed: %v %q", test.name, err, stdout.String())
		}
	}
}

func TestReadSavedRefuses(t *testing.T) {
	dir := t.TempDir()
	old := filepath.Join(dir, "old")
	for name, text := range map[string]string{"old.txt": "# a text\n", "old.jsonl.gz": "", "damaged.jsonl.gz": "no gzip"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		old + ".txt":                       "does not say what was asked for",
		old + ".jsonl.gz":                  "does not say what was asked for",
		filepath.Join(dir, "damaged.txt"):  "does not say what was asked for",
		filepath.Join(dir, "nosuch.txt"):   "open the journal: ",
		filepath.Join(dir, "nosuch", "no"): "open the journal: ",
	} {
		if _, _, err := readSaved(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("readSaved(%s): %v, want %q", path, err, want)
		}
	}
}

func TestMergeRefuses(t *testing.T) {
	of := func(at, of int, done bool, change func(*saved)) string {
		return saving(t, here(t, func(s *saved) { s.Shard = shard{at, of}; change(s) }), done)
	}
	nothing := func(*saved) {}
	first, second := of(1, 2, true, nothing), of(2, 2, true, nothing)
	for _, test := range []struct {
		name  string
		paths []string
		want  string
	}{
		{"one is missing", []string{first}, "shard 2/2 is missing (bufbench run -shard 2/2 measures it)"},
		{"twice", []string{first, first}, "are both shard 1/2"},
		{"a whole run", []string{saving(t, here(t, nothing), true)}, "is no shard"},
		{"not complete", []string{first, of(2, 2, false, nothing)}, "is not complete (bufbench run -resume "},
		{"another plan", []string{first, of(2, 2, true, func(s *saved) { s.Cases = "fedcba" })}, "are shards of different plans"},
		{"another number", []string{first, of(2, 3, true, nothing)}, "are shards of different plans"},
		{"another way", []string{first, of(2, 2, true, func(s *saved) { s.Request.Count = 9 })}, "are shards of different plans"},
		{"another machine", []string{first, of(2, 2, true, func(s *saved) { s.Machine = "other-4c-123456" })}, "is of the machine other-4c-123456"},
		{"another build", []string{first, of(2, 2, true, func(s *saved) { s.Program = "0123456789ab" })}, "is of another build"},
	} {
		if _, err := shardsOf(test.paths); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
	if parts, err := shardsOf([]string{second, first}); err != nil || len(parts) != 2 {
		t.Errorf("two halves: %v, %v", parts, err)
	}
}

// TestShardOf: shards share out all scenarios, each once, in their order.
func TestShardOf(t *testing.T) {
	var p runner.Plan
	for i := range 7 {
		p.Tasks = append(p.Tasks, runner.Task{
			Info: bench.Info{Name: fmt.Sprint("S", i)}, Rivals: make([]bench.Rival, 3),
			Cases: []bench.Case{{Size: bench.Bytes(1+i%3) * bench.MiB, Passes: 1}},
		})
	}
	for n := 1; n <= len(p.Tasks); n++ {
		var all []string
		for at := 1; at <= n; at++ {
			tasks, err := shard{at, n}.of(p)
			if err != nil || len(tasks) == 0 {
				t.Fatalf("shard %d/%d: %v, %v", at, n, tasks, err)
			}
			var names []string
			for _, task := range tasks {
				names = append(names, task.Info.Name)
			}
			if !slices.IsSorted(names) {
				t.Errorf("shard %d/%d is %v, want them in order", at, n, names)
			}
			all = append(all, names...)
		}
		slices.Sort(all)
		if want := []string{"S0", "S1", "S2", "S3", "S4", "S5", "S6"}; !slices.Equal(all, want) {
			t.Errorf("%d shards have %v, want %v", n, all, want)
		}
	}
	if _, err := (shard{1, 8}).of(p); err == nil {
		t.Error("8 shards of 7 scenarios: no error")
	}
	if tasks, err := (shard{}).of(p); err != nil || len(tasks) != 7 {
		t.Errorf("all of it: %d, %v", len(tasks), err)
	}
}

func TestParseShard(t *testing.T) {
	for text, want := range map[string]shard{"": {}, "1/1": {1, 1}, "2/3": {2, 3}, "10/10": {10, 10}} {
		if got, err := parseShard(text); err != nil || got != want || got.String() != text {
			t.Errorf("parseShard(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"0/3", "4/3", "1", "1/", "/3", "a/b", "1/3x", " 1/3", "-1/3", "1/0", "01/3"} {
		if got, err := parseShard(text); err == nil {
			t.Errorf("parseShard(%q) = %v, want an error", text, got)
		}
	}
}

// TestJoinLeavesOut: figures that a shard withheld, because they turned out to be
// none, are not in the merged file either, and what it says of itself is.
func TestJoinLeavesOut(t *testing.T) {
	create := func() *result.Writer {
		w, err := result.Create(t.TempDir(), result.Header{Machine: "m", Commit: "c", Started: time.Now()})
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	part := create()
	at := bench.Case{Size: 64, Passes: 1}
	var lines []result.Line
	for _, arm := range []string{"copy", "view"} {
		lines = append(lines, result.Line{Scenario: "A", Arm: arm, Case: at, Procs: 2, Lives: 9, Values: []result.Value{{Unit: "ns/op", X: 5}}})
	}
	if err := part.Append(lines, nil); err != nil {
		t.Fatal(err)
	}
	part.Withhold("A", at, "view")
	part.Note("failed A/access=view: it did not read the bytes")
	if err := part.Finish(); err != nil {
		t.Fatal(err)
	}
	whole := create()
	if err := join(whole, part.Path()); err != nil {
		t.Fatal(err)
	}
	if err := whole.Finish(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(whole.Path())
	if err != nil {
		t.Fatal(err)
	}
	for want, times := range map[string]int{"BenchmarkA/access=copy/": 1, "BenchmarkA/access=view/": 0, "# failed A/access=view: it did not read the bytes\n": 1} {
		if got := strings.Count(string(text), want); got != times {
			t.Errorf("%q stands %d times in the merged file, want %d:\n%s", want, got, times, text)
		}
	}
}
