package claim_test

import (
	"slices"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/result"
)

// at is a case of one pass.
func at(size bench.Bytes, axes ...bench.Axis) bench.Case {
	return bench.Case{Size: size, Passes: 1, Axes: axes}
}

// launches are lines of one arm, one a launch, each with its ns/op.
func launches(c bench.Case, arm string, ns ...float64) []result.Line {
	var lines []result.Line
	for _, x := range ns {
		lines = append(lines, result.Line{Scenario: "A", Arm: arm, Case: c, Values: []result.Value{{Unit: "ns/op", X: x}}})
	}
	return lines
}

// six launches lie between from and to, ends included, which are the ends of
// their interval.
func six(from, to float64) []float64 {
	return []float64{from, to, (from + to) / 2, from, to, (from + to) / 2}
}

func claimOf(f claim.Figure) claim.Claim {
	return claim.Claim{Compare: claim.Compare{Scenario: "A", From: 64, To: 4096, Passes: 1, Figure: f}}
}

// TestWords: an interval within the range confirms, one outside contradicts,
// and one across an end is undecided, for factors over any arm or reference,
// times, and signs.
func TestWords(t *testing.T) {
	over := func(of, over string, lo, hi float64) claim.Figure {
		return claim.Figure{Of: of, Over: over, Lo: lo, Hi: hi}
	}
	lines := slices.Concat(
		launches(at(64), "copy", 100, 100, 100, 100, 100, 100),
		launches(at(64), "reuse", 60, 60, 60, 60, 60, 60),
		launches(at(64), "view", six(20, 30)...),
		launches(at(64), "probe-x", six(40, 50)...),
	)
	for _, test := range []struct {
		name   string
		figure claim.Figure
		want   claim.Word
	}{
		{"within", over("view", "reuse", 1.9, 3.1), claim.Confirmed},
		{"at both ends", over("view", "reuse", 2, 3), claim.Confirmed},
		{"below", over("view", "reuse", 3.1, 9), claim.Contradicted},
		{"above", over("view", "reuse", 1, 1.9), claim.Contradicted},
		{"across the lower end", over("view", "reuse", 2.5, 9), claim.Undecided},
		{"across the upper end", over("view", "reuse", 1, 2.5), claim.Undecided},
		{"across both", over("view", "reuse", 2.4, 2.6), claim.Undecided},
		{"over the copy", over("view", "copy", 3.3, 5.1), claim.Confirmed},
		{"the copy over another", over("copy", "view", 0.19, 0.31), claim.Confirmed},
		{"over a reference", over("view", "probe-x", 1.6, 2.1), claim.Confirmed},
		{"faster", over("view", "reuse", 1, 0), claim.Confirmed},
		{"faster, and it is not", over("reuse", "view", 1, 0), claim.Contradicted},
		{"a time", over("probe-x", "", 20, 80), claim.Confirmed},
		{"too long a time", over("probe-x", "", 85, 342), claim.Contradicted},
		{"a time across an end", over("probe-x", "", 45, 100), claim.Undecided},
		{"no such arm", over("mapped", "reuse", 1, 0), claim.Unmeasured},
		{"over no such arm", over("view", "mapped", 1, 0), claim.Unmeasured},
	} {
		row := claim.Judge([]claim.Claim{claimOf(test.figure)}, lines)[0]
		if row.Word != test.want {
			t.Errorf("%s: %s by %+v, want %s", test.name, row.Word, row.Findings, test.want)
		}
		if open := len(row.Open()) > 0; open != (test.want == claim.Undecided) {
			t.Errorf("%s: %s, open at %v", test.name, row.Word, row.Open())
		}
	}
	few := slices.Concat(launches(at(64), "copy", 9, 9), launches(at(64), "view", 1, 1))
	for _, f := range []claim.Figure{over("view", "copy", 1, 0), over("view", "copy", 8, 10), over("view", "", 0.5, 2)} {
		if row := claim.Judge([]claim.Claim{claimOf(f)}, few)[0]; row.Word != claim.Undecided {
			t.Errorf("two launches, %+v: %s, want undecided", f, row.Word)
		}
	}
	if row := claim.Judge([]claim.Claim{{Reason: "It needs a network."}}, lines)[0]; row.Word != claim.Incomparable {
		t.Errorf("what cannot be compared: %s", row.Word)
	}
}

