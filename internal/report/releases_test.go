package report_test

import (
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
)

// evens is a run with a break-even per size, each from so many passes on.
func evens(name string, at ...interval.Estimate) report.Reference {
	s := report.Scenario{Info: bench.Info{Name: "Some"}}
	var all []verdict.Breakeven
	for i, e := range at {
		b := verdict.Breakeven{Contest: bench.Contest{View: "view", Copy: "copy"}, Along: verdict.Passes, Rest: bench.Case{Size: bench.KiB << i}}
		if e.N > 0 {
			b.Answer = breakeven.Answer{Word: breakeven.Crosses, Crossings: []breakeven.Crossing{{At: e, Winner: breakeven.Copy}}}
		}
		all = append(all, b)
	}
	s.Answer.Evens = known(all...)
	return report.Reference{Name: name, CPU: "CPU", Facts: []string{"launches: 9"}, Scenarios: []report.Scenario{s}}
}

// TestReleases: a break-even has moved if its intervals have no number in common; one that
// is open under a release is no move.
func TestReleases(t *testing.T) {
	r := report.Releases{
		Machine: "m", Apart: []string{"kernel (1 and 2)"},
		Old: evens("go1.26.8", within(6.1, 5.5, 6.8), within(3, 2.9, 3.1), interval.Estimate{}, within(1, 1, 1)),
		New: evens("go1.27.1", within(7, 6.5, 8), within(4, 3.9, 4.1), within(4, 3.9, 4.1)),
	}
	never := report.Scenario{Info: bench.Info{Name: "Other"}}
	never.Answer.Evens = known(verdict.Breakeven{
		Contest: bench.Contest{View: "view", Copy: "copy"}, Along: verdict.Size, Rest: bench.Case{Passes: 1},
		Answer: breakeven.Answer{Word: breakeven.ViewNeverLoses, Places: []breakeven.Place{{X: 256, Faster: within(1.5, 1.37, 1.64)}}},
	})
	r.Old.Scenarios, r.New.Scenarios = append(r.Old.Scenarios, never), append(r.New.Scenarios, never)
	var out strings.Builder
	if err := r.Page(&out); err != nil {
		t.Fatal(err)
	}
	holds(t, out.String(), "# Break-evens under go1.26.8 and go1.27.1",
		"**1 of 3 break-evens moved beyond the intervals; 1 more is undecided under one release at least.**",
		"- go1.27.1: launches: 9", "- the runs also differ in kernel (1 and 2)", "- 1 break-even was measured under one release only",
		"## What moved | scenario | view and copy, at |", "| Some | view and copy, 2KiB | the copy wins from 3.00 [2.90,3.10] passes on | the copy wins from 4.00 [3.90,4.10] passes on |",
		"| view and copy, 1KiB | the copy wins from 6.10 [5.50,6.80] passes on | the copy wins from 7.00 [6.50,8.00] passes on | no |",
		"| view and copy, 4KiB | undecided |", "| view and copy, 1 pass | the view never loses, 1.50× [1.37,1.64] at the closest, 256B |")
	if got := strings.Count(out.String(), "view and copy, 2KiB"); got != 2 {
		t.Errorf("what moved is shown %d times, want twice:\n%s", got, &out)
	}

	r.New = r.Old
	out.Reset()
	if err := r.Page(&out); err != nil || strings.Contains(out.String(), "What moved") {
		t.Errorf("nothing moved (%v):\n%s", err, &out)
	}
}
