package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/listing"
)

// about is an estimate with half an interval.
func about(center, half float64) interval.Estimate {
	return interval.Estimate{Center: center, Lo: center - half, Hi: center + half, Confidence: 0.95, N: 8}
}

// budgets are those of a copy and a view, with samples that disagree on the copy.
func budgets() report.Budgets {
	unread := about(655, 20)
	return report.Budgets{
		Scenario: "SubSlice", Case: bench.Case{Size: 64 * bench.KiB, Passes: 1},
		Rivals: []bench.Rival{{Name: "copy", Kind: bench.Copy, Says: "bytes.Clone"}, {Name: "view", Kind: bench.View, Says: "s[i:j:j]"}},
		Book: budget.Book{
			Launches: 8, Clock: launch.Thread, Lacks: []string{"this program has no probe page-fault"},
			Budgets: []budget.Budget{
				{
					Arm: "copy", Time: about(7300, 250), Unexplained: about(100, 300), Others: about(350, 90), Unread: &unread,
					Work:  launch.Work{Objects: []launch.Objects{{Size: 64 * bench.KiB, PerOp: 1}}, Copied: 64 * bench.KiB, Reads: 1, Piece: 64 * bench.KiB},
					Parts: []budget.Part{{Row: budget.Allocation, Time: about(700, 60)}, {Row: budget.Collection, Time: about(240, 50)}, {Row: budget.Moving, Time: about(5600, 200)}, {Row: budget.Reading, Time: about(660, 15)}},
				},
				{
					Arm: "view", Time: about(650, 12), Unexplained: about(-10, 14), Differenced: true, Faults: 0.25,
					Work:  launch.Work{Calls: 2, Protocol: []string{"getbuffer"}},
					Parts: []budget.Part{{Row: budget.Reading, Time: about(660, 15)}},
				},
			},
			Differences: []budget.Difference{{
				Arm: "copy", Than: "view", Time: about(6650, 250), Unexplained: about(110, 310),
				Parts: []budget.Part{{Row: budget.Allocation, Time: about(700, 60)}, {Row: budget.Collection, Time: about(240, 50)}, {Row: budget.Moving, Time: about(5600, 200)}},
			}},
		},
		Sampled: []budget.Sampling{
			{Arm: "copy", Samples: 100, Parts: []budget.Part{{Row: budget.Moving, Time: about(3650, 700)}, {Row: budget.Other, Time: about(3650, 700)}}, Functions: []budget.Function{{Name: "runtime.memmove", Share: 0.5}}},
			{Arm: "view"},
		},
		Files:  []string{"kept/SubSlice.copy.cpu.pb.gz", "kept/SubSlice.copy.mem.pb.gz"},
		Failed: []report.Failure{{Name: "SubSlice/access=reuse/size=64KiB/passes=1", Reason: "it moved nothing"}},
	}
}

