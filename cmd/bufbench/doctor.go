package main

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/truth"
	"github.com/urfave/cli/v3"
)

func doctorCommand(a *app) *cli.Command {
	return output.Command(report.MachineDocument{}.Forms(), a.doctor, &cli.Command{
		Name:  "doctor",
		Usage: "say what disturbs this machine and what to type against it; whether this build can be believed; what this machine can tell",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "controls", Usage: "try arms that lie: each must be caught"},
			&cli.BoolFlag{Name: "calibrate", Usage: "compare identical code and planted slowdowns: what can this machine tell?"},
			&cli.DurationFlag{Name: "max-time", Value: time.Minute, Usage: "with -calibrate: how long it takes, about"},
			&cli.StringFlag{Name: "results", Value: "results", Usage: "with -calibrate: `folder` of results, beside which it is kept"},
		},
	})
}

// doctor is the command. A finding is no failure.
func (a *app) doctor(ctx context.Context, c *cli.Command, to output.Target) error {
	calibrate := c.Bool("calibrate")
	switch {
	case c.Args().Present():
		return exit.Usagef("doctor takes no argument, got %q", c.Args().First())
	case calibrate && c.Bool("controls"):
		return exit.Usagef("-controls and -calibrate: one at a time")
	case calibrate:
		here := machine.ID(machine.Read("/"))
		return a.calibrate(ctx, truth.CalibrationSpec{Limit: c.Duration("max-time"), Results: c.String("results"), Machine: here}, to)
	case c.IsSet("max-time"):
		return exit.Usagef("-max-time goes with -calibrate")
	case c.IsSet("results"):
		return exit.Usagef("-results goes with -calibrate")
	case c.Bool("controls"):
		return a.tryControls(ctx, to)
	}
	doc, err := truth.Examine(ctx)
	if err != nil {
		return err
	}
	return to.Write(a.Out, doc.Forms())
}

// tryControls prints what was said of each control.
func (a *app) tryControls(ctx context.Context, to output.Target) error {
	self, err := a.home.Program()
	if err != nil {
		return err
	}
	outcomes, err := truth.Try(ctx, a.controls, self.Children([]string{plant.ControlsChild}, 0))
	if err != nil {
		return err
	}
	return cmp.Or(to.Write(a.Out, truth.Document(outcomes).Forms()), truth.Believe(outcomes))
}

// calibrate prints what this machine can tell, and keeps it beside its results.
func (a *app) calibrate(ctx context.Context, s truth.CalibrationSpec, to output.Target) (err error) {
	defer a.work.Begin()()
	if s.Rig, err = a.home.Rig(rand.Uint64(), launch.BasePages); err != nil {
		return err
	}
	s.Begin = func(class string, number int) { a.Say("calibrating %s, %d of %d", class, number, len(s.Works)) }
	c, err := truth.Calibrate(ctx, s)
	if c == nil {
		return err
	}
	doc := c.Document(s.Limit)
	if err := errors.Join(err, to.Write(a.Out, doc.Forms(c.Fitness))); err != nil {
		return err
	}
	if err = c.File.Keep(doc); err == nil {
		a.Say("calibration: %s", c.File.Path())
	}
	return err
}
