package main

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/cli/exit"
)

// resumable are arguments of a run of a second.
var resumable = []string{"-sizes", "64,4KiB", "-passes", "1", "-count", "12", "SubSlice"}

// planned is how many lines each benchmark of it has in the end.
func planned(f folder) map[string]int {
	lines := map[string]int{}
	for _, l := range f.lines {
		lines[l.Name()]++
	}
	return lines
}

// TestResume kills a run at a random moment, again and again, and resumes
// it until it is complete: at most one launch is lost each time, and the file is
// that of a run which nobody struck.
func TestResume(t *testing.T) {
	whole := start(t, "bufbench", resumable...)
	whole.gone(t)
	want := planned(whole.tidy(t, false))
	if len(want) == 0 {
		t.Fatalf("nothing was measured: %s", whole.talk.String())
	}
	for i := range max(2, trials()/2) {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			v := start(t, "bufbench", resumable...)
			v.says(t, "plan:")
			v.moment(400 * time.Millisecond)
			if err := v.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
			v.gone(t)
			before := copies(v.tidy(t, true))
			for kills := 0; ; kills++ {
				if kills > 20 {
					t.Fatal("it never ends")
				}
				files, err := filepath.Glob(filepath.Join(v.results, "*", "*.txt"))
				if err != nil || len(files) != 1 {
					t.Fatalf("results are %q, %v, want one file", files, err)
				}
				r := exec.Command(v.path, "run", "-resume", files[0])
				r.Env = append(os.Environ(), "TMPDIR="+v.temp)
				r.Dir = filepath.Dir(v.path)
				if kills == 0 { // struck once more
					if err := r.Start(); err != nil {
						t.Fatal(err)
					}
					time.Sleep(300 * time.Millisecond)
					r.Process.Kill()
					r.Wait()
					if !eventually(func() bool { return len(v.children(t)) == 0 }) {
						t.Fatal("children outlive their parent")
					}
					after := copies(v.tidy(t, true))
					if after < before-2 {
						t.Errorf("%d launches are left of %d", after, before)
					}
					continue
				}
				out, err := r.CombinedOutput()
				if r.ProcessState.ExitCode() == exit.Usage { // it was complete
					break
				}
				if err != nil {
					t.Fatalf("-resume: %v: %s", err, out)
				}
				break
			}
			f := v.tidy(t, false)
			if got := planned(f); !maps.Equal(got, want) {
				t.Errorf("in the end there are %v, want %v", got, want)
			}
			if copies(f) != len(f.records) {
				t.Errorf("%d launches in the text, %d in the journal", copies(f), len(f.records))
			}
		})
	}
}

// TestReplaced: while a run goes on, another program takes the place of the one
// that measures, as go build -o does. All children are the one that planned.
func TestReplaced(t *testing.T) {
	v := start(t, "bufbench", resumable...)
	v.says(t, "plan:")
	other := v.path + ".new"
	if err := os.WriteFile(other, []byte("#!/bin/sh\nexit 7\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(other, v.path); err != nil {
		t.Fatal(err)
	}
	v.gone(t)
	if code := v.cmd.ProcessState.ExitCode(); code != exit.OK {
		t.Errorf("exit code %d, want %d: %s", code, exit.OK, v.talk.String())
	}
	for name, lines := range planned(v.tidy(t, false)) {
		if lines != 12 {
			t.Errorf("%s has %d lines, want 12", name, lines)
		}
	}
}
