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
)

// compared is a comparison of so many values.
func compared(n1, n2 int, method compare.Method) *compare.Comparison {
	return &compare.Comparison{RankSum: compare.RankSum{N1: n1, N2: n2}, Method: method, Detectable: math.Inf(1)}
}

func TestUndecidedBy(t *testing.T) {
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
		{compare.Wide, wide, compare.Separation{}, "24 pairs: between -8.8 % and +1.5 %"},
		{compare.Wide, &sharp, compare.Separation{}, "24 pairs: between -8.8 % and +1.5 %; too few to see less than 13 %"},
		{compare.Ordered, wide, compare.Separation{}, "the values depend on the order in which they were measured (measure old and new in turn, such as by bufbench ab)"},
		{compare.Corrected, corrected, compare.Separation{}, "p=0.012 says too little among 201 comparisons (take more lines, or compare fewer rows by -filter)"},
		{compare.TooNoisy, wide, compare.Separation{}, "the values vary too much to show that they are worse by 10 % (take more lines, on a machine that does nothing else)"},
	} {
		table := &compare.Table{Unit: "widgets", Apart: test.apart, Family: 201}
		if got := undecidedBy(test.why, table, test.c, 0.1); got != test.want {
			t.Errorf("reason %d: %q, want %q", test.why, got, test.want)
		}
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
	all = append(all, compare.Doubt{Reason: compare.TooFew, Row: "E", Table: table, Against: few})
	want := []string{
		"4 look worse, without a verdict: A sec/op (+50 %), B sec/op (+50 %), C sec/op (+50 %), 1 more: single lines can show nothing (take at least 4 of each)",
		"1 has no verdict: E sec/op: single lines can show nothing (take at least 4 of each)",
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
