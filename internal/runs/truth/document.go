package truth

import (
	"context"
	"runtime"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
)

// Examine is what disturbs this machine, as reports print it. It takes a second.
func Examine(ctx context.Context) (report.MachineDocument, error) {
	x, err := machine.ExamineHere(ctx)
	doc := report.MachineDocument{
		Machine: machine.ID(machine.Read("/")), System: runtime.GOOS + "/" + runtime.GOARCH,
		Findings: []report.Finding{}, Unknown: append([]string{}, x.Unknown...),
	}
	for _, f := range x.Findings {
		doc.Findings = append(doc.Findings, report.Finding{Name: f.Name, Seen: f.Seen, Grade: string(f.Grade), Why: f.Why, Try: f.Try})
	}
	return doc, err
}

// Document is what became of controls, as reports print it.
func Document(outcomes []Outcome) (doc report.ControlsDocument) {
	states := map[State]string{Caught: report.Caught, Missed: report.Missed, Skipped: report.Skipped}
	for _, o := range outcomes {
		doc.Controls = append(doc.Controls, report.Control{
			Name: o.Control.Name(), Pretends: o.Control.Pretends, By: string(o.Control.By), Said: o.Said, Verdict: states[o.State],
		})
	}
	return doc
}

// Document is a calibration that was given a time, as reports print it.
func (c *Calibration) Document(limit time.Duration) report.Calibration {
	doc := report.Calibration{
		Machine: c.Machine, Go: c.Go, Date: c.Date, Seconds: limit.Seconds(), Alpha: verdict.SequentialAlpha, Power: verdict.Power,
		Classes: []report.ClassJSON{}, Fit: report.Fitness(c.Fitness),
	}
	for _, class := range c.Classes {
		doc.Classes = append(doc.Classes, report.Class(class))
	}
	return doc
}
