package result_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/result"
)

// interrupted writes a run that nobody finished: a plan, what proof found of a
// case, and some launches. It returns the path of its text and where each member
// of its journal ends.
func interrupted(t *testing.T, launches int) (path string, ends []int) {
	t.Helper()
	h := header
	h.Plan = json.RawMessage(`{"asked":"for"}`)
	w, err := result.Create(t.TempDir(), h)
	if err != nil {
		t.Fatal(err)
	}
	journal := strings.TrimSuffix(w.Path(), ".txt") + ".jsonl.gz"
	size := func() { ends = append(ends, len(read(t, journal))) }
	size()
	if err := w.Tried("A", launch.Trial{Visit: launch.Visit{Case: at(64, 1), Arms: []int{0}}}); err != nil {
		t.Fatal(err)
	}
	size()
	for n := range launches {
		if err := w.Append(lines("A", at(64, 1), 9, "copy", "view"), records("A", at(64, 1), n+1)); err != nil {
			t.Fatal(err)
		}
		size()
	}
	return w.Path(), ends
}

// TestReopen resumes a run whose journal is cut anywhere: what is whole is
// there, and what follows is appended to it.
func TestReopen(t *testing.T) {
	whole, ends := interrupted(t, 3)
	text, journal := read(t, whole), read(t, strings.TrimSuffix(whole, ".txt")+".jsonl.gz")
	for cut := 0; cut <= len(journal); cut++ {
		if near := slices.ContainsFunc(ends, func(end int) bool { return end-1 <= cut && cut <= end+1 }); !near && cut%19 != 0 {
			continue
		}
		dir := t.TempDir()
		path := filepath.Join(dir, "run.txt")
		for name, data := range map[string]string{"run.txt": text, "run.jsonl.gz": journal[:cut]} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		plan, done, err := result.ReadPlan(t.Context(), path)
		if cut < ends[0] {
			if err == nil || !strings.Contains(err.Error(), "does not say what was asked for") {
				t.Fatalf("cut at %d of %d, before the plan ends: %s, %v", cut, ends[0], plan, err)
			}
			continue
		}
		if err != nil || done || string(plan) != `{"asked":"for"}` {
			t.Fatalf("cut at %d: the plan is %s, done %v, %v", cut, plan, done, err)
		}
		kept, tried := 0, 0
		w, err := result.Reopen(t.Context(), path, header, func(e result.Entry) ([]result.Line, error) {
			switch {
			case e.Tried != nil:
				tried++
				return nil, nil
			case !e.IsRecord():
				return nil, nil
			}
			kept++
			return lines(e.Scenario, e.Case, 9, "copy", "view"), nil
		})
		if err != nil {
			t.Fatalf("cut at %d: Reopen: %v", cut, err)
		}
		if err := w.Append(lines("A", at(64, 1), 9, "copy", "view"), records("A", at(64, 1), 9)); err != nil {
			t.Fatal(err)
		}
		if err := w.Finish(); err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, end := range ends[2:] {
			if cut >= end {
				want++
			}
		}
		if kept != want || tried != min(1, max(0, cut-ends[1]+1)) {
			t.Errorf("cut at %d: %d launches and %d trials are kept, want %d", cut, kept, tried, want)
		}
		if got := len(journalOf(t, read(t, filepath.Join(dir, "run.jsonl.gz")))); got != want+1 {
			t.Errorf("cut at %d: the journal has %d launches in the end, want %d", cut, got, want+1)
		}
		if got := strings.Count(read(t, path), "BenchmarkA/access=view/"); got != want+1 {
			t.Errorf("cut at %d: the text has %d lines of the view, want %d", cut, got, want+1)
		}
	}
}

// TestFinishVanished removes what is written while it is: it is there in the
// end, and said.
func TestFinishVanished(t *testing.T) {
	for _, remove := range []func(path string) error{
		os.Remove,
		func(path string) error { return os.Remove(strings.TrimSuffix(path, ".txt") + ".jsonl.gz") },
		func(path string) error { return os.RemoveAll(filepath.Dir(path)) },
	} {
		w := create(t)
		if err := w.Append(lines("A", at(64, 1), 9, "copy"), records("A", at(64, 1), 1)); err != nil {
			t.Fatal(err)
		}
		if err := remove(w.Path()); err != nil {
			t.Fatal(err)
		}
		if err := w.Append(lines("A", at(64, 1), 9, "copy"), records("A", at(64, 1), 2)); err != nil {
			t.Fatal(err)
		}
		var vanished *result.Vanished
		if err := w.Finish(); !errors.As(err, &vanished) || vanished.Path != w.Path() {
			t.Errorf("Finish: %v, want that it vanished", err)
		}
		if got := strings.Count(read(t, w.Path()), "\nBenchmarkA/"); got != 2 {
			t.Errorf("the text has %d lines, want 2", got)
		}
		if got := len(journalOf(t, read(t, strings.TrimSuffix(w.Path(), ".txt")+".jsonl.gz"))); got != 2 {
			t.Errorf("the journal has %d records, want 2", got)
		}
	}
}

