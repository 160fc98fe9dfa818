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
