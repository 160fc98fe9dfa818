package session

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
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
		w.Ended()
	}
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	return w.Path()
}

// here is what this machine and program would save.
func here(t *testing.T, change func(*saved)) saved {
	t.Helper()
	self, err := runner.Self()
	if err != nil {
		t.Fatal(err)
	}
	defer self.Close()
	hash := self.Hash()
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
		{"other settings", func(s *saved) { s.Setting = "thp never" }, false, "was begun under other settings (thp never; now "},
		{"another plan", func(s *saved) {
			s.Spec = Default()
			s.Spec.Select.Names = []string{"SubSlice"}
		}, false, "is of another plan (abcdef, this is "},
		{"another version", func(s *saved) { s.Version = 99 }, false, "is of another version of bufbench"},
	} {
		h := &Home{Scenarios: scenarios.All()}
		path := saving(t, here(t, test.change), test.done)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = h.Resume(t.Context(), path, "", false, Watch{Case: func(verdict.Comparison) { t.Errorf("%s: a case was measured", test.name) }})
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v, want the file's name and %q", test.name, err, test.want)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
			t.Errorf("%s: the file was changed: %v", test.name, err)
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
		if _, _, err := readSaved(t.Context(), path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("readSaved(%s): %v, want %q", path, err, want)
		}
	}
}
