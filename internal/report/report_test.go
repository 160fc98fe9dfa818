package report_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/proof"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/report"
)

var update = flag.Bool("update", false, "rewrite testdata")

// golden holds a text against a file in testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || got != string(want) {
		t.Errorf("%s: %v: got\n%s\nwant\n%s", file, err, got, want)
	}
}

// within is an estimate of six launches.
func within(center, lo, hi float64) interval.Estimate {
	return interval.Estimate{Center: center, Lo: lo, Hi: hi, Confidence: 0.96875, N: 6}
}

// arm takes ns, give or take a twentieth, and is that many times faster.
func arm(name string, ns, factor float64) verdict.Arm {
	a := verdict.Arm{Name: name, Time: within(ns, ns*0.95, ns*1.05), Factor: within(factor, factor*0.9, factor*1.2)}
	a.Over = a.Factor
	if factor == 1 {
		a.Factor = within(1, 1, 1)
	}
	a.Values = map[string]interval.Estimate{
		"ns/op": a.Time, "cpu-ns/op": within(ns/2, ns/2, ns/2), "B/s": within(1e12/ns, 1e12/ns, 1e12/ns),
		"allocs/op": within(1, 1, 1), "B/op": within(1024, 1024, 1024), "copied-B/op": within(100003.5, 1e5, 1e6), "minflt/op": within(0.125, 0, 1),
	}
	a.Share = within(0.423, 0.4, 0.5)
	return a
}

// unsure is an arm of two launches, which bound nothing.
func unsure(a verdict.Arm) verdict.Arm {
	a.Time.Lo, a.Time.Hi, a.Time.N = math.Inf(-1), math.Inf(1), 2
	a.Factor.Lo, a.Factor.Hi, a.Factor.N = 0, math.Inf(1), 2
	a.Share = interval.Estimate{}
	a.Values = map[string]interval.Estimate{"ns/op": a.Time}
	return a
}

// judged is an arm with a verdict.
func judged(a verdict.Arm, word verdict.Word) verdict.Arm {
	a.Against = verdict.Judgement{Word: word, Time: within(1/a.Factor.Center, 1/a.Factor.Hi, 1/a.Factor.Lo), Evidence: 1234.5, Detectable: 1.021}
	return a
}

// undecided is an arm without a verdict: its launches differ by a spread.
func undecided(a verdict.Arm, spread float64) verdict.Arm {
	a = judged(a, verdict.Undecided)
	a.Against.Evidence, a.Against.Detectable, a.Against.Level, a.Against.Spread = 0.4, math.Inf(1), 0.05, spread
	a.Against.Time.N = a.Time.N
	return a
}

// collected is an arm beside which the collector worked.
func collected(a verdict.Arm) verdict.Arm {
	a.Values["gc-cpu-ns/op"] = within(8.125, 8, 9)
	return a
}

func at(size bench.Bytes, passes int, axes ...bench.Axis) bench.Case {
	return bench.Case{Size: size, Passes: passes, Axes: axes}
}

// some is a scenario in which everything occurs: a missing arm, an interval
// without end, axes, references, every verdict, a factor below 1 and one
// without an arm to compare with.
func some() report.Scenario {
	numpy := bench.Axis{Key: "object", Value: "numpy"}
	lone := arm("view", 5, 2)
	lone.Factor, lone.Over = interval.Estimate{}, interval.Estimate{}
	return report.Scenario{
		Info: bench.Info{Name: "Some", Question: "Copy, or look?"},
		Cases: []verdict.Comparison{
			{
				Scenario: "Some", Case: at(64, 1), Clock: "ns/op", Launches: 6,
				Arms: []verdict.Arm{
					collected(arm("copy", 12.34, 1)), collected(judged(arm("reuse", 9.998, 0.5), verdict.Worse)), collected(judged(arm("view", 3.07, 4.02), verdict.Better)),
				},
				Beside: known(judged(arm("ceiling-read", 2, 6), verdict.Better), judged(arm("probe-cgo-call", 40, 0.3), verdict.Worse)),
			},
			{
				Scenario: "Some", Case: at(bench.MiB, 1), Clock: "cpu-ns/op", Launches: 6,
				Arms: []verdict.Arm{arm("copy", 45e6, 1), judged(arm("reuse", 45e6, 1.002), verdict.Same), judged(arm("view", 999.7, 45000), verdict.Better)},
			},
			{
				Scenario: "Some", Case: at(1048640, 4), Clock: "cpu-ns/op", Launches: 2,
				Arms: []verdict.Arm{unsure(arm("copy", 1.5e9, 1)), undecided(unsure(arm("view", 2e3, 750000)), 0)},
			},
			{Scenario: "Some", Case: at(33, 1, numpy), Clock: "ns/op", Launches: 6, Arms: []verdict.Arm{lone}},
		},
	}
}

