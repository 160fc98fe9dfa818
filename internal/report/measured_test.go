package report_test

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// buffers are the arms of a scenario over memory of C.
var buffers = []bench.Rival{
	{Name: "copy", Kind: bench.Copy, Says: "C.GoBytes"},
	{Name: "reuse", Kind: bench.Copy, Says: "copy into kept memory"},
	{Name: "view", Kind: bench.View, Says: "unsafe.Slice"},
}

// lines are launches of an arm, which differ a little. A copy is garbage of its size.
func lines(scenario, arm string, c bench.Case, ns float64, launches int) (all []result.Line) {
	for i := range launches {
		weather := 1 + 0.01*float64(i%3)
		l := result.Line{Scenario: scenario, Arm: arm, Case: c, Values: []result.Value{{Unit: "ns/op", X: ns * weather}, {Unit: "cpu-ns/op", X: ns * weather}}}
		switch arm {
		case "copy":
			l.Values = append(l.Values, result.Value{Unit: "B/op", X: float64(c.Size)})
		case "ceiling-read":
			l.Values = append(l.Values, result.Value{Unit: "B/s", X: 210e9})
		}
		all = append(all, l)
	}
	return all
}

// measured is a scenario with these cases. Every arm takes 100 ns and some per KiB.
func measured(name string, launches int, cases ...bench.Case) report.Scenario {
	perKiB := map[string]float64{"copy": 122, "reuse": 43, "view": 12, "ceiling-read": 11}
	var all []result.Line
	for _, c := range cases {
		for _, arm := range []string{"copy", "reuse", "view", "ceiling-read"} {
			all = append(all, lines(name, arm, c, 100+perKiB[arm]*float64(c.Size)/float64(bench.KiB), launches)...)
		}
	}
	info := bench.Info{Name: name, Question: "Copy memory of C, or look at it in place?", Card: bench.Card{
		Valid: "Until C frees it.", Frees: "C does.", Failure: "Nothing reports a later read.",
		Incident: bench.Incident{What: "A password was read after its end.", Source: "proglottis/gpgme#23"},
	}}
	return report.Scenario{
		Info: info, Rivals: buffers, Cases: verdict.Compare(all, verdict.Goal{}, "copy"),
		Answer: verdict.AnswerOf(verdict.Scenario{Info: info, Rivals: buffers, Cases: cases}, all, verdict.Goal{}, breakeven.Search{Seed: 1}),
	}
}
