// Package progress tells a person how far a command is: by one live line on a terminal,
// and by a line per finished part elsewhere. It writes to standard error only when it is
// called, which is between launches, so nothing is drawn inside a sample.
package progress

import (
	"fmt"
	"io"
	"os"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
)

// line is the live line, and the lines that stay above it.
type line struct {
	out   io.Writer
	live  bool
	drawn bool
}

func newLine(out io.Writer) *line {
	l := &line{out: out}
	if f, ok := console.Raw(out).(*os.File); ok {
		l.live = machine.Terminal(f) && !machine.NoColor()
	}
	return l
}

// say prints a line that stays.
func (l *line) say(text string) {
	l.clear()
	fmt.Fprintln(l.out, text)
}

// note prints a line that stays, if there is no live line.
func (l *line) note(text string) {
	if !l.live {
		fmt.Fprintln(l.out, text)
	}
}

// draw replaces the live line, if there is one.
func (l *line) draw(text string) {
	if !l.live {
		return
	}
	l.clear()
	fmt.Fprint(l.out, text)
	l.drawn = true
}

// clear takes the live line away.
func (l *line) clear() {
	if l.drawn {
		fmt.Fprint(console.Raw(l.out), "\r\x1b[K")
		l.drawn = false
	}
}
