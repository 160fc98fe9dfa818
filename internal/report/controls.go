package report

import (
	"fmt"
	"io"
	"strings"
)

// Control is the outcome of an arm that lies.
type Control struct {
	Name     string `json:"name"`
	Pretends string `json:"pretends"` // "to …", and what it does instead
	By       string `json:"by"`       // what must catch it
	Said     string `json:"said"`     // what was said of it, empty if nothing; where it is skipped, why
	Verdict  string `json:"verdict"`
}

// Verdicts on controls.
const (
	Caught  = "caught"
	Missed  = "NOT CAUGHT"
	Skipped = "skipped" // it cannot be tried in this build
)

// ControlsDocument is the JSON of all controls.
type ControlsDocument struct {
	Controls []Control `json:"controls"`
}

// Widths of the columns of sentences: with the names and verdicts they fit a
// terminal.
const (
	pretendsWidth = 21
	saidWidth     = 31
)

// Controls prints one row per control: its pretence, the stage that spoke and its words,
// and whether it was caught.
func Controls(w io.Writer, all []Control) error {
	g := grid{header: []string{"control", "pretends", "what was said", "verdict"}, left: 4}
	for _, c := range all {
		pretends, said := wrap(c.Pretends, pretendsWidth), wrap(c.saying(), saidWidth)
		g.rows = append(g.rows, []string{c.Name, strings.Join(pretends, "\n"), strings.Join(said, "\n"), c.Verdict})
	}
	var out strings.Builder
	if err := g.text(&out); err != nil {
		return fmt.Errorf("print the controls: %w", err)
	}
	if err := printLines(w, out.String()); err != nil {
		return fmt.Errorf("print the controls: %w", err)
	}
	return nil
}

// saying is the words about a control, and their stage.
func (c Control) saying() string {
	switch {
	case c.Verdict == Caught:
		return c.By + ": " + c.Said
	case c.Verdict == Missed && c.Said == "":
		return c.By + " said nothing"
	case c.Verdict == Missed:
		return "not what " + c.By + " must say: " + c.Said
	}
	return c.Said
}