func written(t *testing.T, b report.Budgets, form string) string {
	t.Helper()
	var out bytes.Buffer
	if err := b.Forms().Write(&out, form); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestBudgetsText: the answer comes first, sources stand in tables of their own, and what
// is missing or disagrees is said.
func TestBudgetsText(t *testing.T) {
	golden(t, "budget.txt", written(t, budgets(), report.TextForm))
	golden(t, "budget.md", written(t, budgets(), report.MarkdownForm))
}

// TestBudgetsFew: without an interval the figures stand, and what to do is said.
func TestBudgetsFew(t *testing.T) {
	b := budgets()
	b.Book.Launches = 2
	wide := func(e *interval.Estimate) { e.Lo, e.Hi = math.Inf(-1), math.Inf(1) }
	for i := range b.Book.Budgets {
		wide(&b.Book.Budgets[i].Time)
		wide(&b.Book.Budgets[i].Unexplained)
	}
	text := written(t, b, report.TextForm)
	for _, want := range []string{"There is no interval after 2 launches: take 6 or more.", "7.30µs", "650ns"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
	if empty := written(t, report.Budgets{}, report.TextForm); strings.Contains(empty, "NaN") {
		t.Errorf("nothing is printed as %s", empty)
	}
}

// TestBudgetsJSON: parts and rest add up in JSON too, and infinite ends are null.
func TestBudgetsJSON(t *testing.T) {
	b := budgets()
	b.Book.Budgets[1].Time.Hi = math.Inf(1)
	var d report.BudgetsDocument
	if err := json.Unmarshal([]byte(written(t, b, report.JSONForm)), &d); err != nil {
		t.Fatal(err)
	}
	for _, a := range d.Arms {
		sum := a.Unexplained.Center
		for _, p := range a.Parts {
			sum += p.Time.Center
		}
		if math.Abs(sum-a.Measured.Center) > 1e-9 {
			t.Errorf("the budget of %s adds up to %v of %v", a.Arm, sum, a.Measured.Center)
		}
	}
	if d.Arms[1].Measured.Hi != nil || d.Arms[1].Parts[0].Source != "difference" || d.Arms[0].Parts[0].Source != "prices" {
		t.Errorf("view is %+v", d.Arms[1])
	}
	if d.Arms[0].Sampled.Parts[0].Source != "samples" || len(d.Answer) != 1 || len(d.Remarks) == 0 {
		t.Errorf("the document is %+v", d)
	}
}

// TestBudgetsCSV has a row per arm, source and row.
func TestBudgetsCSV(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(written(t, budgets(), report.CSVForm))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, r := range rows[1:] {
		seen[strings.Join(r[2:6], " ")] = r[6]
	}
	for key, want := range map[string]string{
		"copy  measured ":               "7300",
		"copy  prices moving bytes":     "5600",
		"copy  samples moving bytes":    "3650",
		"copy  prices unexplained":      "100",
		"copy view measured ":           "6650",
		"copy view prices moving bytes": "5600",
	} {
		if seen[key] != want {
			t.Errorf("the row %q has %q, want %s", key, seen[key], want)
		}
	}
}

// listed are budgets with events, and the hottest functions of a copy and of an arm in C.
func listed() report.Budgets {
	b := budgets()
	b.Verbose, b.Failed = true, nil
	b.Book.Budgets[0].Events = []budget.Event{{Name: "cycles", PerOp: about(21_000, 800), Share: 0.8}, {Name: "IPC", PerOp: about(1.5, 0.1), Share: 0.8}, {Name: "minor-faults", PerOp: about(1, 0), Share: 1}, {Name: "major-faults", PerOp: about(0.001, 0), Share: 1}}
	b.Book.Budgets[1].Events = []budget.Event{{Name: "cycles", PerOp: about(2000, 90), Share: 1}}
	b.Sampled[1].Samples = 12
	b.Hottest = []report.Hottest{
		{Arm: "copy", Listing: listing.Listing{
			Function: "runtime.memmove", Samples: 50, Lacks: []string{"no source: the profile names no source file"},
			Code: listing.Text{Name: "runtime.memmove", Rest: 5, Rows: []listing.Row{
				{At: 0x10, Samples: 45, Text: "VMOVDQU 0(SI), Y0\x1b[31m"}, {At: 0x14, Text: "CALL " + strings.Repeat("x", 200)},
			}},
		}},
		{Arm: "view", Listing: listing.Listing{
			Function: "runtime.cgocall", Samples: 12, Source: listing.Text{Name: "cgocall.go", Rows: []listing.Row{{At: 1, Text: "never shown"}}},
		}},
	}
	return b
}

// TestBudgetsListed: events have a table, and with -v the hottest functions stand below. In
// C there is nothing to show.
func TestBudgetsListed(t *testing.T) {
	golden(t, "budget_listed.txt", written(t, listed(), report.TextForm))
	golden(t, "budget_listed.md", written(t, listed(), report.MarkdownForm))
	for line := range strings.Lines(written(t, listed(), report.TextForm)) {
		if len([]rune(line)) > 81 {
			t.Errorf("line %q is wider than 80", line)
		}
	}
	var d report.BudgetsDocument
	if err := json.Unmarshal([]byte(written(t, listed(), report.JSONForm)), &d); err != nil {
		t.Fatal(err)
	}
	copied, viewed := d.Arms[0], d.Arms[1]
	if copied.Hottest.Code.Rows[0].Samples != 45 || copied.Events[1].Event != "IPC" || copied.Events[1].PerOp.Center != 1.5 {
		t.Errorf("the JSON has %+v and %+v", copied.Hottest, copied.Events)
	}
	if len(viewed.Hottest.Source.Rows) != 0 || len(viewed.Hottest.Lacks) != 1 {
		t.Errorf("the JSON of an arm in C has %+v, want the reason alone", viewed.Hottest)
	}
	quiet := listed()
	quiet.Verbose = false
	if strings.Contains(written(t, quiet, report.TextForm), "VMOVDQU") {
		t.Error("instructions are printed that nobody asked for")
	}
}
