package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Entry is one scenario of a list.
type Entry struct {
	Name     string   `json:"name"`
	Question string   `json:"question"`
	Class    []string `json:"class"`
	Arms     []string `json:"arms"`
	Axes     []string `json:"axes"` // what a run can vary: keys of -axis, and size and passes
	Runnable bool     `json:"runnable"`
	Reason   string   `json:"reason"` // why it cannot run here and what mends it; empty if it can
}

// List is the document of all scenarios.
type List []Entry

// ListOf lists scenarios as their program describes them.
func ListOf(all []launch.Description) (doc List) {
	for _, d := range all {
		doc = append(doc, entryOf(d))
	}
	return doc
}

func entryOf(d launch.Description) Entry {
	e := Entry{Name: d.Info.Name, Question: d.Info.Question, Reason: d.Reason()}
	e.Axes = append([]string{"size", "passes"}, launch.AxesOf(d.Info.Grid)...)
	e.Runnable = e.Reason == ""
	for _, class := range d.Info.Class {
		e.Class = append(e.Class, string(class))
	}
	for _, r := range d.Rivals {
		e.Arms = append(e.Arms, r.Name)
	}
	return e
}

// text prints a paragraph per scenario.
func (l List) text(w io.Writer) error {
	var out strings.Builder
	for _, e := range l {
		fmt.Fprintf(&out, "%s (%s)\n", e.Name, strings.Join(e.Class, "+"))
		fmt.Fprintf(&out, "    %s\n    arms: %s\n    axes: %s\n", e.Question, strings.Join(e.Arms, ", "), strings.Join(e.Axes, ", "))
		if !e.Runnable {
			fmt.Fprintf(&out, "    cannot run here: %s\n", e.Reason)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// markdown prints a row per scenario.
func (l List) markdown(w io.Writer) error {
	g := grid{header: []string{"scenario", "question", "class", "arms", "axes", "cannot run here"}, left: 6}
	for _, e := range l {
		row := []string{e.Name, e.Question, strings.Join(e.Class, "+"), strings.Join(e.Arms, ", "), strings.Join(e.Axes, ", "), e.Reason}
		for i := range row {
			row[i] = escaped(plain(row[i]))
		}
		g.rows = append(g.rows, row)
	}
	if err := g.markdown(w); err != nil {
		return fmt.Errorf("print the list in markdown: %w", err)
	}
	return nil
}
