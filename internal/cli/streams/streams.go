// Package streams holds the standard streams of the process: documents go to standard
// output, talk goes to standard error.
package streams

import (
	"fmt"
	"io"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
)

// Streams are the standard streams.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Say prints a line of talk.
func (s *Streams) Say(format string, args ...any) { fmt.Fprintf(s.Err, format+"\n", args...) }

// Tell prints a line of talk as it is.
func (s *Streams) Tell(line string) { s.Say("%s", line) }

// Warn prints lines behind the name of the program: problems, and doubts about results.
func (s *Streams) Warn(lines ...string) {
	for _, line := range lines {
		s.Say("bufbench: %s", line)
	}
}

// Color reports whether standard output is to have colours, and lets them through. Choice
// is auto, always or never.
func (s *Streams) Color(choice string) bool {
	on := choice == "always" || choice == "auto" && machine.Color(s.Out)
	if w, is := s.Out.(*console.Writer); is {
		w.Colors = on
	}
	return on
}
