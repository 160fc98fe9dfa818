package page_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

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

func render(t *testing.T, d report.Document, p page.Place) string {
	t.Helper()
	var out bytes.Buffer
	if err := page.Run(&out, d, p); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestRun: the page has a card for each scenario, its values, and nothing from elsewhere.
func TestRun(t *testing.T) {
	d := document(t)
	text := render(t, d, page.Place{File: "r.txt", Machine: "m-2c-abcdef", Config: map[string]string{"cpu": "A Processor", "go": "go1.26"}})
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
		Version   int
		Scenarios []struct {
			Cases []struct{ Arms []struct{ Ns []float64 } }
		}
	}
	if err := json.Unmarshal([]byte(data), &again); err != nil || again.Version != page.Version || len(again.Scenarios) != len(d.Scenarios) {
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
	d.Failed = []report.Failure{{Name: evil, Reason: evil}}
	text := render(t, d, page.Place{File: evil, Machine: evil, Commit: evil, Unfit: evil, Config: map[string]string{"cpu": evil}})
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
		if text := render(t, d, page.Place{}); !strings.Contains(text, "</html>") {
			t.Errorf("%s: the page is cut off", name)
		}
	}
}

// TestForms: the page and the drawing are made from the JSON form.
func TestForms(t *testing.T) {
	asJSON := func(w io.Writer) error { return json.NewEncoder(w).Encode(document(t)) }
	forms := page.Forms(asJSON, func() (page.Place, error) { return page.Place{Machine: "m-2c-abcdef"}, nil })
	for form, want := range map[string]string{report.HTMLForm: "m-2c-abcdef", report.SVGForm: `<svg xmlns="http://www.w3.org/2000/svg"`} {
		var out bytes.Buffer
		if err := forms.Write(&out, form); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%s: %v, want %q in it", form, err, want)
		}
	}
	if err := page.SVG(io.Discard, report.Document{Scenarios: []report.ScenarioJSON{{Name: "A"}}}); err == nil {
		t.Error("a scenario without cases is drawn")
	}
}
