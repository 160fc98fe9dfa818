package session

import (
	"fmt"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
)

// Watch is told what happens. It is called between launches only, so that nothing is
// drawn while a child measures. Any field may be nil.
type Watch struct {
	Say  func(line string)          // a line for people
	Case func(c verdict.Comparison) // a case has been measured enough
	Pace func(p Pace)
	Busy func() // another run measures on this machine, and this one does not wait
}

// Pace is how far a run has come.
type Pace struct {
	Scenario    string
	Proving     bool
	Done, Cases int           // of the grid of the whole run: measured enough, and all
	Further     int           // cases beyond the grid, so far
	Launch      time.Duration // how long the next launch may take
	Left        time.Duration // of a budget; negative without one
}

func (w Watch) say(format string, args ...any) {
	if w.Say != nil {
		w.Say(fmt.Sprintf(format, args...))
	}
}
