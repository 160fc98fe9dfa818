package report_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/scenarios"
)

// page is a run of some scenarios at a rate.
func page(rate float64, all ...report.Scenario) report.Run {
	return report.Run{
		File: "results/a-2c-123456/b.txt", Scenarios: all, Claims: someClaims(), Fitness: verdict.Fitness{twins("call", 0, 0.002, 8)},
		Setup: report.Setup{Reader: "vector sum", Build: "v1.2 go1.26"}, Page: report.Page{Rate: rate},
	}
}

func body(t *testing.T, r report.Run) string {
	t.Helper()
	var out bytes.Buffer
	if err := r.Body(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestBody: one case has a screen, one scenario a table, and many have a row each.
func TestBody(t *testing.T) {
	question := at(48*bench.KiB, 3)
	grid := []bench.Case{at(64, 1), at(64, 4), at(48*bench.KiB, 1), at(48*bench.KiB, 4)}
	peak := measured("CMemory", 6, question)
	peak.Peaks = peaks(nil)
	for _, test := range []struct {
		file string
		run  report.Run
	}{
		{"screen.txt", page(0, measured("CMemory", 6, question))},
		{"screen_rate.txt", page(20000, measured("CMemory", 6, question))},
		{"screen_peak.txt", page(0, peak)},
		{"screen_open.txt", page(20000, measured("CMemory", 2, question))},
		{"screen_axes.txt", page(0, measured("CMemory", 6, at(48*bench.KiB, 0, bench.Axis{Key: "object", Value: "numpy"})))},
		{"cases.txt", page(0, measured("CMemory", 6, grid...))},
		{"cases_rate.txt", page(5./60, measured("CMemory", 6, grid...))},
		{"cases_answer.txt", page(0, answered())},
		{"overview.txt", page(0, measured("CMemory", 6, grid...), measured("CLibrary", 2, grid...), answered())},
		{"overview_rate.txt", page(20000, measured("CMemory", 6, grid...), some())},
	} {
		got := body(t, test.run)
		golden(t, test.file, got)
		for line := range strings.Lines(got) {
			limit := 80
			if len(test.run.Scenarios) > 1 {
				limit = 100
			}
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > limit {
				t.Errorf("%s: a line of %d columns, want at most %d: %s", test.file, n, limit, line)
			}
		}
		if strings.Contains(got, "[-,-]") {
			t.Errorf("%s prints an interval that is none", test.file)
		}
	}
	if got := body(t, report.Run{}); got != "" {
		t.Errorf("of nothing it prints %q", got)
	}
}

// TestOverviewIsShort: all scenarios in a quick run take 40 lines of 100 columns.
func TestOverviewIsShort(t *testing.T) {
	var all []report.Scenario
	for _, s := range scenarios.All() {
		long := bench.Axis{Key: "object", Value: "contiguous array of numbers"}
		one := measured(s.Describe().Name, 6, at(4*bench.KiB, 1, long), at(64*bench.KiB, 1, long), at(bench.MiB, 4, long), at(4*bench.MiB, 1, long))
		one.Info, one.Rivals = s.Describe(), s.Rivals()
		for i := range one.Cases {
			one.Cases[i].Arms[1].Against.Word = verdict.Undecided // as on a busy machine
		}
		all = append(all, one)
	}
	for _, rate := range []float64{0, 20000} {
		got := body(t, page(rate, all...))
		if n := strings.Count(got, "\n"); n > 40 {
			t.Errorf("%d lines, want at most 40:\n%s", n, got)
		}
		for line := range strings.Lines(got) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 100 {
				t.Errorf("a line of %d columns, want at most 100: %s", n, line)
			}
		}
		for _, s := range all {
			if strings.Count(got, "\n "+s.Info.Name+" ") != 1 {
				t.Errorf("%s has not one row:\n%s", s.Info.Name, got)
			}
		}
	}
}

// TestScreenFits: the screen of every scenario fits, however long the words of its arms.
func TestScreenFits(t *testing.T) {
	for _, s := range scenarios.All() {
		one := measured(s.Describe().Name, 6, at(48*bench.KiB, 3, bench.Axis{Key: "object", Value: "numpy"}))
		one.Rivals = s.Rivals()
		one.Cases[0].Arms = nil
		for i, r := range one.Rivals {
			one.Rivals[i].Says = strings.Repeat("long words ", 4)
			a := arm(r.Name, 123456*float64(i+1), 12.3)
			a.Cost.OverBest = within(123456, 113456, 133456)
			one.Cases[0].Arms = append(one.Cases[0].Arms, a)
		}
		got := body(t, page(20000, one))
		for line := range strings.Lines(got) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("%s: a line of %d columns, want at most 80: %s", s.Describe().Name, n, line)
			}
		}
		if n := strings.Count(got, "\n"); n > 40 {
			t.Errorf("%s takes %d lines:\n%s", s.Describe().Name, n, got)
		}
	}
}