// TestPairs: launches are paired, so that a drift which strikes both arms
// widens no interval.
func TestPairs(t *testing.T) {
	lines := slices.Concat(
		launches(at(64), "copy", 9, 9, 9, 9, 9, 9),
		launches(at(64), "reuse", 20, 40, 80, 160, 320, 640),
		launches(at(64), "view", 10, 20, 40, 80, 160, 320),
	)
	f := claim.Judge([]claim.Claim{claimOf(claim.Figure{Of: "view", Over: "reuse", Lo: 1.99, Hi: 2.01})}, lines)[0].Findings
	if len(f) != 1 || f[0].Word != claim.Confirmed {
		t.Errorf("arms that drift together: %+v, want a factor of 2", f)
	}
}

// TestShares: against the ceiling counts what the machine needs for the same
// copying and reading, and an arm that is faster than it can be says nothing.
func TestShares(t *testing.T) {
	for _, test := range []struct {
		name string
		took float64
		want claim.Word
	}{
		{"as fast as reading", 10, claim.Confirmed},
		{"twice as slow", 20, claim.Contradicted},
		{"impossible", 1, claim.Unmeasured},
	} {
		lines := slices.Concat(
			launches(at(64), "copy", six(100, 100)...), launches(at(64), "view", six(test.took, test.took)...),
			launches(at(64), "ceiling-read", six(10, 10)...), launches(at(64), "ceiling-copy", six(30, 30)...),
		)
		row := claim.Judge([]claim.Claim{claimOf(claim.Figure{Of: "view", Over: claim.Ceiling, Lo: 0.67})}, lines)[0]
		if row.Word != test.want {
			t.Errorf("%s: %s by %+v, want %s", test.name, row.Word, row.Findings, test.want)
		}
	}
}

// TestCases: only cases of the claim count, one that contradicts decides, and
// one that is undecided leaves it open.
func TestCases(t *testing.T) {
	pair := func(c bench.Case, view ...float64) []result.Line {
		return slices.Concat(launches(c, "copy", six(100, 100)...), launches(c, "view", view...))
	}
	twice := at(64)
	twice.Passes = 2
	other := pair(at(64), six(90, 90)...)
	for i := range other {
		other[i].Scenario = "B"
	}
	foreign := slices.Concat(
		pair(at(32), six(90, 90)...), pair(at(8192), six(90, 90)...), pair(twice, six(90, 90)...),
		pair(at(64, bench.Axis{Key: "state", Value: "cold"}), six(90, 90)...), other,
	)
	yes, no, open := pair(at(64), six(40, 50)...), pair(at(1024), six(90, 95)...), pair(at(4096), six(40, 60)...)
	f := claim.Figure{Of: "view", Over: "copy", Lo: 2, Hi: 3}
	for _, test := range []struct {
		name  string
		lines []result.Line
		want  claim.Word
		cases int
	}{
		{"of other cases", foreign, claim.Unmeasured, 0},
		{"confirmed", slices.Concat(foreign, yes), claim.Confirmed, 1},
		{"contradicted by one", slices.Concat(yes, no, open), claim.Contradicted, 3},
		{"left open by one", slices.Concat(yes, open, foreign), claim.Undecided, 2},
	} {
		row := claim.Judge([]claim.Claim{claimOf(f)}, test.lines)[0]
		if row.Word != test.want || len(row.Findings) != test.cases {
			t.Errorf("%s: %s by %d cases, want %s by %d", test.name, row.Word, len(row.Findings), test.want, test.cases)
		}
		if measured := claim.Measured([]claim.Row{row}); (len(measured) == 1) != (test.cases > 0) {
			t.Errorf("%s: Measured has %d rows", test.name, len(measured))
		}
		if test.want == claim.Undecided && !slices.Equal(row.Open(), []bench.Bytes{4 * bench.KiB}) {
			t.Errorf("%s: open at %v, want at 4KiB", test.name, row.Open())
		}
	}
	c := claimOf(f)
	c.Compare.Axes = []bench.Axis{{Key: "state", Value: "cold"}}
	if row := claim.Judge([]claim.Claim{c}, foreign)[0]; row.Word != claim.Contradicted || len(row.Findings) != 1 {
		t.Errorf("a claim about cold data: %s by %+v, want contradicted by the one case", row.Word, row.Findings)
	}
}
