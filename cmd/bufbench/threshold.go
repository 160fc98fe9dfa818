package main

import (
	"context"
	"errors"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/cli/progress"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/show"
	"github.com/bufbench/bufbench/internal/runs/threshold"
	"github.com/urfave/cli/v3"
)

func thresholdCommand(a *app) *cli.Command {
	usual := threshold.Default()
	return output.Command(page.ThresholdForms(report.Threshold{}.Forms()), a.threshold, &cli.Command{
		Name:      "threshold",
		Usage:     "find the size from which one of two benchmarks of any Go package wins",
		ArgsUsage: "[PKG]",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "bench", Usage: "the two benchmarks: a `regexp`, as go test has it"},
			&cli.StringFlag{Name: "over", Usage: "the `parameter`: a key in names such as size, env:NAME or flag:NAME; unless given, the only number in the names"},
			&cli.StringFlag{Name: "from", Usage: "the least `value` of the parameter, such as 64 or 4KiB"},
			&cli.StringFlag{Name: "to", Usage: "the greatest `value`"},
			&cli.StringFlag{Name: "base", Usage: "compare one benchmark with itself at this `revision`"},
			&cli.StringFlag{Name: "head", Usage: "with -base: the `revision` to judge; the working tree unless given"},
			&cli.StringFlag{Name: "precision", Value: "15%", Usage: "how far the interval may reach from its middle"},
			&cli.DurationFlag{Name: "max-time", Value: usual.MaxTime, Usage: "how long all launches may take"},
			flags.ForTags("", ""),
			flags.ForArgs(""),
			&cli.StringFlag{Name: "results", Usage: "`folder` of the text of all launches; in the user's cache unless given, so that the repository stays as it is"},
		}, flags.ForLaunches(usual.Packages)...),
	})
}

// threshold is the command: flags, search, report, exit code.
func (a *app) threshold(ctx context.Context, c *cli.Command, to output.Target) error {
	spec, err := thresholdSpec(c, a.args)
	if err != nil {
		return err
	}
	defer a.work.Begin()()
	found, unmeasured := threshold.Run(ctx, spec, progress.Threshold(a.Err))
	if found == nil {
		return unmeasured
	}
	doc := found.Document()
	if err := to.Write(a.Out, page.ThresholdForms(doc.Forms())); err != nil {
		return errors.Join(unmeasured, err)
	}
	if found.File != "" {
		a.Tell(report.Next(found.File, "", false, true))
	}
	return exit.Threshold(doc, unmeasured)
}

// showThreshold prints the text of a threshold again. It must be shown alone.
func (a *app) showThreshold(of *show.Threshold, to output.Target, alone bool) error {
	if !alone {
		return exit.Usagef("%v", of)
	}
	found, err := threshold.Read(of.Path, of.Text)
	if err = errors.Join(err, of.Cut); found == nil {
		return err
	}
	if err != nil {
		err = exit.Incomplete("%w", err)
	}
	return errors.Join(to.Write(a.Out, page.ThresholdForms(found.Document().Forms())), err)
}

// thresholdSpec reads the flags. Package threshold checks what they say of the search.
func thresholdSpec(c *cli.Command, args []string) (spec threshold.Spec, err error) {
	spec = threshold.Default()
	if spec.Packages, err = flags.ReadPackages(c, args); err != nil {
		return spec, err
	}
	spec.Base, spec.Head, spec.MaxTime = c.String("base"), c.String("head"), c.Duration("max-time")
	spec.Results = c.String("results")
	if spec.Over, err = threshold.ParseOver(c.String("over")); err != nil {
		return spec, err
	}
	if spec.From, err = threshold.ParseNumber("from", c.String("from")); err != nil {
		return spec, err
	}
	if spec.To, err = threshold.ParseNumber("to", c.String("to")); err != nil {
		return spec, err
	}
	err = flags.Share(c, "precision", 1, &spec.Precision)
	return spec, err
}
