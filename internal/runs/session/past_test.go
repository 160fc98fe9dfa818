package session

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/scenarios"
)

// rivals are the arms of the made-up scenario.
var rivals = []bench.Rival{{Name: "copy", Kind: bench.Copy}, {Name: "view", Kind: bench.View}}

func tasks() []runner.Task {
	return []runner.Task{{
		Info: bench.Info{Name: "Subject"}, Rivals: rivals,
		Cases: []bench.Case{{Size: 64, Passes: 1}, {Size: 4096, Passes: 1}},
	}}
}

// honest is what a run writes of two launches of a case.
func honest() []result.Entry {
	at := bench.Case{Size: 64, Passes: 1}
	sample := loop.Sample{Ops: 10, Wall: 500, CPU: 500, Process: 500}
	entries := []result.Entry{{Tried: &result.Tried{Scenario: "Subject", Trial: launch.Trial{
		Visit: launch.Visit{
			Case: at, Arms: []int{0, 1}, References: []reference.ID{{Role: "ceiling-read", Name: "fast"}},
			Ops: []int{10, 10, 10}, Long: []bool{false, false, false}, Clock: launch.Wall,
		},
		Evidence: []proof.Evidence{{Arm: "copy"}, {Arm: "view"}},
	}}}}
	for n := 1; n <= 2; n++ {
		block := launch.Block{Setup: time.Microsecond, Sources: 1, Rounds: [][]loop.Sample{{sample, sample, sample}, {sample, sample, sample}}}
		entries = append(entries, result.Entry{Record: launch.Record{
			Scenario: "Subject", Case: at, Launch: n, Procs: 2, Clock: launch.Wall, Took: time.Millisecond,
			Rivals: []launch.Rival{{Name: "copy"}, {Name: "view"}, {Name: "ceiling-read"}},
			Blocks: []launch.Block{block, block},
		}})
	}
	return entries
}

// admitted is the first error of a journal that says these entries.
func admitted(entries []result.Entry) error {
	p := newPast(tasks())
	for _, e := range entries {
		if err := p.admit(e); err != nil {
			return err
		}
	}
	return nil
}

