package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/truth"
	"github.com/urfave/cli/v3"
)

func (p *program) doctorCommand() *cli.Command {
	return &cli.Command{
		Name:         "doctor",
		Usage:        "say what disturbs this machine and what to type against it; whether this build can be believed; what this machine can tell",
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "controls", Usage: "try arms that lie: each must be caught"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON object in place of the table"},
			&cli.BoolFlag{Name: "calibrate", Usage: "compare identical code and planted slowdowns: what can this machine tell?"},
			&cli.DurationFlag{Name: "max-time", Value: time.Minute, Usage: "with -calibrate: how long it takes, about"},
			&cli.StringFlag{Name: "results", Value: "results", Usage: "with -calibrate: `folder` of results, beside which it is kept"},
		},
		Action: p.doctor,
	}
}

func (p *program) doctor(ctx context.Context, c *cli.Command) error {
	asJSON, calibrate := c.Bool("json"), c.Bool("calibrate")
	switch {
	case c.Args().Present():
		return usagef("doctor takes no argument, got %q", c.Args().First())
	case calibrate && c.Bool("controls"):
		return usagef("-controls and -calibrate: one at a time")
	case calibrate:
		here := machine.ID(machine.Read("/"))
		return p.calibrate(ctx, truth.CalibrationSpec{Limit: c.Duration("max-time"), Results: c.String("results"), Machine: here}, asJSON)
	case c.IsSet("max-time"):
		return usagef("-max-time goes with -calibrate")
	case c.IsSet("results"):
		return usagef("-results goes with -calibrate")
	case c.Bool("controls"):
		return p.tryControls(ctx, asJSON)
	}
	return p.examine(ctx, asJSON)
}

// examine prints what disturbs this machine. A finding is no failure.
func (p *program) examine(ctx context.Context, asJSON bool) error {
	x, err := machine.ExamineHere(ctx)
	if err != nil {
		return err
	}
	doc := report.MachineDocument{
		Machine: machine.ID(machine.Read("/")), System: runtime.GOOS + "/" + runtime.GOARCH,
		Findings: []report.Finding{}, Unknown: append([]string{}, x.Unknown...),
	}
	for _, f := range x.Findings {
		doc.Findings = append(doc.Findings, report.Finding{Name: f.Name, Seen: f.Seen, Grade: string(f.Grade), Why: f.Why, Try: f.Try})
	}
	return p.print(asJSON, doc, func(w io.Writer) error { return report.Machine(w, doc) })
}

// tryControls prints what was said of each control.
func (p *program) tryControls(ctx context.Context, asJSON bool) error {
	self, err := p.home.Program()
	if err != nil {
		return err
	}
	outcomes, err := truth.Try(ctx, p.controls, self.Children([]string{plant.ControlsChild}, 0))
	if err != nil {
		return err
	}
	states := map[truth.State]string{truth.Caught: report.Caught, truth.Missed: report.Missed, truth.Skipped: report.Skipped}
	var rows []report.Control
	for _, o := range outcomes {
		rows = append(rows, report.Control{Name: o.Control.Name(), Pretends: o.Control.Pretends, By: string(o.Control.By), Said: o.Said, Verdict: states[o.State]})
	}
	err = p.print(asJSON, report.ControlsDocument{Controls: rows}, func(w io.Writer) error { return report.Controls(w, rows) })
	return cmp.Or(err, truth.Believe(outcomes))
}

// calibrate prints what this machine can tell, and keeps it beside its results.
func (p *program) calibrate(ctx context.Context, s truth.CalibrationSpec, asJSON bool) (err error) {
	defer p.work.Begin()()
	if s.Rig, err = p.home.Rig(rand.Uint64(), launch.BasePages); err != nil {
		return err
	}
	s.Begin = func(class string, number int) {
		fmt.Fprintf(p.stderr, "calibrating %s, %d of %d\n", class, number, len(s.Works))
	}
	c, err := truth.Calibrate(ctx, s)
	if c == nil {
		return err
	}
	doc := report.Calibration{
		Machine: c.Machine, Go: c.Go, Date: c.Date, Seconds: s.Limit.Seconds(), Alpha: verdict.SequentialAlpha, Power: verdict.Power,
		Classes: []report.CalibratedJSON{}, Fit: report.Fitness(c.Fitness),
	}
	for _, class := range c.Classes {
		doc.Classes = append(doc.Classes, report.Calibrated(class))
	}
	printed := p.print(asJSON, doc, func(w io.Writer) error { return calibrationText(w, doc, c.Fitness) })
	if err := errors.Join(err, printed); err != nil {
		return err
	}
	if err = c.File.Keep(doc); err == nil {
		fmt.Fprintf(p.stderr, "calibration: %s\n", c.File.Path())
	}
	return err
}

// calibrationText prints the finished classes as a table, and sentences about them.
func calibrationText(w io.Writer, c report.Calibration, f verdict.Fitness) error {
	if len(c.Classes) == 0 {
		return nil
	}
	if err := report.CalibrationText(w, c); err != nil {
		return err
	}
	if err := report.Alike(w, f); err != nil {
		return err
	}
	return report.Detects(w, c)
}

// print prints a document, or the text that says the same.
func (p *program) print(asJSON bool, doc any, text func(io.Writer) error) error {
	if asJSON {
		return report.JSON(p.stdout, doc)
	}
	return text(p.stdout)
}
