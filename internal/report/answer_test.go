package report_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
)

// found is a break-even of a view and a copy that take these times at x.
func found(axis verdict.Along, rest bench.Case, copied, view func(x float64) float64, xs ...float64) verdict.Breakeven {
	b := verdict.Breakeven{Contest: bench.Contest{View: "view-kept", Copy: "reuse"}, Along: axis, Rest: rest, Clock: "ns/op"}
	var points []breakeven.Point
	for _, x := range xs {
		p := breakeven.Point{X: x}
		for i := range 8 {
			weather := 1 + 0.002*float64(i%3)
			p.Copy, p.View = append(p.Copy, copied(x)*weather), append(p.View, view(x)*weather*(1+0.001*float64(i%2)))
		}
		points = append(points, p)
	}
	step := map[verdict.Along]float64{verdict.Size: 1, verdict.Passes: 1}[axis]
	b.Answer = breakeven.Find(points, breakeven.Search{Step: step, Seed: 1})
	return b
}

func line(at, slope float64) func(float64) float64 {
	return func(x float64) float64 { return at + slope*x }
}

// jagged is a time that no line holds for.
func jagged(x float64) float64 {
	return map[float64]float64{64: 500, 256: 100, 1024: 4000, 4096: 900, 16384: 60000}[x]
}

// answered is a scenario whose answer has a break-even of every kind.
func answered() report.Scenario {
	s := some()
	sizes := []float64{64, 256, 1024, 4096, 16384}
	passes := []float64{1, 2, 4, 16}
	numpy := at(0, 1, bench.Axis{Key: "object", Value: "numpy"})
	setup := found(verdict.Size, at(0, 1), line(100, 1), line(1100, 0.5), sizes...)
	setup.Setup = &verdict.Constant{Probes: []string{"cgo-call", "cgo-call", "pin"}, Fitted: within(1100, 1090, 1110), Probed: within(1000, 990, 1005), Disagree: true}
	cell := func(c bench.Case, best, next string, ahead float64) verdict.Cell {
		return verdict.Cell{Case: c, Best: best, Next: next, Ahead: within(ahead, ahead*0.9, ahead*1.1)}
	}
	cold := at(64, 1, bench.Axis{Key: "cache", Value: "cold"})
	s.Answer = verdict.Answer{
		Wins: []verdict.Win{{Passes: 1, From: factorAt(64, 4.02), To: factorAt(bench.MiB, 45000), Last: factorAt(bench.MiB, 45000)}},
		Evens: known(
			setup,
			found(verdict.Size, numpy, line(100, 1), line(10, 0.5), sizes...),
			found(verdict.Size, numpy, line(10, 0.5), line(100, 1), sizes...),
			found(verdict.Size, at(0, 1), line(100, 1), line(100, 1), sizes...),
			found(verdict.Size, at(0, 1), line(1000, 0.1), jagged, sizes...),
			found(verdict.Size, at(0, 1), line(100, 1), line(100, 1), 64),
			found(verdict.Passes, at(bench.KiB, 0), line(300, 100), line(0, 150), passes...),
			found(verdict.Passes, at(bench.KiB, 0), line(3000, 100), line(0, 150), passes...),
			found(verdict.Passes, at(bench.MiB, 0), line(3000, 100), line(0, 90), passes...),
		),
		Third: verdict.Third{Arm: "view-kept", Both: true, Wins: 2, Cases: 4, Place: at(4*bench.KiB, 1), OverView: within(5, 4.99, 5.01), OverCopy: within(15, 15, 15)},
		Grid: []verdict.Cell{
			cell(at(64, 1), "view", "reuse", 2), cell(at(64, 4), "view", "copy", 3), cell(at(bench.MiB, 1), "copy", "view", 1.05),
			cell(at(33, 1, bench.Axis{Key: "object", Value: "numpy"}), "reuse", "copy", 12.34),
		},
		Changes: verdict.Changes{
			Pivot: cell(at(64, 1), "view", "reuse", 2),
			Flips: []verdict.Change{{Axis: "size", Value: "1MiB", Steps: 1, Cell: cell(at(bench.MiB, 1), "copy", "view", 1.05)}, {Axis: "cache", Value: "cold", Steps: 1, Cell: cell(cold, "copy", "view", 2)}},
			Holds: []verdict.Change{{Axis: "touch", Value: "byte", Steps: 1, Cell: cell(at(64, 1), "view", "copy", 50)}, {Axis: "order", Value: "random", Steps: 1, Cell: cell(at(64, 1), "view", "copy", 5)}},
		},
	}
	s.Info.Card = bench.Card{
		Valid: "As long as the owner lives.", Frees: "The owner does, once.", Mutation: "Every write is seen.", Threads: "Nobody may write meanwhile.",
		Failure: "Silently: it reads what came after.", Incident: bench.Incident{What: "A log line changed while it was sent.", Source: "owner/repository#1"},
	}
	s.Retained = launch.Retention{Case: at(bench.MiB, 1), Sources: 64, Part: 64, Grown: 64*bench.MiB + 100*bench.KiB}
	s.Peaks = peaks(nil)
	return s
}

// factorAt is a factor of the view at a size.
func factorAt(size bench.Bytes, x float64) verdict.Factor {
	return verdict.Factor{Size: size, Over: within(x, x*0.9, x*1.2)}
}

// TestAnswerWidth: the answer fits a terminal.
func TestAnswerWidth(t *testing.T) {
	var out bytes.Buffer
	if err := report.Text(&out, answered()); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
			t.Errorf("a line is %d columns wide: %s", n, line)
		}
	}
}

// TestNotRetained: what was not measured has its reason, and what nobody asked
// for is not spoken of.
func TestNotRetained(t *testing.T) {
	s := answered()
	s.Retained = launch.Retention{Skip: &bench.Skip{Reason: "its views end with their source"}}
	var out bytes.Buffer
	if err := report.Text(&out, s); err != nil || !strings.Contains(out.String(), "\n    retained ÷ used: not measured, its views end with their source\n") {
		t.Errorf("%v, printed %s", err, &out)
	}
	if got := s.JSON().Retained; got == nil || got.Ratio != nil || got.Reason != "its views end with their source" {
		t.Errorf("the JSON has %+v", got)
	}
	s.Retained = launch.Retention{}
	out.Reset()
	if err := report.Text(&out, s); err != nil || strings.Contains(out.String(), "retained") || s.JSON().Retained != nil {
		t.Errorf("%v, printed %s", err, &out)
	}
}
