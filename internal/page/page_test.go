package page_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
)

// document is a run as the package report's tests have it.
func document(t *testing.T) (d report.Document) {
	t.Helper()
	text, err := os.ReadFile("../report/testdata/run.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func render(t *testing.T, d report.Document, p report.Place) string {
	t.Helper()
	var out bytes.Buffer
	d.Place = &p
	if err := page.Run(&out, d); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestRun: the page has a card for each scenario, its values, and nothing from elsewhere.
func TestRun(t *testing.T) {
	d := document(t)
	d.Build = "go1.26"
	text := render(t, d, report.Place{File: "r.txt", Machine: "m-2c-abcdef", Config: map[string]string{"cpu": "A Processor"}})
	for _, s := range d.Scenarios {
		for _, want := range []string{`<article id="` + s.Name + `">`, s.Question} {
			if !strings.Contains(text, want) {
				t.Errorf("the page lacks %q", want)
			}
		}
	}
	for _, want := range []string{"m-2c-abcdef", "A Processor", "go1.26", "<svg", "Content-Security-Policy"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if found := regexp.MustCompile(`(src|href)="?(https?:|//)|url\(|@import`).FindString(text); found != "" {
		t.Errorf("the page asks for something from elsewhere: %q", found)
	}
	_, rest, _ := strings.Cut(text, `id="data">`)
	data, _, _ := strings.Cut(rest, "</script>")
	var again struct {
		Version int
		Runs    []struct {
			Scenarios []struct {
				Cases []struct{ Arms []struct{ Ns []float64 } }
			}
		}
	}
	if err := json.Unmarshal([]byte(data), &again); err != nil || again.Version != page.Version || len(again.Runs) != 1 || len(again.Runs[0].Scenarios) != len(d.Scenarios) {
		t.Errorf("the JSON in the page: %v, %+v", err, again)
	}
}

// TestHostile: what comes from a file is text, wherever it stands.
func TestHostile(t *testing.T) {
	const evil = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'`
	d := document(t)
	for i := range d.Scenarios {
		s := &d.Scenarios[i]
		s.Name, s.Question, s.Answer, s.Third = evil, evil, evil, evil
		s.Card.Valid, s.Card.Incident.What, s.Card.Incident.Source = evil, evil, evil
		for j := range s.Breakevens {
			s.Breakevens[j].Sentence, s.Breakevens[j].Answer = evil, evil
		}
		for j := range s.Cases {
			s.Cases[j].Axes = map[string]string{evil: evil}
			for k := range s.Cases[j].Arms {
				s.Cases[j].Arms[k].Name = evil
			}
		}
		for j := range s.Grid {
			s.Grid[j].Winner = evil
		}
	}
	d.Failed, d.Reader, d.Build = []report.Failure{{Name: evil, Reason: evil}}, evil, evil
	text := render(t, d, report.Place{File: evil, Machine: evil, Commit: evil, Unfit: evil, Config: map[string]string{"cpu": evil}})
	if strings.Contains(text, "<script>alert") || strings.Contains(text, "<img") {
		t.Error("a text from a file became markup")
	}
	if n := strings.Count(text, "<script"); n != 2 {
		t.Errorf("the page has %d scripts, want its own 2", n)
	}
}

// TestLittle: a run with little in it has a page too.
func TestLittle(t *testing.T) {
	for name, d := range map[string]report.Document{
		"nothing":  {},
		"no cases": {Scenarios: []report.ScenarioJSON{{Name: "A", Question: "B?"}}},
		"one arm": {Scenarios: []report.ScenarioJSON{{Name: "A", Cases: []report.CaseJSON{{
			Size: 64, Passes: 1, Clock: "ns/op", Arms: []report.ArmJSON{{Name: "view", Values: map[string]report.EstimateJSON{"ns/op": {Center: 5, N: 1}}}},
		}}}}},
	} {
		if text := render(t, d, report.Place{}); !strings.Contains(text, "</html>") {
			t.Errorf("%s: the page is cut off", name)
		}
	}
}

// TestForms: a run has a page and a drawing beside the forms of its report.
func TestForms(t *testing.T) {
	r := report.Run{Scenarios: []report.Scenario{{Info: bench.Info{Name: "Some"}}, {Info: bench.Info{Name: "Other"}}}, Setup: report.Setup{Place: report.Place{File: "r.txt", Machine: "m-2c-abcdef"}}}
	for form, want := range map[string]string{report.HTMLForm: "m-2c-abcdef", report.SVGForm: `<svg xmlns="http://www.w3.org/2000/svg"`, report.JSONForm: "Some"} {
		var out bytes.Buffer
		if err := page.RunForms(r).Write(&out, form); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%s: %v, want %q in it", form, err, want)
		}
	}
	if err := page.SVG(io.Discard, report.Document{Scenarios: []report.ScenarioJSON{{Name: "A"}}}); err == nil {
		t.Error("a scenario without cases is drawn")
	}
}

// TestColumns: two machines are two columns. Each figure stands in that of its machine,
// and the data for programs has both.
func TestColumns(t *testing.T) {
	a, b := crossed(), crossed()
	a.Place, b.Place = &report.Place{Machine: "first-machine"}, &report.Place{Machine: "second-machine"}
	b.Scenarios[0].Answer = "the copy wins there"
	values := b.Scenarios[0].Cases[0].Arms[0].Values
	values["ns/op"] = report.EstimateJSON{Center: 777, N: 3}
	b.Scenarios = append(b.Scenarios, report.ScenarioJSON{Name: "OnlySecond"})
	var out bytes.Buffer
	if err := page.Run(&out, a, b); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	first, second := strings.Index(text, "<h3>A: first-machine"), strings.Index(text, "<h3>B: second-machine")
	if first < 0 || second < first {
		t.Fatalf("the columns stand at %d and %d", first, second)
	}
	for words, below := range map[string]int{"the view wins from 1KiB on": first, "the copy wins there": second, "<td>777ns</td>": second} {
		if at := strings.Index(text, words); at < below || below == first && at > second {
			t.Errorf("%q stands at %d, the columns at %d and %d", words, at, first, second)
		}
	}
	if n := strings.Count(text, "<td>777ns</td>"); n != 1 {
		t.Errorf("a figure of one machine stands there %d times", n)
	}
	for _, want := range []string{`data-name="CMemory A"`, `data-name="CMemory B"`, `"name":"first-machine"`, `"name":"second-machine"`, `<article id="OnlySecond">`} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// TestCard: a card has the caches, the launches in their order, the proof, the bytes moved
// and what is measured under other conditions.
func TestCard(t *testing.T) {
	d := crossed()
	d.Caches = []report.CacheJSON{{Name: "L1", Size: 32 * bench.KiB}, {Name: "LLC", Size: bench.GiB}}
	s := &d.Scenarios[0]
	s.Changes = &report.ChangesJSON{
		Pivot: report.CellJSON{Case: "size=4KiB/passes=1"},
		Flips: []report.ChangeJSON{{Axis: "cache", Value: "cold", Cell: report.CellJSON{Winner: "copy"}}},
		Holds: []report.ChangeJSON{{Axis: "order", Value: "random", Cell: report.CellJSON{Winner: "view"}}},
	}
	s.Cases[1].Arms[0].Values["copied-B/op"] = report.EstimateJSON{Center: 4096, N: 3}
	for i := range s.Cases {
		for j := range s.Cases[i].Arms {
			s.Cases[i].Arms[j].Proof, s.Cases[i].Arms[j].Launches = "moved", []float64{10, 30, 20}
		}
	}
	s.Cases[2].Arms[1].Proof = "aliases"
	text := render(t, d, report.Place{})
	for _, want := range []string{
		">L1</text>", "3 launches", "10.0ns to 30.0ns", "<li>copy: moved in 3 cases</li>", "<li>view: moved in 2 cases, aliases in 1 case</li>",
		"<td>2.00</td>", `<th scope="col">cache cold</th>`, "<strong>turns</strong>", `<th scope="col">order random</th>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the card lacks %q", want)
		}
	}
	if strings.Contains(text, ">LLC</text>") {
		t.Error("a cache beyond the sizes is drawn")
	}
	if n := strings.Count(text, "<strong>turns</strong>"); n != 1 {
		t.Errorf("%d conditions turn the answer, want 1", n)
	}
}

// TestComparison: what is worse stands before what is better, and the larger change first.
func TestComparison(t *testing.T) {
	lo, hi := 1.2, 1.4
	cell := func(center, ratio float64, verdict string) *report.SampleCellJSON {
		return &report.SampleCellJSON{N: 6, Center: center, Against: &report.ComparisonJSON{Verdict: verdict, Counted: verdict, Ratio: &report.EstimateJSON{Center: ratio, Lo: &lo, Hi: &hi}}}
	}
	base := &report.SampleCellJSON{N: 6, Center: 1e-6}
	d := report.ComparisonDocument{Summary: "1 worse of 4", Tables: []report.ComparisonTableJSON{{
		Unit: "sec/op", Columns: []report.ColumnJSON{{Labels: []string{"old"}}, {Labels: []string{"new"}}},
		Rows: []report.ComparisonRowJSON{
			{Name: "Same", Cells: []*report.SampleCellJSON{base, cell(1e-6, 1, "same")}},
			{Name: "Better<b>", Cells: []*report.SampleCellJSON{base, cell(0.5e-6, 0.5, "better")}},
			{Name: "Worse", Cells: []*report.SampleCellJSON{base, cell(1.3e-6, 1.3, "worse")}},
			{Name: "MuchWorse", Cells: []*report.SampleCellJSON{base, cell(3e-6, 3, "worse")}},
			{Name: "Alone", Cells: []*report.SampleCellJSON{base, nil}},
		},
	}}}
	var out bytes.Buffer
	if err := page.Comparison(&out, d); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	last := -1
	for _, name := range []string{"<td>MuchWorse", "<td>Worse", "<td>Better&lt;b&gt;", "<td>Same"} {
		at := strings.Index(text, name)
		if at < last || at < 0 {
			t.Errorf("%s stands at %d, behind %d", name, at, last)
		}
		last = at
	}
	for _, want := range []string{"+200 %", "1.30µs", "1 worse of 4"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(text, "Alone") || strings.Contains(text, "Better<b>") {
		t.Error("a row without a comparison stands there, or a name became markup")
	}
}

// TestComparisonPairs: of two changes for the worse the surer one stands first. Pairs are
// drawn in their order, and what is the same is not drawn.
func TestComparisonPairs(t *testing.T) {
	bound := func(center, lo, hi float64) *report.EstimateJSON {
		return &report.EstimateJSON{Center: center, Lo: &lo, Hi: &hi}
	}
	row := func(name, verdict string, e *report.EstimateJSON) report.ComparisonRowJSON {
		return report.ComparisonRowJSON{Name: name, Cells: []*report.SampleCellJSON{
			{N: 3, Center: 1e-6, Values: []float64{1e-6, 3e-6, 2e-6}},
			{N: 3, Center: 2e-6, Values: []float64{2e-6, 4e-6, 9e-6}, Against: &report.ComparisonJSON{Verdict: verdict, Counted: verdict, Method: "paired", Ratio: e}},
		}}
	}
	mean := 1.5
	d := report.ComparisonDocument{Tables: []report.ComparisonTableJSON{{
		Unit: "sec/op", Columns: []report.ColumnJSON{{}, {Labels: []string{"new"}, Ratio: &mean}},
		Rows: []report.ComparisonRowJSON{
			row("LooksLarge", "worse", bound(3, 1.01, 9)), row("Sure", "worse", bound(1.5, 1.4, 1.6)), row("Same", "same", bound(1, 0.99, 1.01)), row("NoEnds", "undecided", &report.EstimateJSON{Center: 8}),
		},
	}}}
	var out bytes.Buffer
	if err := page.Comparison(&out, d); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if sure, large := strings.Index(text, "<td>Sure"), strings.Index(text, "<td>LooksLarge"); sure < 0 || large < sure {
		t.Errorf("the sure change stands at %d, the other one at %d", sure, large)
	}
	for want, n := range map[string]int{
		"<figcaption>Sure sec/op: worse &#43;50 % [&#43;40 % to &#43;60 %]</figcaption>": 1, "<figcaption>Same": 0, "<figcaption>NoEnds": 1,
		`<line class="whisker any" x1="52.0"`: 3, "<td>sec/op</td><td>new </td><td>2</td><td>1</td><td>0</td><td>0</td><td>0</td><td>1</td><td>&#43;50 %</td>": 1,
	} {
		if got := strings.Count(text, want); got != n {
			t.Errorf("%q stands there %d times, want %d", want, got, n)
		}
	}
}

// TestGate: outcomes stand on the page.
func TestGate(t *testing.T) {
	var out bytes.Buffer
	err := page.Gate(&out, report.GateDocument{Summary: "1 broken", Problems: []string{"<lost>"}, Outcomes: []report.OutcomeJSON{{Of: "claim", Name: "a copy is slow", Outcome: "holds"}, {Of: "claim", Name: "a view is fast", Outcome: "broken", Said: "2×"}}})
	if err != nil {
		t.Fatal(err)
	}
	if broken, holds := strings.Index(out.String(), "a view is fast"), strings.Index(out.String(), "a copy is slow"); holds < broken {
		t.Errorf("what is broken stands at %d, behind what holds at %d", broken, holds)
	}
	for _, want := range []string{"1 broken", "a view is fast", "&lt;lost&gt;"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