// everyEvent are the units of all events.
var everyEvent = []string{
	"cycles/op", "instructions/op", "LLC-misses/op", "dTLB-misses/op",
	"page-faults/op", "minor-faults/op", "major-faults/op", "context-switches/op", "cpu-migrations/op",
}

// counted is s with counts of events, but for the first one in the last case.
func counted(s report.Scenario, units ...string) report.Scenario {
	for i, c := range s.Cases {
		for j, a := range slices.Concat(c.Arms, c.References()) {
			for k, unit := range units {
				if n := float64(j) * []float64{0.1234, 1, 12.34, 999.7, 123_456, 9_999_999, 3.1e9, 1e-5, 0}[k]; i == 0 || i < len(s.Cases)-1 || k > 0 {
					a.Values[unit] = within(n, n, n)
				}
			}
		}
	}
	return s
}

// wide is a case of seven arms.
func wide(ns, factor float64) []verdict.Comparison {
	c := verdict.Comparison{Scenario: "Some", Case: at(64, 1), Arms: []verdict.Arm{arm("copy", 1e6, 1)}}
	for _, name := range []string{"copy-bytes", "reuse", "view", "view-memoryview", "view-kept", "view-next"} {
		c.Arms = append(c.Arms, arm(name, ns, factor))
	}
	return []verdict.Comparison{c}
}

func TestGolden(t *testing.T) {
	s := some()
	for _, test := range []struct {
		file  string
		print func(io.Writer) error
	}{
		{"text.txt", func(w io.Writer) error { return report.Text(w, s) }},
		{"wide.txt", func(w io.Writer) error {
			return report.Text(w, report.Scenario{Info: s.Info, Cases: wide(123456, 12.3)})
		}},
		{"wider.txt", func(w io.Writer) error { return report.Text(w, report.Scenario{Info: s.Info, Cases: wide(0.3, 6e7)}) }},
		{"answer.txt", func(w io.Writer) error { return report.Text(w, answered()) }},
		{"answer.md", func(w io.Writer) error { return report.MarkdownAnswer(w, answered(), 0) }},
		{"answer.json", func(w io.Writer) error { return report.JSON(w, answered().JSON()) }},
		{"verbose.txt", func(w io.Writer) error { return report.Verbose(w, s) }},
		{"counters.txt", func(w io.Writer) error { return report.Text(w, counted(some(), everyEvent...)) }},
		{"counters_software.txt", func(w io.Writer) error { return report.Text(w, counted(some(), everyEvent[4:]...)) }},
		{"counters_wide.txt", func(w io.Writer) error {
			return report.Text(w, counted(report.Scenario{Info: some().Info, Cases: wide(123456, 12.3)}, everyEvent...))
		}},
		{"counters_verbose.txt", func(w io.Writer) error { return report.Verbose(w, counted(some(), everyEvent[4:]...)) }},
		{"counters.md", func(w io.Writer) error { return report.MarkdownAnswer(w, counted(some(), everyEvent...), 0) }},
		{"counters.json", func(w io.Writer) error {
			return report.JSON(w, report.Document{Counters: &report.CountersJSON{
				Lacks: []events.Lack{{Event: "cycles", Reason: "none here", Hint: "elsewhere"}}, Turns: map[string]float64{"LLC-misses": 0.5},
			}})
		}},
		{"brief.txt", func(w io.Writer) error {
			for _, c := range s.Cases {
				fmt.Fprintln(w, report.Brief(c))
			}
			return nil
		}},
		{"markdown.md", func(w io.Writer) error { return report.Markdown(w, []report.Scenario{s}) }},
		{"run.json", func(w io.Writer) error {
			return report.JSON(w, report.Document{
				File: "results/a.txt", Scenarios: []report.ScenarioJSON{s.JSON()},
				Failed:  []report.Failure{{Name: "Some/access=fake/size=64B/passes=1", Reason: `it "copies" <all> & more`}},
				Skipped: []report.Failure{{Name: "Other", Reason: "no numpy (try: pip install numpy)"}},
				Claims:  []report.ClaimJSON{},
			})
		}},
		{"claims.txt", func(w io.Writer) error { return report.Claims(w, someClaims()) }},
		{"claims.md", func(w io.Writer) error { return report.MarkdownClaims(w, someClaims()) }},
		{"claims.json", func(w io.Writer) error { return report.JSON(w, report.ClaimsJSON(someClaims())) }},
		{"list.txt", func(w io.Writer) error { return entries.Forms().Write(w, report.TextForm) }},
		{"list.md", func(w io.Writer) error { return entries.Forms().Write(w, report.MarkdownForm) }},
		{"list.json", func(w io.Writer) error { return entries.Forms().Write(w, report.JSONForm) }},
		{"controls.txt", func(w io.Writer) error { return report.Controls(w, tried) }},
		{"controls.json", func(w io.Writer) error { return report.JSON(w, report.ControlsDocument{Controls: tried}) }},
		{"machine.txt", func(w io.Writer) error { return report.Machine(w, examined) }},
		{"machine.json", func(w io.Writer) error { return report.JSON(w, examined) }},
		{"machine_unknown.txt", func(w io.Writer) error {
			return report.Machine(w, report.MachineDocument{Machine: "apple-m1-8c-1a2b3c", System: "darwin/arm64", Unknown: []string{"governor", "load"}})
		}},
		{"ceilings.txt", func(w io.Writer) error {
			return report.Ceilings(w, []verdict.Ceiling{
				{Size: 64, Read: within(1e11, 9e10, 1.1e11), Copy: within(5e10, 5e10, 5e10)},
				{Size: 64 * bench.MiB, Read: within(1e10, 9e9, 1.1e10), Copy: within(5e9, 5e9, 5e9), Stream: within(8e9, 8e9, 8e9)},
			}, func(b bench.Bytes) string { return map[bool]string{true: "L1", false: "memory"}[b < bench.MiB] })
		}},
		{"evidence.txt", func(w io.Writer) error {
			evidence := []proof.Evidence{
				{Arm: "copy", Seen: proof.Moved, Addresses: true},
				{Arm: "view", Seen: proof.Aliases, Addresses: true, Overlap: true},
				{Arm: "mapped", Seen: proof.Aliases},
			}
			fmt.Fprintln(w, report.Evidence(evidence, []reference.ID{{Role: "ceiling-read", Name: "simd"}, {Role: "ceiling-copy", Name: "go"}}))
			fmt.Fprintln(w, report.Evidence(evidence[:1], nil))
			return nil
		}},
	} {
		var got bytes.Buffer
		if err := test.print(&got); err != nil {
			t.Errorf("%s: %v", test.file, err)
		}
		golden(t, test.file, got.String())
	}
}

