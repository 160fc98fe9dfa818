package console

import (
	"bytes"
	"io"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Writer passes text on without anything that could deceive a terminal, a runner or a
// person. Hidden characters (see [Hidden]) become U+FFFD. Commands of a runner get a
// space in their middle: these are ::name::… at the beginning of a line, also after
// blanks, and all that [Bracketed] finds. Lines and tabs stay.
//
// This program's own messages to a terminal or a runner go to [Raw].
type Writer struct {
	Colors bool // the colours of this program's own tables stay

	mu      sync.Mutex
	w       io.Writer
	begin   bool // only blanks were written of this line
	colon   bool // and then one colon
	marks   int  // of "##name" before this, how many #
	named   bool // and a letter behind them
	pending []byte
	out     bytes.Buffer
}

// Raw returns what a writer passes text on to, in the end. What this program itself
// says to a terminal or a runner goes there.
func Raw(w io.Writer) io.Writer {
	for {
		outer, is := w.(interface{ Unwrap() io.Writer })
		if !is {
			return w
		}
		w = outer.Unwrap()
	}
}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w, begin: true} }

// Unwrap returns what it writes to.
func (w *Writer) Unwrap() io.Writer { return w.w }

// Write implements io.Writer.
func (w *Writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	text := p
	if len(w.pending) > 0 { // a character that began in the write before
		text = append(w.pending, p...)
		w.pending = nil
	}
	w.out.Reset()
	for len(text) > 0 {
		if own := w.color(text); own > 0 {
			w.out.Write(text[:own])
			text = text[own:]
			continue
		}
		if !utf8.FullRune(text) {
			w.pending = bytes.Clone(text)
			break
		}
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		w.pass(r)
	}
	if _, err := w.w.Write(w.out.Bytes()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// colors are what tables of this program use.
var colors = [][]byte{[]byte("\x1b[0m"), []byte("\x1b[31m"), []byte("\x1b[32m")}

// color is the length of the colour that text begins with; 0 is none.
func (w *Writer) color(text []byte) int {
	for _, c := range colors {
		if w.Colors && bytes.HasPrefix(text, c) {
			return len(c)
		}
	}
	return 0
}

// pass writes a character, or what stands for it.
func (w *Writer) pass(r rune) {
	if r == '\n' {
		w.begin, w.colon, w.marks, w.named = true, false, 0, false
		w.out.WriteByte('\n')
		return
	}
	if r != '\t' && Hidden(r) {
		r = unicode.ReplacementChar
	}
	if w.colon && r == ':' || w.marks >= 2 && r == '[' {
		w.out.WriteByte(' ')
	}
	w.colon = w.begin && r == ':'
	w.begin = w.begin && unicode.IsSpace(r)
	switch {
	case r == '#' && !w.named:
		w.marks++
	case r == '#':
		w.marks, w.named = 1, false
	case w.marks >= 2 && r < utf8.RuneSelf && (r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)):
		w.named = true
	default:
		w.marks, w.named = 0, false
	}
	w.out.WriteRune(r)
}
