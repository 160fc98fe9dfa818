package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// ran is what is left of a run: its JSON, and its two files.
type ran struct {
	document report.Document
	folder
}

// measured runs name, which is bufbench or badbench, with -format json.
func measured(t *testing.T, name string, args ...string) ran {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, name)
	copySelf(t, path)
	cmd := exec.Command(path, append([]string{"run", "-format", "json", "-results", filepath.Join(dir, "r")}, args...)...)
	cmd.Dir = dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %q: %v: %s", name, args, err, &stderr)
	}
	var r ran
	if err := json.Unmarshal(stdout.Bytes(), &r.document); err != nil {
		t.Fatal(err)
	}
	var err error
	if r.folder, err = readFolder(filepath.Join(dir, "r"), false); err != nil {
		t.Fatal(err)
	}
	if len(r.lines) == 0 || len(r.records) == 0 || len(r.document.Scenarios) == 0 {
		t.Fatalf("%s %q left %d lines and %d records of %d scenarios", name, args, len(r.lines), len(r.records), len(r.document.Scenarios))
	}
	return r
}

// over reduces the records of the journal once more, by way of an arm. How long
// launches went on the text says.
func (r ran) over(arm string) (lines []result.Line) {
	designs := map[string]result.Design{}
	for _, l := range r.lines {
		designs[runner.Key(l.Scenario, l.Case)] = l.Design
	}
	for _, record := range r.records {
		for _, l := range verdict.LaunchOver(&record, arm) {
			clock := l.Design.Clock
			l.Design = designs[runner.Key(l.Scenario, l.Case)]
			l.Design.Clock = clock
			lines = append(lines, l)
		}
	}
	return lines
}

// TestRecompute: what a run prints follows from its files, to the last bit. The
// finished text has all that factors against the copy need, the journal what
// the text needs, and factors against any arm.
func TestRecompute(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures for some seconds")
	}
	for _, test := range []struct {
		name    string
		program string
		args    []string
		versus  string
	}{
		{"fixed", "bufbench", []string{"-count", "8", "-sizes", "64,64KiB", "-passes", "1,4", "SubSlice"}, "copy"},
		{"fixed, against reuse", "bufbench", []string{"-count", "8", "-sizes", "64,64KiB", "-passes", "1", "-versus", "reuse", "SubSlice"}, "reuse"},
		{"fixed, without the collector", "badbench", []string{"-count", "7", "-alpha", "10%", "-sizes", "4KiB,16KiB", "Lean"}, "copy"},
		{"fixed, against a ceiling", "bufbench", []string{"-count", "6", "-sizes", "4KiB", "-passes", "1", "-versus", "ceiling-read", "FileRead"}, "ceiling-read"},
		{"counted", "bufbench", []string{"-counters", "-count", "6", "-sizes", "64,64KiB", "-passes", "1", "SubSlice"}, "copy"},
		{"sequential", "badbench", []string{"-precision", "30%", "-max-time", "1500ms", "-sizes", "1KiB,16KiB", "Healthy"}, "copy"},
		{"sequential, against view", "badbench", []string{"-alpha", "5%", "-max-time", "700ms", "-sizes", "4KiB", "-versus", "view", "Healthy"}, "view"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := measured(t, test.program, append([]string{"-seed", "7"}, test.args...)...)
			r.linesFollow(t)
			if test.versus == "copy" {
				r.followsFrom(t, "the text", verdict.Compare(r.lines, verdict.Goal{}, "copy"))
			}
			r.followsFrom(t, "text and journal", verdict.CompareOver(r.lines, r.over(test.versus), verdict.Goal{}, test.versus))
			r.followsFrom(t, "the journal", verdict.CompareOver(r.over("copy"), r.over(test.versus), verdict.Goal{}, test.versus))
		})
	}
}

// linesFollow checks that the text is the journal, reduced. The journal has its
// launches in the order of measuring, the text has them by case and arm.
func (r ran) linesFollow(t *testing.T) {
	t.Helper()
	byName := func(lines []result.Line) map[string][]result.Line {
		groups := map[string][]result.Line{}
		for _, l := range lines {
			groups[l.Name()] = append(groups[l.Name()], l)
		}
		return groups
	}
	got, want := byName(r.lines), byName(r.over("copy"))
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the text has the lines\n%+v\nand its journal gives\n%+v", got, want)
	}
}

// followsFrom checks the JSON of a run against comparisons made anew, in any
// order: every factor first, as that says most, and then all of it.
func (r ran) followsFrom(t *testing.T, what string, cases []verdict.Comparison) {
	t.Helper()
	for _, s := range r.document.Scenarios {
		if len(s.Cases) != len(cases) {
			t.Fatalf("%s has %d cases, the JSON %d", what, len(cases), len(s.Cases))
		}
		for _, c := range s.Cases {
			at := slices.IndexFunc(cases, func(v verdict.Comparison) bool { return nameOf(c) == v.Case.String() })
			if at < 0 {
				t.Fatalf("%s has no case of %s at %d passes", what, c.Size, c.Passes)
			}
			again := report.Scenario{Cases: []verdict.Comparison{cases[at].Credible()}}.JSON().Cases[0]
			for i, a := range c.Arms {
				if got, want := text(t, a.Factor), text(t, again.Arms[i].Factor); a.Name != again.Arms[i].Name || got != want {
					t.Errorf("%s at %s: the JSON has the factor %s and by %s it is %s of %s", a.Name, cases[at].Case, got, what, want, again.Arms[i].Name)
				}
				if want := r.launches(s.Name, cases[at].Case, a.Name, c.Clock); !slices.Equal(a.Launches, want) || (a.Proof == "") != reference.Is(a.Name) {
					t.Errorf("%s at %s: the JSON has the proof %q and the launches %v, the text %v", a.Name, cases[at].Case, a.Proof, a.Launches, want)
				}
				again.Arms[i].Launches, again.Arms[i].Proof = a.Launches, a.Proof
			}
			if got, want := text(t, c), text(t, again); got != want {
				t.Errorf("the JSON has\n%s\nand by %s it is\n%s", got, what, want)
			}
		}
	}
}

// launches are the times of an arm's launches, as the text has them.
func (r ran) launches(scenario string, at bench.Case, arm, clock string) (all []float64) {
	for _, l := range r.lines {
		if l.Scenario == scenario && l.Arm == arm && l.Case.String() == at.String() {
			if ns, has := l.Get(clock); has {
				all = append(all, ns)
			}
		}
	}
	return all
}

// nameOf is the name of a case that JSON tells of.
func nameOf(c report.CaseJSON) string {
	at := bench.Case{Size: c.Size, Passes: c.Passes}
	for _, key := range slices.Sorted(maps.Keys(c.Axes)) { // no case of these runs has two
		at.Axes = append(at.Axes, bench.Axis{Key: key, Value: c.Axes[key]})
	}
	return at.String()
}

// text is JSON, in which numbers have all their digits.
func text(t *testing.T, v any) string {
	t.Helper()
	var s strings.Builder
	if err := report.JSON(&s, v); err != nil {
		t.Fatal(err)
	}
	return s.String()
}
