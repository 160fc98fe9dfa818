package progress

import (
	"fmt"
	"io"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// Run tells of a run of scenarios.
func Run(stderr io.Writer) session.Watch { return watch(newLine(stderr), time.Now()) }

func watch(l *line, began time.Time) session.Watch {
	return session.Watch{
		Say:  l.say,
		Case: func(c verdict.Comparison) { l.note(report.Brief(c)) },
		Pace: func(at session.Pace) { l.draw(paced(at, time.Since(began))) },
		Busy: func() { l.say(machine.Beside + " (-wait waits for its end)") },
	}
}

// paced is the live line of a run. It stands still while a launch measures, so it says how
// long that may take.
func paced(at session.Pace, since time.Duration) string {
	what := "measuring"
	if at.Proving {
		what = "proving"
	}
	text := fmt.Sprintf("%s %s  %d/%d cases", what, at.Scenario, at.Done, at.Cases)
	if at.Further > 0 {
		text += fmt.Sprintf(" +%d further", at.Further)
	}
	text += fmt.Sprintf("  launch ≤%s  %s", upTo(at.Launch), since.Round(time.Second))
	if at.Left >= 0 {
		text += fmt.Sprintf(", %s left", at.Left.Round(time.Second))
	}
	return text
}

// upTo rounds a time up to a tenth of a second, or to a second.
func upTo(t time.Duration) time.Duration {
	unit := time.Second / 10
	if t > 2*time.Second {
		unit = time.Second
	}
	return max((t + unit - 1).Truncate(unit), unit)
}
