package report_test

import (
	"math"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
)

// known are break-evens or references that need not be found.
func known[T any](all ...T) func() []T { return func() []T { return all } }

// machineRun is a machine on which the copy takes so much longer than the view and than
// reuse, at 64 KiB and 1 MiB, and on which the copy wins from some passes on.
func machineRun(name string, over [2]interval.Estimate, even interval.Estimate) report.Reference {
	s := report.Scenario{Info: bench.Info{Name: "Some", Question: "Copy, or look?"}}
	m := report.Reference{Name: name, CPU: strings.ToUpper(name), Costs: report.Costs{}}
	for i, c := range []bench.Case{at(64*bench.KiB, 1), at(bench.MiB, 1)} {
		s.Cases = append(s.Cases, verdict.Comparison{Scenario: "Some", Case: c, Arms: []verdict.Arm{arm("copy", 9000, 1), arm("view", 1000, 9)}})
		m.Costs[c.Name("Some", "view")] = over[i]
		m.Costs[c.Name("Some", "reuse")] = within(over[i].Center/2, over[i].Lo/2, over[i].Hi/2)
	}
	s.Answer.Wins = []verdict.Win{{Passes: 1, From: verdict.Factor{Size: 64 * bench.KiB}, To: verdict.Factor{Size: bench.MiB}, Last: verdict.Factor{Size: bench.MiB}}}
	s.Answer.Evens = known(verdict.Breakeven{
		Contest: bench.Contest{View: "view", Copy: "copy"}, Along: verdict.Passes, Rest: bench.Case{Size: 64 * bench.KiB},
		Answer: breakeven.Answer{Word: breakeven.Crosses, Crossings: []breakeven.Crossing{{At: even, Winner: breakeven.Copy}}},
	})
	m.Scenarios = []report.Scenario{s}
	return m
}

// holds compares a page, its blanks apart, with texts that it must have.
func holds(t *testing.T, page string, want ...string) {
	t.Helper()
	for _, line := range want {
		if !strings.Contains(strings.Join(strings.Fields(page), " "), line) {
			t.Errorf("lacks %q:\n%s", line, page)
		}
	}
}

func pageOf(t *testing.T, m report.Reference) string {
	t.Helper()
	var out strings.Builder
	if err := m.Page(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestPage: two sentences per scenario, and a difference with its interval.
func TestPage(t *testing.T) {
	m := machineRun("one", [2]interval.Estimate{within(8000, 7900, 8100), within(90_000, 80_000, 100_000)}, within(6.1, 5.5, 6.8))
	holds(t, pageOf(t, m), "# one", "## Some Copy, or look?",
		"The view wins from 64KiB on: the copy takes 8.00µs longer at 64KiB, 90.0µs longer at 1MiB. Break-even, 64KiB: copy beats view from 6.10 [5.50,6.80] passes on.",
		"| 64KiB ×1 | 9.00µs", "| 8.00µs [7.90,8.10] |")

	m.Scenarios[0].Answer.Evens = nil
	holds(t, pageOf(t, m), "A copy into kept memory saves 50 % of that at 64KiB (1 pass), without the danger of a view.")

	m.Scenarios[0].Answer.Wins[0].State = verdict.NotShown
	m.Costs[at(bench.MiB, 1).Name("Some", "view")] = within(-5, -7, math.Inf(1))
	holds(t, pageOf(t, m), "The view is not shown to win at any size: the copy takes 5.00ns less at 1MiB.", "| -5.00ns [-,-] |")
}

// TestMachines: the sign of each difference and the place of each break-even are held
// against each other; an interval that holds 0 decides nothing.
func TestMachines(t *testing.T) {
	a := machineRun("one", [2]interval.Estimate{within(80, 70, 90), within(90, 80, 100)}, within(6.1, 5.5, 6.8))
	var out strings.Builder
	if err := report.References(&out, []report.Reference{a, machineRun("two", [2]interval.Estimate{within(60, 50, 70), within(9, -1, 20)}, within(7, 6.5, 8))}); err != nil {
		t.Fatal(err)
	}
	holds(t, out.String(), "same sign on all machines: 1 of 1 that are decided on all; by their centres alone, 2 of 2.", "overlapping intervals: 1 of 1 that",
		"| 64KiB ×1 | 80.0ns [70.0,90.0] | 60.0ns [50.0,70.0] | yes |", "| 1MiB ×1 | 90.0ns [80.0,100] | 9.00ns [-1.00,20.0] | undecided |",
		"| view and copy, 64KiB | the copy wins from 6.10 [5.50,6.80] passes on | the copy wins from 7.00 [6.50,8.00] passes on | yes |")

	out.Reset()
	if err := report.References(&out, []report.Reference{a, machineRun("two", [2]interval.Estimate{within(-60, -70, -50), within(9, 8, 20)}, within(8, 7, 9))}); err != nil {
		t.Fatal(err)
	}
	holds(t, out.String(), "same sign on all machines: 1 of 2 that are decided on all; by their centres alone, 1 of 2.", "overlapping intervals: 0 of 1 that", "| 64KiB ×1 | 80.0ns [70.0,90.0] | -60.0ns [-70.0,-50.0] | no |")
}

// TestCatalogue: a scenario has a row where no machine measured it, too.
func TestCatalogue(t *testing.T) {
	m := machineRun("one", [2]interval.Estimate{within(80, 70, 90), within(90, 80, 100)}, within(6.1, 5.5, 6.8))
	var out strings.Builder
	if err := report.Catalogue(&out, []bench.Info{m.Scenarios[0].Info, {Name: "Other", Question: "Or not?"}}, []report.Reference{m}); err != nil {
		t.Fatal(err)
	}
	holds(t, out.String(), "copy − view, ONE |", "| Some | Copy, or look? | 64KiB ×1 | 80.0ns [70.0,90.0] |", "| Other | Or not? | not in a reference run yet | – |")
}