// TestFullHasAll: a full page has every table, and all claims.
func TestFullHasAll(t *testing.T) {
	r := run()
	r.Full = true
	got := body(t, r)
	for _, want := range []string{" who wins ", "Ceilings: ", "Published claims, held", "It needs a network.", "what a view owes:"} {
		if !strings.Contains(got, want) {
			t.Errorf("a full page lacks %q", want)
		}
	}
	if short := body(t, run()); strings.Contains(short, "It needs a network.") || !strings.Contains(short, "1 confirmed, 1 contradicted, 1 undecided of 3 published claims") {
		t.Errorf("a short page does not count the claims that were measured:\n%s", short)
	}
}

// TestGainJSON: every number of a screen is in the JSON.
func TestGainJSON(t *testing.T) {
	var out bytes.Buffer
	if err := page(20000, measured("CMemory", 6, at(48*bench.KiB, 3))).Forms().Write(&out, "json"); err != nil {
		t.Fatal(err)
	}
	var doc report.Document
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Reader != "vector sum" || doc.Build != "v1.2 go1.26" || doc.Rate != 20000 || len(doc.Scenarios[0].Gains) != 1 {
		t.Fatalf("the JSON is %s", &out)
	}
	g, c := doc.Scenarios[0].Gains[0], doc.Scenarios[0].Cases[0]
	about := func(got, want float64) bool { return math.Abs(got-want) < 1e-6*math.Abs(want) }
	switch {
	case g.Winner != "view" || g.Than != "copy" || !g.Danger || !about(g.Saves.Center, 1.01*110*48):
		t.Errorf("the gain is %+v", g)
	case g.Safe == nil || g.Safe.Arm != "reuse" || !about(g.Safe.Share, 79./110):
		t.Errorf("the safe way is %+v", g.Safe)
	case g.AtRate == nil || !about(g.AtRate.CPUs, 1.01*110*48*20000/1e9) || !about(g.AtRate.Garbage, 48*1024*20000) || !about(g.AtRate.Day, g.AtRate.CPUs*86400) || len(g.AtRate.Arms) != 3:
		t.Errorf("at the rate it is %+v", g.AtRate)
	case g.Reading == nil || !about(g.Reading.Takes, 3*48*1024) || !strings.Contains(g.Sentence, "72 % of it without the danger"):
		t.Errorf("beside reading it is %+v, %s", g.Reading, g.Sentence)
	case c.Best != "view" || !about(c.Arms[0].Over.Center, g.Saves.Center) || c.Arms[2].Over != nil || !about(c.Arms[2].Longer.Center, -g.Saves.Center):
		t.Errorf("the case is %+v", c)
	}
}