func TestAdmit(t *testing.T) {
	if err := admitted(honest()); err != nil {
		t.Fatalf("what a run writes is refused: %v", err)
	}
	type mutation struct {
		name   string
		change func(trial *launch.Trial, record *launch.Record, all *[]result.Entry)
		want   string
	}
	for _, m := range []mutation{
		{"an arm beyond the last", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Arms[1] = 99 }, "arm 99 of 2"},
		{"an arm below the first", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Arms[1] = -1 }, "arm -1 of 2"},
		{"an arm twice", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Arms[1] = 0 }, "arm 0 twice"},
		{"no operations", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Ops = nil }, "and the operations of 0"},
		{"samples of nothing", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Ops[0] = 0 }, "a sample of 0 operations"},
		{"negative operations", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Ops[0] = -5 }, "a sample of -5 operations"},
		{"too many operations", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Ops[0] = 1 << 62 }, "operations"},
		{"few are long", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Long = []bool{true} }, "whether an operation is long"},
		{"another clock", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Clock = "\x1b[2J/op" }, `a clock "\x1b[2J/op"`},
		{"a negative size", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Case.Size = -4096 }, "a case of -4096 bytes"},
		{"no size", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Case.Size = 0 }, "a case of 0 bytes"},
		{"a size beyond all memory", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Case.Size = 1 << 62 }, "a case of "},
		{"negative passes", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.Case.Passes = -1 }, "a case of -1 passes"},
		{"an axis that it has not", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) {
			v.Visit.Case.Axes = []bench.Axis{{Key: "object", Value: "numpy"}}
		}, "no axis object"},
		{"a value that forges a line", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) {
			v.Visit.Case.Axes = []bench.Axis{{Key: "cache", Value: "cold\nBenchmarkEvil 1 1 ns/op"}}
		}, "which a line of results cannot hold"},
		{"a heap beyond all memory", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) {
			v.Visit.Case.Axes = []bench.Axis{{Key: "ballast", Value: "8388608TiB"}}
		}, "all"},
		{"an arm of proof that forges a line", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) {
			v.Evidence[0].Arm = "x\nBenchmarkEvil 1 1 ns/op"
		}, "no word for a line of results"},
		{"a reference that forges a line", func(v *launch.Trial, _ *launch.Record, _ *[]result.Entry) { v.Visit.References[0].Name = "a b" }, "no word"},
		{"another scenario's proof", func(_ *launch.Trial, _ *launch.Record, all *[]result.Entry) { (*all)[0].Tried.Scenario = "Other" }, "no such scenario"},

		{"a rival that forges a line", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) {
			r.Rivals[1].Name = "view\nBenchmarkEvil 1 1 ns/op\x1b[2J"
		}, "no word for a line of results"},
		{"a scenario that forges a line", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Scenario = "No\nBenchmarkEvil 1 1 ns/op" }, "no word"},
		{"a clock that forges a line", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Clock = "x\nBenchmarkEvil 1 1 ns/op" }, "a clock"},
		{"an event that forges a line", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) {
			r.Rivals[0].Counts = []launch.Count{{Event: "x\nBenchmarkEvil 1 1 ns/op", PerOp: 1}}
		}, "of an event"},
		{"another scenario", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Scenario = "Other" }, "no such scenario"},
		{"no rivals", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Rivals = nil }, "a launch of no arms"},
		{"another rival", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Rivals[1].Name = "other" }, "not of the arms that were proven"},
		{"a rival twice", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Rivals[1].Name = "copy" }, "two of the name copy"},
		{"a negative count", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Rivals[0].Allocated = -1 }, "arm \"copy\" moved"},
		{"no blocks", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Blocks = nil }, "without samples"},
		{"no rounds", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Blocks[0].Rounds = nil }, "no rounds"},
		{"an empty round", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Blocks[1].Rounds[0] = nil }, "round 1 has 0 samples of 3 arms"},
		{"a short round", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) {
			r.Blocks[1].Rounds[1] = r.Blocks[1].Rounds[1][:2]
		}, "round 2 has 2 samples of 3 arms"},
		{"a long round", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) {
			r.Blocks[1].Rounds[1] = append(r.Blocks[1].Rounds[1], loop.Sample{Ops: 1})
		}, "round 2 has 4 samples of 3 arms"},
		{"a sample of nothing", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Blocks[0].Rounds[0][0].Ops = 0 }, "a sample of 0 operations"},
		{"a negative time", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Blocks[0].Rounds[0][0].Wall = -7 }, "a sample of -7ns"},
		{"an endless time", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Blocks[0].Rounds[0][0].Wall = 1 << 62 }, "a sample of"},
		{"negative faults", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Blocks[0].Rounds[0][0].Usage.Faults = -1 }, "-1 page faults"},
		{"it took less than nothing", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Took = -1 << 62 }, "a launch of -"},
		{"no processors", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Procs = -2 }, "-2 processors"},
		{"a negative number", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Launch = -1 }, "launch number -1"},
		{"a launch is missing", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Launch = 2 }, "has launch 1 here"},
		{"a launch twice", func(_ *launch.Trial, _ *launch.Record, all *[]result.Entry) { *all = append(*all, (*all)[2]) }, "has launch 3 here"},
		{"a case that was not proven", func(_ *launch.Trial, r *launch.Record, _ *[]result.Entry) { r.Case.Size = 4096 }, "was not proven before"},
		{"no proof at all", func(_ *launch.Trial, _ *launch.Record, all *[]result.Entry) { *all = (*all)[1:] }, "was not proven before"},
	} {
		all := honest()
		m.change(&all[0].Tried.Trial, &all[1].Record, &all)
		if err := admitted(all); err == nil || !strings.Contains(err.Error(), m.want) {
			t.Errorf("%s: %v, want %q", m.name, err, m.want)
		}
	}
}

