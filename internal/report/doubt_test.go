package report

import (
	"math"
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// compared is a comparison of so many values.
func compared(n1, n2 int, method compare.Method) *compare.Comparison {
	return &compare.Comparison{RankSum: compare.RankSum{N1: n1, N2: n2}, Method: method, Detectable: math.Inf(1)}
}

func TestBecause(t *testing.T) {
	few := func(n1, n2 int, f compare.Few) *compare.Comparison {
		c := compared(n1, n2, compare.Unpaired)
		c.Few = f
		return c
	}
	wide := compared(24, 24, compare.Paired)
	wide.Ratio = interval.Estimate{Center: 1, Lo: 0.912, Hi: 1.015, N: 24}
	sharp := *wide
	sharp.Detectable = 1.13
	corrected := compared(9, 9, compare.Unpaired)
	corrected.Raw = 0.012
	for _, test := range []struct {
		why   compare.Reason
		c     *compare.Comparison
		apart compare.Separation
		want  string
	}{
		{compare.NoReason, wide, compare.Separation{}, ""},
		{compare.Separated, wide, compare.Separation{Kind: compare.ByMachine, Setting: "cpu=a, b"}, "measured on different machines (cpu=a, b)"},
		{compare.Separated, wide, compare.Separation{Kind: compare.ByMachine, Places: [2]string{"m", "n"}}, "measured on different machines (m and n)"},
		{compare.Separated, wide, compare.Separation{Kind: compare.ByAccess}, "instructions do not tell the cost of memory: they do not compare a copy with a view"},
		{compare.Undirected, wide, compare.Separation{}, "it changed, and nothing says whether more of widgets is better (say it: -unit 'widgets better=higher', or better=lower)"},
		{compare.TooFew, few(5, 5, compare.Few{Need: 6, Family: 8, Loose: true}), compare.Separation{}, "5 lines can show nothing in a table of 8 (take at least 6 of each, or -correction bh)"},
		{compare.TooFew, few(1, 1, compare.Few{Need: 4}), compare.Separation{}, "single lines can show nothing (take at least 4 of each)"},
		{compare.TooFew, few(1, 10, compare.Few{Need: 4}), compare.Separation{}, "1 and 10 lines can show nothing (take at least 4 of each)"},
		{compare.NoRatio, compared(11, 11, compare.Unpaired), compare.Separation{}, "11 lines show no change, and there is no ratio to a value that is not above 0"},
		{compare.NoInterval, compared(3, 3, compare.Unpaired), compare.Separation{}, "3 lines give no interval (take 10 of each)"},
		{compare.Wide, wide, compare.Separation{}, "24 pairs: the change is between -8.8 % and +1.5 %"},
		{compare.Wide, &sharp, compare.Separation{}, "24 pairs: the change is between -8.8 % and +1.5 %; they could have seen +13 %"},
		{compare.Ordered, wide, compare.Separation{}, "the values depend on the order in which they were measured (measure old and new in turn, such as by bufbench ab)"},
		{compare.Corrected, corrected, compare.Separation{}, "p=0.012 says too little among 201 comparisons (take more lines, or compare fewer rows by -filter)"},
		{compare.TooNoisy, wide, compare.Separation{}, "the values vary too much to show that they are worse by 10 % (take more lines, on a machine that does nothing else)"},
	} {
		table := &compare.Table{Unit: "widgets", Apart: test.apart, Family: 201}
		if got := because([]compare.Doubt{{Reason: test.why, Table: table, Against: test.c, Threshold: 0.1}}); got != test.want {
			t.Errorf("reason %d: %q, want %q", test.why, got, test.want)
		}
	}
}

// TestBecauseSeveral: comparisons of one cause share a sentence, with the range of their
// figures.
func TestBecauseSeveral(t *testing.T) {
	table := &compare.Table{Unit: "sec/op", Family: 9}
	of := func(n1, n2 int, method compare.Method, detectable, raw float64, few compare.Few) *compare.Comparison {
		c := compared(n1, n2, method)
		c.Ratio, c.Detectable, c.Raw, c.Few = interval.Estimate{Center: 1, Lo: 0.9, Hi: 1.1, N: n1}, detectable, raw, few
		return c
	}
	for _, test := range []struct {
		why  compare.Reason
		all  []*compare.Comparison
		want string
	}{
		{compare.Wide, []*compare.Comparison{of(24, 24, compare.Paired, 1.13, 0, compare.Few{}), of(24, 24, compare.Paired, 1.38, 0, compare.Few{})}, "24 pairs: each change may be up or down; they could have seen +13 % to +38 %"},
		{compare.Wide, []*compare.Comparison{of(24, 24, compare.Paired, math.Inf(1), 0, compare.Few{}), of(30, 30, compare.Paired, 1.38, 0, compare.Few{})}, "24 to 30 pairs: each change may be up or down; they could have seen +38 %"},
		{compare.Wide, []*compare.Comparison{of(9, 10, compare.Unpaired, math.Inf(1), 0, compare.Few{}), of(12, 10, compare.Unpaired, math.Inf(1), 0, compare.Few{})}, "9 to 12 lines: each change may be up or down"},
		{compare.TooFew, []*compare.Comparison{of(3, 3, compare.Unpaired, 0, 0, compare.Few{Need: 5, Loose: true}), of(3, 4, compare.Unpaired, 0, 0, compare.Few{Need: 6})}, "3 to 4 lines can show nothing (take at least 6 of each)"},
		{compare.TooFew, []*compare.Comparison{of(10, 1, compare.Unpaired, 0, 0, compare.Few{Need: 5}), of(10, 1, compare.Unpaired, 0, 0, compare.Few{Need: 5})}, "10 and 1 lines can show nothing (take at least 5 of each)"},
		{compare.Corrected, []*compare.Comparison{of(9, 9, compare.Unpaired, 0, 0.04, compare.Few{}), of(9, 9, compare.Unpaired, 0, 0.012, compare.Few{})}, "p=0.012 to 0.04 say too little among 9 comparisons (take more lines, or compare fewer rows by -filter)"},
	} {
		var all []compare.Doubt
		for _, c := range test.all {
			all = append(all, compare.Doubt{Reason: test.why, Table: table, Against: c})
		}
		if got := because(all); got != test.want {
			t.Errorf("reason %d: %q, want %q", test.why, got, test.want)
		}
	}
}

// TestFootnotesShared: rows of a table that are undecided for one reason share a footnote,
// and others have their own.
func TestFootnotesShared(t *testing.T) {
	wide := func(name string, method compare.Method, n int) compare.Row {
		c := compared(n, n, method)
		c.Word, c.Reason, c.Ratio = verdict.Undecided, compare.Wide, interval.Estimate{Center: 1, Lo: 0.9, Hi: 1.1, N: n}
		return compare.Row{Name: name, Cells: []*compare.Cell{{N: n, Center: 1}, {N: n, Center: 1, Against: c}}}
	}
	table := compare.Table{Unit: "sec/op", Better: -1, Cols: make([]compare.Column, 2), Rows: []compare.Row{
		wide("A", compare.Paired, 24), wide("B", compare.Paired, 30), wide("C", compare.Paired, 24), wide("D", compare.Unpaired, 8),
	}}
	notes := &footnotes{}
	g := Revisions{Comparison: Comparison{Tables: []compare.Table{table}}}.table(table, notes)
	var marks []string
	for _, row := range g.rows {
		marks = append(marks, row[len(row)-1])
	}
	if want := []string{"undecided ¹", "undecided ¹", "undecided ¹", "undecided ²"}; !slices.Equal(marks, want) {
		t.Errorf("the rows are marked %q, want %q", marks, want)
	}
	want := []string{"24 to 30 pairs: each change may be up or down", "8 lines: the change is between -10 % and +10 %"}
	if !slices.Equal(notes.texts, want) {
		t.Errorf("the footnotes are %q, want %q", notes.texts, want)
	}
}

// TestGathered: what is doubted for one reason stands in one line, which names three rows.
func TestGathered(t *testing.T) {
	few := compared(1, 1, compare.Unpaired)
	few.Few.Need = 4
	table := &compare.Table{Unit: "sec/op"}
	var all []compare.Doubt
	for _, row := range []string{"A", "B", "C", "D"} {
		all = append(all, compare.Doubt{Worse: true, Reason: compare.TooFew, Row: row, Change: 1.5, Table: table, Against: few})
	}
	more := compared(3, 3, compare.Unpaired) // with other figures
	more.Few.Need = 5
	all = append(all, compare.Doubt{Reason: compare.TooFew, Row: "E", Table: table, Against: few}, compare.Doubt{Reason: compare.TooFew, Row: "F", Table: table, Against: more})
	want := []string{
		"4 look worse, without a verdict: A sec/op (+50 %), B sec/op (+50 %), C sec/op (+50 %), 1 more: single lines can show nothing (take at least 4 of each)",
		"2 have no verdict: E sec/op, F sec/op: 1 to 3 lines can show nothing (take at least 5 of each)",
	}
	if got := lines(doubtsOf(all)); !slices.Equal(got, want) {
		t.Errorf("the doubts are %q, want %q", got, want)
	}
}

func TestGateFigures(t *testing.T) {
	size := bench.Bytes(4096)
	crossing := breakeven.Crossing{Winner: breakeven.Copy, At: interval.Estimate{Center: 64, Lo: 32, Hi: 128}}
	rest := bench.Case{Passes: 1}
	ratio := gate.CaseFigures{Name: "Get/view-8", Unit: "ns/op", Versus: "copy", Center: 0.5, Lo: 0.4, Hi: 0.6, P: 0.012, N: 10}
	endless := ratio
	endless.Lo, endless.Hi = math.Inf(-1), math.Inf(1)
	exact := gate.CaseFigures{Name: "Get-8", Unit: "allocs/op", Center: 3, N: 2, Exact: true}
	reach := func(r gate.Reach) gate.Figures {
		r.Rest, r.From = rest, size
		return gate.Figures{Reach: &r}
	}
	for _, test := range []struct {
		of   gate.Outcome
		want string
	}{
		{gate.Outcome{Figures: gate.Figures{Cases: []gate.CaseFigures{ratio, exact}, More: 2}}, "Get/view-8: 0.5 of copy's ns/op [0.4, 0.6], n=10, p=0.012; Get-8: 3 allocs/op, in all 2; and 2 more"},
		{gate.Outcome{Figures: gate.Figures{Cases: []gate.CaseFigures{endless}}}, "Get/view-8: 0.5 of copy's ns/op, and n=10 gives no interval (take 10)"},
		{gate.Outcome{Figures: reach(gate.Reach{Kind: gate.Beyond})}, "passes=1: nothing was measured from 4KiB on"},
		{gate.Outcome{Figures: reach(gate.Reach{Kind: gate.Gap, First: 8192})}, "passes=1: nothing was measured from 4KiB to 8KiB"},
		{gate.Outcome{Figures: reach(gate.Reach{Kind: gate.NowhereSlower})}, "passes=1: the view is nowhere slower from 4KiB on"},
		{gate.Outcome{Figures: reach(gate.Reach{Kind: gate.LastCrossing, Crossing: crossing})}, "passes=1: the copy wins from 64B [32B, 128B] on"},
		{gate.Outcome{Figures: reach(gate.Reach{Kind: gate.AtPlace, Place: breakeven.Place{X: 64, Faster: ratioOf(0.5)}})}, "passes=1: at 64B the view is 2.00× [1.90,2.11] slower"},
		{gate.Outcome{Figures: gate.Figures{Machines: &gate.Machines{Claimed: "there", Measured: "here"}}}, "it is about there, and this is here"},
		{gate.Outcome{Figures: gate.Figures{Machines: &gate.Machines{Claimed: "there"}}}, "it is about there, and the results do not name their machine"},
		{gate.Outcome{Word: gate.Gone}, "it is in the baseline, and was not measured now (measure it; or acknowledge it, or save a new baseline, if it was removed on purpose)"},
	} {
		if got := saidOf(test.of); got != test.want {
			t.Errorf("saidOf = %q, want %q", got, test.want)
		}
	}
}
