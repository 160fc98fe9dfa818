package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// progress talks on standard error: one live line on a terminal, a line a
// finished case elsewhere. It writes only when it is called, which is between
// launches, so nothing is drawn inside a sample.
type progress struct {
	out   io.Writer
	live  bool
	drawn bool
	begin time.Time
	total int    // cases in the whole run
	done  int    // of scenarios before this one
	in    string // the scenario at hand
	at    int    // its cases that are done
}

func newProgress(out io.Writer, total int) *progress {
	p := &progress{out: out, total: total, begin: time.Now()}
	if f, ok := console.Raw(out).(*os.File); ok {
		p.live = machine.Terminal(f) && !machine.NoColor()
	}
	return p
}

// say prints a line that stays.
func (p *progress) say(format string, args ...any) {
	p.clear()
	fmt.Fprintf(p.out, format+"\n", args...)
}

// line prints a line that stays, unless there is a live one.
func (p *progress) line(text string) {
	if !p.live {
		fmt.Fprintln(p.out, text)
	}
}

// clear takes the live line away.
func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(console.Raw(p.out), "\r\x1b[K")
		p.drawn = false
	}
}

// pace redraws the live line.
func (p *progress) pace(at session.Pace) {
	if at.Scenario != p.in {
		p.done += p.at
		p.in = at.Scenario
	}
	p.at, p.total = at.Closed, at.Cases
	if !p.live {
		return
	}
	what := "measuring"
	if at.Proving {
		what = "proving"
	}
	p.clear()
	fmt.Fprintf(p.out, "%s %s  %d launches  %d/%d cases done  %s", what, at.Scenario, at.Done, p.done+p.at, p.total, time.Since(p.begin).Round(time.Second))
	if at.Left >= 0 {
		fmt.Fprintf(p.out, "  %s left", at.Left.Round(time.Second))
	}
	p.drawn = true
}
