package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/bufbench/bufbench/internal/host/console"
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
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, harmless(text.String()))
	return err
}

// harmless escapes characters in the strings of a JSON text, so that no terminal and
// no runner takes an order from it. The text decodes to the same values as before.
func harmless(text string) string {
	text = console.Bracketed.ReplaceAllString(text, `$1\u005b`)
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || !console.Hidden(r):
			out.WriteRune(r)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&out, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
	}
	return out.String()
}
