package report_test

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/report"
)

// someClaims has every verdict, a range, a time, a sign, axes, and an interval
// without end.
func someClaims() []claim.Row {
	published := func(text string, c claim.Compare) claim.Claim {
		return claim.Claim{Source: claim.Source{Title: "A paper", Address: "https://example.org/a"}, Text: text, Where: "On a machine.", Compare: c}
	}
	range26 := claim.Figure{Of: "view", Over: "reuse", Lo: 2, Hi: 6}
	endless := interval.Estimate{Center: 3, Lo: 0, Hi: math.Inf(1), Confidence: 1, N: 2}
	return []claim.Row{
		{Claim: published("It is 2 to 6 times as fast.", claim.Compare{Scenario: "FileRead", Figure: range26}), Word: claim.Contradicted, Findings: []claim.Finding{
			{Case: at(bench.MiB, 1), Measured: within(4.14, 4.05, 4.23), Word: claim.Confirmed},
			{Case: at(16*bench.MiB, 1), Measured: within(27.8, 26.9, 28.4), Word: claim.Contradicted},
		}},
		{Claim: published("A call takes 40 ns.", claim.Compare{Scenario: "CMemory", Figure: claim.Figure{Of: "probe-cgo-call", Lo: 20, Hi: 80}}), Word: claim.Confirmed, Findings: []claim.Finding{
			{Case: at(64, 1), Measured: within(34.8, 34.2, 35.5), Word: claim.Confirmed},
		}},
		{
			Claim: published("It is faster.", claim.Compare{Scenario: "PyBuffer", Figure: claim.Figure{Of: "view", Over: "copy", Lo: 1}}), Word: claim.Undecided,
			Findings: []claim.Finding{{Case: at(64*bench.KiB, 4, bench.Axis{Key: "object", Value: "bytes"}), Measured: endless, Word: claim.Undecided}},
		},
		{Claim: published("It is 3 times as fast.", claim.Compare{Scenario: "Other", From: 64, To: bench.MiB, Passes: 1, Figure: range26}), Word: claim.Unmeasured},
		{Claim: claim.Claim{Source: claim.Source{Title: "A paper", Address: "https://example.org/a"}, Text: "It needs a network.", Where: "On a machine.", Reason: "There is none."}, Word: claim.Incomparable},
	}
}

// TestClaimsFit: what is published fits a terminal, but for addresses, and
// every claim and source is printed whatever its verdict.
func TestClaimsFit(t *testing.T) {
	var rows []claim.Row
	for _, c := range claim.Published() {
		r := claim.Row{Claim: c, Word: claim.Contradicted}
		for _, size := range []bench.Bytes{64, 64 * bench.MiB} { // wide ones, and figures of an unsteady machine
			r.Findings = append(r.Findings, claim.Finding{
				Case: bench.Case{Size: size, Passes: 16, Axes: c.Compare.Axes}, Measured: within(0.0123, 0.00123, 1000), Word: claim.Contradicted,
			})
		}
		rows = append(rows, r)
	}
	var out, md bytes.Buffer
	if err := report.Claims(&out, rows); err != nil {
		t.Fatal(err)
	}
	if err := report.MarkdownClaims(&md, rows); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		line = strings.TrimRight(line, "\n")
		if n := utf8.RuneCountInString(line); n > 80 && !strings.Contains(line, "https://") {
			t.Errorf("a line of %d columns, want at most 80:\n%s", n, line)
		}
	}
	words := strings.Join(strings.Fields(out.String()), " ")
	for _, c := range claim.Published() {
		for _, want := range []string{c.Text, c.Where, c.Source.Title, c.Source.Address} {
			if !strings.Contains(words, want) || !strings.Contains(md.String(), want) {
				t.Errorf("%q is printed in text %t, in markdown %t", want, strings.Contains(words, want), strings.Contains(md.String(), want))
			}
		}
	}
	out.Reset()
	if err := report.Claims(&out, nil); err != nil || out.Len() > 0 {
		t.Errorf("Claims of no rows prints %q, %v, want nothing", &out, err)
	}
}

// TestClaimCommand: what was not measured names the command that measures it.
func TestClaimCommand(t *testing.T) {
	object := []bench.Axis{{Key: "object", Value: "bytes"}}
	for _, test := range []struct {
		of   claim.Compare
		want string
	}{
		{claim.Compare{Scenario: "FileRead", From: 64, To: bench.MiB, Passes: 1}, "Try: bufbench run FileRead -sizes 64B..1MiB*4 -passes 1"},
		{claim.Compare{Scenario: "PyBuffer", Axes: object, From: 64, To: 64, Passes: 2}, "Try: bufbench run -bench 'PyBuffer/object=bytes/' -sizes 64B -passes 2"},
	} {
		row := claim.Row{Claim: claim.Claim{Compare: test.of}, Word: claim.Unmeasured}
		if got := report.ClaimsJSON([]claim.Row{row})[0].Reason; got != test.want {
			t.Errorf("the reason is %q, want %q", got, test.want)
		}
	}
}
