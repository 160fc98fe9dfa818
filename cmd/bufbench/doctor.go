package main

import (
	"cmp"
	"context"
	"errors"
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

func doctorCommand(a *app) *cli.Command {
	return &cli.Command{
		Name:         "doctor",
		Usage:        "say what disturbs this machine and what to type against it; whether this build can be believed; what this machine can tell",
		OnUsageError: onUsageError,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "controls", Usage: "try arms that lie: each must be caught"},
			&cli.BoolFlag{Name: "calibrate", Usage: "compare identical code and planted slowdowns: what can this machine tell?"},
			&cli.DurationFlag{Name: "max-time", Value: time.Minute, Usage: "with -calibrate: how long it takes, about"},
			&cli.StringFlag{Name: "results", Value: "results", Usage: "with -calibrate: `folder` of results, beside which it is kept"},
		}, outputFlags(report.MachineDocument{}.Forms())...),
		Action: a.doctor,
	}
}

func (a *app) doctor(ctx context.Context, c *cli.Command) error {
	o, err := outputOf(c, report.MachineDocument{}.Forms())
	calibrate := c.Bool("calibrate")
	switch {
	case err != nil:
		return err
	case c.Args().Present():
		return usagef("doctor takes no argument, got %q", c.Args().First())
	case calibrate && c.Bool("controls"):
		return usagef("-controls and -calibrate: one at a time")
	case calibrate:
		here := machine.ID(machine.Read("/"))
		return a.calibrate(ctx, truth.CalibrationSpec{Limit: c.Duration("max-time"), Results: c.String("results"), Machine: here}, o)
	case c.IsSet("max-time"):
		return usagef("-max-time goes with -calibrate")
	case c.IsSet("results"):
		return usagef("-results goes with -calibrate")
	case c.Bool("controls"):
		return a.tryControls(ctx, o)
	}
	return a.examine(ctx, o)
}

// examine prints what disturbs this machine. A finding is no failure.
func (a *app) examine(ctx context.Context, o output) error {
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
	return cmp.Or(o.print(a.stdout, doc.Forms()), o.write(doc.Forms()))
}

// tryControls prints what was said of each control.
func (a *app) tryControls(ctx context.Context, o output) error {
	self, err := a.home.Program()
	if err != nil {
		return err
	}
	outcomes, err := truth.Try(ctx, a.controls, self.Children([]string{plant.ControlsChild}, 0))
	if err != nil {
		return err
	}
	states := map[truth.State]string{truth.Caught: report.Caught, truth.Missed: report.Missed, truth.Skipped: report.Skipped}
	var doc report.ControlsDocument
	for _, one := range outcomes {
		doc.Controls = append(doc.Controls, report.Control{Name: one.Control.Name(), Pretends: one.Control.Pretends, By: string(one.Control.By), Said: one.Said, Verdict: states[one.State]})
	}
	return cmp.Or(o.print(a.stdout, doc.Forms()), o.write(doc.Forms()), truth.Believe(outcomes))
}

// calibrate prints what this machine can tell, and keeps it beside its results.
func (a *app) calibrate(ctx context.Context, s truth.CalibrationSpec, o output) (err error) {
	defer a.work.Begin()()
	if s.Rig, err = a.home.Rig(rand.Uint64(), launch.BasePages); err != nil {
		return err
	}
	s.Begin = func(class string, number int) { a.say("calibrating %s, %d of %d", class, number, len(s.Works)) }
	c, err := truth.Calibrate(ctx, s)
	if c == nil {
		return err
	}
	doc := report.Calibration{
		Machine: c.Machine, Go: c.Go, Date: c.Date, Seconds: s.Limit.Seconds(), Alpha: verdict.SequentialAlpha, Power: verdict.Power,
		Classes: []report.ClassJSON{}, Fit: report.Fitness(c.Fitness),
	}
	for _, class := range c.Classes {
		doc.Classes = append(doc.Classes, report.Class(class))
	}
	forms := doc.Forms(c.Fitness)
	if err := errors.Join(err, o.print(a.stdout, forms), o.write(forms)); err != nil {
		return err
	}
	if err = c.File.Keep(doc); err == nil {
		a.say("calibration: %s", c.File.Path())
	}
	return err
}
