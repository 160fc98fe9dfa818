package shell

import (
	"bytes"
	"strings"
)

// tail keeps the end of a text.
type tail struct {
	text bytes.Buffer
	most int
}

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.text.Write(p)
	if over := t.text.Len() - t.most; over > 0 {
		t.text.Next(over)
	}
	return len(p), nil
}

// String returns the end of the text in one line.
func (t *tail) String() string { return strings.Join(strings.Fields(t.text.String()), " ") }