func TestRate(t *testing.T) {
	for text, want := range map[string]float64{"20000/s": 20000, "20k/s": 20000, "1.5M/s": 1.5e6, "5/min": 5. / 60, "2/h": 2. / 3600, "0.5/s": 0.5} {
		if got, err := report.ParseRate(text); err != nil || math.Abs(got-want) > 1e-12*want {
			t.Errorf("ParseRate(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for text, want := range map[string]string{
		"0/s": "is none", "0.0k/s": "is none", "-5/s": "is no rate", "20000": "is no rate", "": "is no rate", "/s": "is no rate", "1e9/s": "is no rate", "NaN/s": "is no rate",
		"20,000/s": "is no rate", "20K/s": "is no rate", "5/day": "is no rate", "99999999999/s": "more than ten operations", "0.01/h": "less than one operation per day",
		strings.Repeat("9", 400) + "/s": "is too large", " 5/s": "is no rate", "5/s ": "is no rate",
	} {
		if got, err := report.ParseRate(text); err == nil || got != 0 || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "rate: ") {
			t.Errorf("ParseRate(%.20q) = %v, %v, want %q", text, got, err, want)
		}
	}
}

// TestRateInForms: CSV and markdown have what arms take at a rate, with the rate in words.
func TestRateInForms(t *testing.T) {
	for _, test := range []struct {
		rate float64
		want string
	}{{20000, " at 20000/s"}, {0.5, " at 30/min"}, {2. / 3600, " at 2/h"}} {
		for _, form := range []string{"csv", "markdown"} {
			var out bytes.Buffer
			if err := page(test.rate, measured("CMemory", 6, at(48*bench.KiB, 3))).Forms().Write(&out, form); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(out.String(), test.want) || !strings.Contains(out.String(), "over best") {
				t.Errorf("%s lacks %q:\n%s", form, test.want, &out)
			}
		}
	}
	var out bytes.Buffer
	if err := page(0, measured("CMemory", 6, at(48*bench.KiB, 3))).Forms().Write(&out, "csv"); err != nil || strings.Contains(out.String(), " at ") {
		t.Errorf("without a rate: %v\n%s", err, &out)
	}
}

// TestNoDanger: a fastest arm that copies is called harmless, and nothing is said of a
// view's danger.
func TestNoDanger(t *testing.T) {
	s := measured("CMemory", 6, at(48*bench.KiB, 3))
	s.Answer.Gains[0].Danger, s.Answer.Gains[0].Safe = false, verdict.Safe{}
	got := body(t, page(0, s))
	if strings.Contains(got, "Danger") || !strings.Contains(got, "; it copies, so nothing depends") {
		t.Errorf("prints\n%s", got)
	}
}

// TestCollectorIsNamed: processors that the collector keeps busy are part of a rate, and
// are named.
func TestCollectorIsNamed(t *testing.T) {
	s := measured("CMemory", 6, at(48*bench.KiB, 3))
	if got := body(t, page(20000, s)); strings.Contains(got, "collector") {
		t.Errorf("names a collector that did nothing:\n%s", got)
	}
	s.Cases[0].Arm("copy").Values["gc-cpu-ns/op"] = within(5000, 5000, 5000)
	if got := body(t, page(20000, s)); !strings.Contains(got, "at 20000/s 0.21 CPU with the\n        collector and") {
		t.Errorf("does not name the collector:\n%s", got)
	}
}

func TestCostText(t *testing.T) {
	s := measured("CMemory", 6, at(64, 1))
	a := &s.Cases[0].Arms[0]
	for _, test := range []struct {
		center, lo, hi float64
		want           string
	}{
		{5300, 5090, 5510, "5.30 ±0.21µs"},
		{12.34, 12.3, 12.38, "12.3 ±0.04ns"},
		{0.01, -0.5, 0.5, "0.01 ±0.50ns"},
		{-46, -50, -40, "-46.0 ±5.0ns"},
		{2e9, 1.9e9, 2.1e9, "2.00 ±0.10s"},
		{999.9, 990, 1010, "1.00 ±0.01µs"},
		{3e6, 3e6, 3e6, "3.00 ±0ms"},
		{5, math.Inf(-1), math.Inf(1), "undecided"},
	} {
		a.Cost.OverBest = within(test.center, test.lo, test.hi)
		if got := body(t, page(0, s)); !strings.Contains(got, " "+test.want+" ") {
			t.Errorf("%v [%v, %v] is not %q:\n%s", test.center, test.lo, test.hi, test.want, got)
		}
	}
}
