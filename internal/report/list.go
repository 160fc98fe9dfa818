package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
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

// List prints the scenarios for people.
func List(w io.Writer, entries []Entry) error {
	var out strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&out, "%s (%s)\n", e.Name, strings.Join(e.Class, "+"))
		fmt.Fprintf(&out, "    %s\n    arms: %s\n    axes: %s\n", e.Question, strings.Join(e.Arms, ", "), strings.Join(e.Axes, ", "))
		if !e.Runnable {
			fmt.Fprintf(&out, "    cannot run here: %s\n", e.Reason)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// JSON prints any value of this package, indented.
func JSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