// TestReopenBusy: a run that still goes on, or was resumed, is nobody else's.
func TestReopenBusy(t *testing.T) {
	h := header
	h.Plan = json.RawMessage(`{"asked":"for"}`)
	w, err := result.Create(t.TempDir(), h)
	if err != nil {
		t.Fatal(err)
	}
	nothing := func(result.Entry) ([]result.Line, error) { return nil, nil }
	refused := func(when string) {
		t.Helper()
		before := read(t, w.Path())
		var busy *result.Busy
		if _, err := result.Reopen(t.Context(), w.Path(), h, nothing); !errors.As(err, &busy) || !strings.Contains(err.Error(), strings.TrimSuffix(w.Path(), ".txt")) {
			t.Errorf("Reopen %s: %v, want that it is busy", when, err)
		}
		if got := read(t, w.Path()); got != before {
			t.Errorf("Reopen %s changed the text to %q", when, got)
		}
	}
	refused("while it goes on")
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	again, err := result.Reopen(t.Context(), w.Path(), h, nothing)
	if err != nil {
		t.Fatalf("Reopen after its end: %v", err)
	}
	refused("while it is resumed")
	if err := again.Finish(); err != nil {
		t.Fatal(err)
	}
}

// TestReopenEvents: what happened before a run was killed stands in the text of the
// resumed one, once. What a run sums up at its end does not: the resumed one does.
func TestReopenEvents(t *testing.T) {
	h := header
	h.Plan = json.RawMessage(`{"asked":"for"}`)
	killed, err := result.Create(t.TempDir(), h)
	if err != nil {
		t.Fatal(err)
	}
	killed.Event("replaced a child at %s", "A")
	killed.Note("preempted 1 %% of it")
	path := killed.Path()
	journal := read(t, strings.TrimSuffix(path, ".txt")+".jsonl.gz")
	text := read(t, path)
	if err := killed.Finish(); err != nil {
		t.Fatal(err)
	}
	for name, was := range map[string]string{path: text, strings.TrimSuffix(path, ".txt") + ".jsonl.gz": journal} {
		if err := os.WriteFile(name, []byte(was), 0o666); err != nil { // as it was before the end
			t.Fatal(err)
		}
	}
	w, err := result.Reopen(t.Context(), path, h, func(e result.Entry) ([]result.Line, error) {
		if e.IsRecord() {
			t.Errorf("the entry %+v is a record", e)
		}
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.Event("replaced a child at %s", "A")
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	got := read(t, path)
	if strings.Count(got, "# replaced a child at A\n") != 1 || strings.Contains(got, "preempted") {
		t.Errorf("the text is %q, want the event once and no summary", got)
	}
}

// TestEndedLast: a run is complete when its file is, and not before.
func TestEndedLast(t *testing.T) {
	h := header
	h.Plan = json.RawMessage(`{"asked":"for"}`)
	w, err := result.Create(t.TempDir(), h)
	if err != nil {
		t.Fatal(err)
	}
	w.Note("what is worth knowing")
	w.Ended()
	if _, done, err := result.ReadPlan(t.Context(), w.Path()); err != nil || done {
		t.Errorf("before the file is finished the journal says %t, %v, want that the run is not complete", done, err)
	}
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	if _, done, err := result.ReadPlan(t.Context(), w.Path()); err != nil || !done {
		t.Errorf("in the end the journal says %t, %v, want that the run is complete", done, err)
	}
	if !strings.Contains(read(t, w.Path()), "# what is worth knowing\n") {
		t.Error("the note is lost")
	}
}

// TestReopenInterrupted: an interrupt ends the reading of a journal, however long it is,
// and the files stay as they are.
func TestReopenInterrupted(t *testing.T) {
	whole, _ := interrupted(t, 2)
	text, journal := read(t, whole), read(t, strings.TrimSuffix(whole, ".txt")+".jsonl.gz")
	path := filepath.Join(t.TempDir(), "run.txt") // nobody holds these
	for name, data := range map[string]string{path: text, strings.TrimSuffix(path, ".txt") + ".jsonl.gz": journal} {
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := result.ReadPlan(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("ReadPlan after an interrupt: %v", err)
	}
	if _, err := result.Reopen(ctx, path, header, func(result.Entry) ([]result.Line, error) { return nil, nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("Reopen after an interrupt: %v", err)
	}
	if read(t, path) != text || read(t, strings.TrimSuffix(path, ".txt")+".jsonl.gz") != journal {
		t.Error("an interrupt changed the files")
	}
}
