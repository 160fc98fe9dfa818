package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/interval"
)

// Culprit is the document of a bisection: the commit of a change.
type Culprit struct {
	Benchmark, Unit string
	Before, First   TrackCommit
	Total           interval.Estimate
	Steps           []CulpritStep
	Unbuildable     []string
}

// CulpritStep is one comparison with the first commit of the range.
type CulpritStep struct {
	Commit TrackCommit
	Ratio  interval.Estimate
	Has    bool
}

// Forms implements a document: text and JSON.
func (c Culprit) Forms() Forms {
	return Forms{TextForm: c.text, JSONForm: func(w io.Writer) error { return JSON(w, c.document()) }}
}

func (c Culprit) text(w io.Writer) error {
	var out strings.Builder
	indented(&out, "", fmt.Sprintf("%s changed %s by %s [%s, %s]%s", c.First.Short, c.Benchmark, change(c.Total.Center), change(c.Total.Lo), change(c.Total.Hi), c.lead()))
	if c.First.Subject != "" {
		indented(&out, "  ", plain(c.First.Subject))
	}
	for _, s := range c.Steps {
		word := "without the change"
		if s.Has {
			word = "with the change"
		}
		indented(&out, "  ", fmt.Sprintf("%s %s %s", s.Commit.Short, change(s.Ratio.Center), word))
	}
	for _, text := range c.Unbuildable {
		indented(&out, "  ", "not comparable: "+sentence(text))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// lead says how sure the commit is.
func (c Culprit) lead() string {
	n := counted(len(c.Steps), "comparison", "comparisons")
	if len(c.Unbuildable) > 0 {
		return fmt.Sprintf(" (%s; or a commit behind %s that is not comparable)", n, c.Before.Short)
	}
	return " (" + n + ")"
}

// culpritJSON is the JSON of a bisection.
type culpritJSON struct {
	Benchmark   string            `json:"benchmark"`
	Unit        string            `json:"unit"`
	Before      TrackCommit       `json:"before"` // the last commit without the change
	First       TrackCommit       `json:"first"`  // the first commit with it
	Ratio       TrackSpan         `json:"ratio"`
	Steps       []culpritStepJSON `json:"steps"`
	Unbuildable []string          `json:"not_comparable"`
}

type culpritStepJSON struct {
	Commit TrackCommit `json:"commit"`
	Ratio  TrackSpan   `json:"ratio"`
	Has    bool        `json:"has_change"`
}

func (c Culprit) document() culpritJSON {
	d := culpritJSON{Benchmark: c.Benchmark, Unit: c.Unit, Before: c.Before, First: c.First, Ratio: spanOf(c.Total), Steps: []culpritStepJSON{}, Unbuildable: notNil(c.Unbuildable)}
	for _, s := range c.Steps {
		d.Steps = append(d.Steps, culpritStepJSON{s.Commit, spanOf(s.Ratio), s.Has})
	}
	return d
}