// TestResumeRunsNothingFromJournal: which program is started, the person says. A
// journal that names one is of another program, and nothing of it runs.
func TestResumeRunsNothingFromJournal(t *testing.T) {
	dir := t.TempDir()
	evil, owned := filepath.Join(dir, "evil"), filepath.Join(dir, "owned")
	if err := os.WriteFile(evil, []byte("#!/bin/sh\necho > "+owned+"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	held, err := runner.Hold(evil)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	s := here(t, func(s *saved) { s.Program = held.Hash() })
	plan, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	plan = bytes.Replace(plan, []byte(`"From":{`), []byte(`"From":{"Program":"`+evil+`",`), 1)
	w, err := result.Create(t.TempDir(), result.Header{Machine: s.Machine, Commit: "abc", Started: time.Now(), Plan: plan})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Finish(); err != nil {
		t.Fatal(err)
	}
	if _, err := (&Home{}).Resume(t.Context(), w.Path(), "", false, Watch{}); err == nil || !strings.Contains(err.Error(), "is of another build of the program") {
		t.Errorf("resumed: %v, want that it is of another program", err)
	}
	if _, err := os.Stat(owned); err == nil {
		t.Error("the program that the journal names was run")
	}
}

// TestResumeRefusesRequests: what a journal asks for is checked as flags are, and is
// no mistake of the command line.
func TestResumeRefusesRequests(t *testing.T) {
	for name, change := range map[string]func(*Spec){
		"no such scenario":   func(s *Spec) { s.Select.Names = []string{"\x1b[2J"} },
		"an expression":      func(s *Spec) { s.Select.Match = "(((a{1000}){1000}))" },
		"sizes":              func(s *Spec) { s.Select.Sizes = []bench.Bytes{-64} },
		"passes":             func(s *Spec) { s.Select.Passes = []int{-1} },
		"axis":               func(s *Spec) { s.Select.Axes = []bench.Choice{{Key: "cache", Values: []string{"\n"}}} },
		"count":              func(s *Spec) { s.Policy.Count = -3 },
		"countless":          func(s *Spec) { s.Policy.Count = 1 << 40 },
		"peaks":              func(s *Spec) { s.Policy.Peaks = -2 },
		"reader":             func(s *Spec) { s.Conditions.Reader = "x\nBenchmarkEvil 1 1 ns/op" },
		"pages":              func(s *Spec) { s.Conditions.Pages = "x\nBenchmarkEvil 1 1 ns/op" },
		"precision":          func(s *Spec) { s.Policy.Goal.Precision = -1 },
		"margin":             func(s *Spec) { s.Policy.Goal.Margin = 7 },
		"time":               func(s *Spec) { s.Policy.MaxTime = -1 },
		"budget":             func(s *Spec) { s.Policy.Budget = -1 },
		"refine":             func(s *Spec) { s.Policy.Refine = -1 },
		"timeout":            func(s *Spec) { s.From.Limit = -1 },
		"versus":             func(s *Spec) { s.Versus = "x\ny" },
		"too many sizes":     func(s *Spec) { s.Select.Sizes = make([]bench.Bytes, 20_000) },
		"a size of too much": func(s *Spec) { s.Select.Sizes = []bench.Bytes{1 << 62} },
	} {
		s := here(t, func(s *saved) {
			s.Spec = Default()
			s.Spec.Select = Selection{Names: []string{"SubSlice"}, Sizes: []bench.Bytes{64}}
			s.Spec.Policy.Count = 1
			change(&s.Spec)
		})
		_, err := (&Home{Scenarios: scenarios.All()}).Resume(t.Context(), saving(t, s, false), "", false, Watch{})
		if err == nil || !strings.Contains(err.Error(), "asks for what cannot be measured here") || option.Is(err) {
			t.Errorf("%s: %v, want that the journal asks for what cannot be measured", name, err)
		}
	}
}
