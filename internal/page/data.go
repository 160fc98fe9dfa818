package page

import (
	"strconv"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/report"
)

// Version is that of [Data]. It changes when a name or a meaning changes.
const Version = 2

// Data is the JSON in a page, for its form and for programs. It has what the page shows,
// with four digits; the JSON form of a report has all of it. docs/page.md describes
// it.
type Data struct {
	Version int       `json:"version"`
	Runs    []RunData `json:"runs"` // one per column
}

// RunData is one run: one machine with one build.
type RunData struct {
	Name      string         `json:"name"` // machine and Go release
	Place     report.Place   `json:"place"`
	Scenarios []ScenarioData `json:"scenarios"`
}

// ScenarioData is one scenario.
type ScenarioData struct {
	Name   string     `json:"name"`
	Answer string     `json:"answer"`
	Card   bench.Card `json:"card"`
	Cases  []CaseData `json:"cases"` // under the usual conditions
	Other  []CaseData `json:"other"` // under other conditions, such as a cold cache
}

// CaseData is one case. Ceilings and probes are left out.
type CaseData struct {
	Size   bench.Bytes       `json:"size"`
	Passes int               `json:"passes"`
	Axes   map[string]string `json:"axes"`
	Arms   []ArmData         `json:"arms"`
}

// ArmData is one arm in one case. Ranges are the median and the ends of its interval; the
// ends are left out if there is none.
type ArmData struct {
	Name    string  `json:"name"`
	Ns      []digit `json:"ns"`               // per operation
	Factor  []digit `json:"factor,omitempty"` // times faster than the copy
	Longer  []digit `json:"longer,omitempty"` // ns per operation that it takes longer than the copy, paired by launch
	Verdict string  `json:"verdict,omitempty"`
	CPU     digit   `json:"cpu,omitempty"`     // ns of processors per operation, the collector's included
	Garbage digit   `json:"garbage,omitempty"` // bytes allocated per operation
}

// digit is a number that is written with four digits.
type digit float64

// MarshalJSON implements [json.Marshaler].
func (d digit) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(d), 'g', 4, 64), nil
}

// dataOf is the data of runs.
func dataOf(runs []report.Document) Data {
	out := Data{Version: Version}
	for _, d := range runs {
		out.Runs = append(out.Runs, runData(d))
	}
	return out
}

func runData(d report.Document) RunData {
	out := RunData{Name: nameOf(d), Place: placeOf(d), Scenarios: []ScenarioData{}}
	for _, s := range d.Scenarios {
		one := ScenarioData{Name: s.Name, Answer: s.Answer, Card: s.Card, Cases: []CaseData{}, Other: []CaseData{}}
		for _, c := range s.Cases {
			if c.Case().Usual() {
				one.Cases = append(one.Cases, caseData(c))
			} else {
				one.Other = append(one.Other, caseData(c))
			}
		}
		out.Scenarios = append(out.Scenarios, one)
	}
	return out
}

func caseData(c report.CaseJSON) CaseData {
	out := CaseData{Size: c.Size, Passes: c.Passes, Axes: c.Axes, Arms: []ArmData{}}
	for i := range c.Arms {
		a := &c.Arms[i]
		e, ok := timeOf(c, a)
		if reference.Is(a.Name) || !ok {
			continue
		}
		one := ArmData{Name: a.Name, Ns: rangeOf(&e), Factor: rangeOf(a.Factor), Longer: rangeOf(a.Longer), CPU: cpuOf(a)}
		if a.Against != nil {
			one.Verdict = a.Against.Verdict
		}
		if b, has := a.Values["B/op"]; has {
			one.Garbage = digit(b.Center)
		}
		out.Arms = append(out.Arms, one)
	}
	return out
}

// cpuOf is what an operation takes of the processors: of its thread and of the collector.
func cpuOf(a *report.ArmJSON) digit {
	own, clocked := a.Values["cpu-ns/op"]
	if !clocked {
		own = a.Values["ns/op"]
	}
	return digit(own.Center + a.Values["gc-cpu-ns/op"].Center)
}

func rangeOf(e *report.EstimateJSON) []digit {
	switch {
	case e == nil:
		return nil
	case e.Lo == nil || e.Hi == nil:
		return []digit{digit(e.Center)}
	}
	return []digit{digit(e.Center), digit(*e.Lo), digit(*e.Hi)}
}
