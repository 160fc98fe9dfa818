package report

import (
	"io"

	"github.com/bufbench/bufbench/internal/judge/gate"
)

// GateDocument is the JSON of a gate.
type GateDocument struct {
	Schema   int           `json:"schema"` // 1
	Summary  string        `json:"summary"`
	Complete bool          `json:"complete"`
	Problems []string      `json:"problems"` // why it is not complete
	First    string        `json:"first"`    // why there is no baseline to compare with, where that is no mistake
	Notes    []string      `json:"notes"`    // how texts were read, where a person should know
	Across   []string      `json:"across"`
	Outcomes []OutcomeJSON `json:"outcomes"`
}

// OutcomeJSON is what became of a claim, or of a row of the baseline.
type OutcomeJSON struct {
	Of           string `json:"of"` // claim or baseline
	Name         string `json:"name"`
	Unit         string `json:"unit"`
	Outcome      string `json:"outcome"`      // holds, allowed, broken, gone, undecided, acknowledged or skipped
	Looks        bool   `json:"looks_broken"` // it is undecided, and looks broken
	Doubt        string `json:"doubt"`        // why it is undecided and no all-clear; may be empty
	Said         string `json:"said"`
	Acknowledged string `json:"acknowledged"` // the reason and the last day; empty where it is not
}

// json prints a gate as one JSON object.
func (c Gate) json(w io.Writer) error {
	doc := GateDocument{Schema: 1, Summary: c.Summary(), Complete: len(c.Problems) == 0 && gate.Counts(c.Outcomes)[gate.Gone] == 0, First: c.First, Notes: notNil(c.Notes), Problems: notNil(c.Problems), Across: notNil(c.Across), Outcomes: []OutcomeJSON{}}
	for _, o := range c.Outcomes {
		doc.Outcomes = append(doc.Outcomes, OutcomeJSON{o.Of, o.Name, o.Unit, string(o.Word), o.Looks, gateDoubt(o), saidOf(o), acknowledged(o)})
	}
	return JSON(w, doc)
}
