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

// progress talks on standard error: one live line on a terminal, a line per
// finished case elsewhere. It writes only when it is called, which is between
// launches, so nothing is drawn inside a sample.
type progress struct {
	out   io.Writer
	live  bool
	drawn bool
	begin time.Time
}

func newProgress(out io.Writer) *progress {
	p := &progress{out: out, begin: time.Now()}
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

// line prints a line that stays, if there is no live line.
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
	if !p.live {
		return
	}
	p.clear()
	fmt.Fprint(p.out, paced(at, time.Since(p.begin)))
	p.drawn = true
}

// paced is the live line. It stands still while a launch measures, so it says how long
// that may take.
func paced(at session.Pace, since time.Duration) string {
	what := "measuring"
	if at.Proving {
		what = "proving"
	}
	line := fmt.Sprintf("%s %s  %d/%d cases", what, at.Scenario, at.Done, at.Cases)
	if at.Further > 0 {
		line += fmt.Sprintf(" +%d further", at.Further)
	}
	line += fmt.Sprintf("  launch ≤%s  %s", upTo(at.Launch), since.Round(time.Second))
	if at.Left >= 0 {
		line += fmt.Sprintf(", %s left", at.Left.Round(time.Second))
	}
	return line
}

// upTo rounds a time up to a tenth of a second, or to a second.
func upTo(t time.Duration) time.Duration {
	unit := time.Second / 10
	if t > 2*time.Second {
		unit = time.Second
	}
	return max((t + unit - 1).Truncate(unit), unit)
}
