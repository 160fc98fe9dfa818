package session

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
)

// trust notes how far the figures of a run can be believed, beside their intervals: load
// and steal at its start and at its end, and disturbances of the worst grade.
type trust struct {
	load   float64 // of the machine at the start, over a minute
	stolen string  // what the start says of steal; empty if it is not known
}

// look is how long the machine is watched before a run: some ticks of the kernel.
const look = 250 * time.Millisecond

// begin looks at the machine before anything is measured.
func (t *trust) begin(ctx context.Context, file *keeper) {
	t.load = machine.Read("/").Load
	x, err := machine.Examine("/", func() {
		select {
		case <-ctx.Done():
		case <-time.After(look):
		}
	})
	if err != nil {
		return // there is nothing to look at on this system
	}
	for _, f := range x.Findings {
		if f.Name == "steal" {
			t.stolen, _ = strings.CutSuffix(f.Seen, " now")
		}
	}
	for _, text := range failing(x.Findings) {
		file.warn("%s", text)
	}
}

// failing are the findings of the worst grade, in sentences.
func failing(all []machine.Finding) (said []string) {
	for _, f := range all {
		if f.Grade != machine.Fail {
			continue
		}
		text := fmt.Sprintf("%s: %s: %s", f.Name, f.Seen, f.Why)
		if f.Try != "" {
			text += " (try: " + f.Try + ")"
		}
		said = append(said, text)
	}
	return said
}

// end notes load and steal in the file, and returns all that was noted of trust.
func (t *trust) end(before machine.Disturbance, took time.Duration, file *keeper) []string {
	d, now := machine.Disturbed("/").Since(before), machine.Read("/")
	line := t.line(now.Load, stolenShare(d.Stolen, now.CPU.Cores, took))
	file.Note("%s", line)
	return append([]string{line}, file.warned...)
}

// stolenShare is the share of the machine's processors that other guests took: stolen time
// is that of all of them. It is negative if it is not known.
func stolenShare(stolen time.Duration, cpus int, took time.Duration) float64 {
	if stolen < 0 || cpus < 1 || took <= 0 {
		return -1
	}
	return float64(stolen) / float64(cpus) / float64(took)
}

// line says load and steal at the start and at the end.
func (t *trust) line(load, stolen float64) string {
	line := fmt.Sprintf("load %.2f at the start, %.2f at the end (a run is about 1 of it)", t.load, load)
	switch {
	case t.stolen != "" && stolen >= 0:
		line += fmt.Sprintf("; steal %s at the start, %.1f %% during the run", t.stolen, 100*stolen)
	case stolen >= 0:
		line += fmt.Sprintf("; steal %.1f %% during the run", 100*stolen)
	}
	return line
}