var entries = report.List{
	{Name: "SubSlice", Question: "Clone, or share?", Class: []string{"DOM"}, Arms: []string{"copy", "reuse", "view"}, Axes: []string{"size", "passes", "touch", "cache"}, Runnable: true},
	{Name: "PyBuffer", Question: "Copy, or look?", Class: []string{"N*", "LIAB"}, Arms: []string{"copy", "view"}, Axes: []string{"size", "passes", "object"}, Reason: "no Python (try: apt-get install python3-dev)"},
}

var tried = []report.Control{
	{Name: "FakeView", Pretends: "to look, and copies what it should look at", By: "proof", Said: "it claims to be a view, but it copies", Verdict: report.Caught},
	{Name: "Unheard", Pretends: "to read", By: "ceiling", Verdict: report.Missed},
	{Name: "Other", Pretends: "to read", By: "ceiling", Said: "it copies", Verdict: report.Missed},
	{Name: "Freed", Pretends: "to read", By: "sanitizer", Said: "this build cannot see it (try: another)", Verdict: report.Skipped},
}

func TestPrintersSayWhatTheyCannot(t *testing.T) {
	s := some()
	for name, print := range map[string]func(io.Writer) error{
		"Text":     func(w io.Writer) error { return report.Text(w, s) },
		"Verbose":  func(w io.Writer) error { return report.Verbose(w, s) },
		"Markdown": func(w io.Writer) error { return report.MarkdownAnswer(w, answered(), 0) },
		"Answer":   func(w io.Writer) error { return report.Text(w, answered()) },
		"List":     func(w io.Writer) error { return entries.Forms().Write(w, report.TextForm) },
		"JSON":     func(w io.Writer) error { return report.JSON(w, entries) },
		"Counters": func(w io.Writer) error { return report.Text(w, counted(some(), everyEvent...)) },
		"Claims":   func(w io.Writer) error { return report.Claims(w, someClaims()) },
		"Controls": func(w io.Writer) error { return report.Controls(w, tried) },
		"Machine":  func(w io.Writer) error { return report.Machine(w, examined) },
	} {
		if err := print(full{}); err == nil {
			t.Errorf("%s to a full disk: no error, want one", name)
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrInvalid }
