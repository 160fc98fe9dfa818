package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/show"
	"github.com/bufbench/bufbench/internal/runs/threshold"
	"github.com/urfave/cli/v3"
)

// thresholdText is what the help says beside the flags.
const thresholdText = `The benchmarks stay as they are. Two kinds of sub-benchmarks share a number in their names, such as BenchmarkDecode/copy/size=64 and BenchmarkDecode/view/size=64:

  bufbench threshold -bench 'BenchmarkDecode/(copy|view)' -over size

Or the number is an environment variable or a flag that both benchmarks read. Then any whole number of a range is measured:

  bufbench threshold -bench 'BenchmarkDecode(Copy|View)' -over env:SIZE -from 16 -to 1MiB
  bufbench threshold -bench 'BenchmarkDecode(Copy|View)' -over flag:size -from 16 -to 1MiB

With -base, two revisions of one benchmark are compared: from which size on is the change an improvement?

  bufbench threshold -base main -bench BenchmarkDecode/view -over size

Both rivals run in processes of their own, sample by sample in turn. More launches are made at the sizes that narrow the interval of the threshold most, until it is narrow (-precision) or time is over (-max-time). The first rival is the one that runs first, or the base.

Exit codes: 0 there is an answer ("never loses" and a tie are answers too), 2 wrong usage, 3 something does not build or could not be measured (what was measured is printed), 4 undecided, 130 interrupted (what was measured is printed).`

func thresholdCommand(a *app) *cli.Command {
	usual := threshold.Default()
	return &cli.Command{
		Name:         "threshold",
		Usage:        "find the size from which one of two benchmarks of any Go package wins",
		ArgsUsage:    "[PKG]",
		OnUsageError: onUsageError,
		Description:  thresholdText,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "bench", Usage: "the two benchmarks: a `regexp`, as go test has it"},
			&cli.StringFlag{Name: "over", Usage: "the `parameter`: a key in names such as size, env:NAME or flag:NAME; unless given, the only number in the names"},
			&cli.StringFlag{Name: "from", Usage: "the least `value` of the parameter, such as 64 or 4KiB"},
			&cli.StringFlag{Name: "to", Usage: "the greatest `value`"},
			&cli.StringFlag{Name: "base", Usage: "compare one benchmark with itself at this `revision`"},
			&cli.StringFlag{Name: "head", Usage: "with -base: the `revision` to judge; the working tree unless given"},
			&cli.StringFlag{Name: "tags", Usage: "build `tags`"},
			argsFlag(""),
			&cli.IntFlag{Name: "cpu", Value: usual.Packages.Procs, Usage: "GOMAXPROCS of the benchmarks"},
			&cli.StringFlag{Name: "precision", Value: "15%", Usage: "how far the interval may reach from its middle"},
			&cli.DurationFlag{Name: "max-time", Value: usual.MaxTime, Usage: "how long all launches may take"},
			&cli.DurationFlag{Name: "timeout", Value: usual.Packages.Timeout, Usage: "how long a benchmark may print nothing until it counts as hung"},
			&cli.StringFlag{Name: "results", Usage: "`folder` of the text of all launches; in the user's cache unless given, so that the repository stays as it is"},
		}, outputFlags(page.ThresholdForms(report.Threshold{}.Forms()))...),
		Action: a.threshold,
	}
}

// threshold is the command: flags, search, report, exit code.
func (a *app) threshold(ctx context.Context, c *cli.Command) error {
	o, err := outputOf(c, page.ThresholdForms(report.Threshold{}.Forms()))
	if err != nil {
		return err
	}
	spec, err := thresholdSpec(c, a.args)
	if err != nil {
		return err
	}
	defer a.work.Begin()()
	found, unmeasured := threshold.Run(ctx, spec, thresholdObserver(a.stderr))
	if found == nil {
		return unmeasured
	}
	doc := thresholdDocument(found)
	if err := a.printThreshold(doc, o); err != nil {
		return errors.Join(unmeasured, err)
	}
	if found.File != "" {
		fmt.Fprintln(a.stderr, report.Next(found.File, "", false, true))
	}
	switch lack := doc.Lack(); {
	case unmeasured != nil:
		return unmeasured
	case len(doc.Failed) > 0:
		return fmt.Errorf("this is not all: %s", lack)
	case lack != "":
		return &verdictError{exitUndecided, lack}
	}
	return nil
}

// printThreshold prints a threshold, and writes its files.
func (a *app) printThreshold(doc report.Threshold, o output) error {
	forms := page.ThresholdForms(doc.Forms())
	return errors.Join(o.print(a.stdout, forms), o.write(forms))
}

// showThreshold prints the text of a threshold again. It must be shown alone.
func (a *app) showThreshold(of *show.Threshold, o output, alone bool) error {
	if !alone {
		return usagef("%v", of)
	}
	found, err := threshold.Read(of.Path, of.Text)
	if err = errors.Join(err, of.Cut); found == nil {
		return err
	}
	if err != nil {
		err = fmt.Errorf("this is not all: %w", err)
	}
	return errors.Join(a.printThreshold(thresholdDocument(found), o), err)
}

// thresholdDocument is what was found, to be printed.
func thresholdDocument(o *threshold.Outcome) report.Threshold {
	doc := report.Threshold{
		What: o.What, Over: o.Over, Breakeven: o.Breakeven, Notes: o.Notes, Failed: remarks(o.Failed),
		Launches: o.Launches, Seconds: o.Spent.Seconds(), Go: o.Go,
	}
	for _, t := range o.Times {
		doc.Times = append(doc.Times, report.ThresholdTime(t))
	}
	return doc
}

// thresholdSpec reads the flags. Package threshold checks what they say of the search.
func thresholdSpec(c *cli.Command, args []string) (spec threshold.Spec, err error) {
	spec = threshold.Default()
	if spec.Packages, err = packagesOf(c, args); err != nil {
		return spec, err
	}
	spec.Packages.Procs, spec.Packages.Timeout = c.Int("cpu"), c.Duration("timeout")
	spec.Base, spec.Head, spec.MaxTime, spec.Results = c.String("base"), c.String("head"), c.Duration("max-time"), c.String("results")
	if spec.Over, err = threshold.ParseOver(c.String("over")); err != nil {
		return spec, err
	}
	if spec.From, err = threshold.ParseNumber("from", c.String("from")); err != nil {
		return spec, err
	}
	if spec.To, err = threshold.ParseNumber("to", c.String("to")); err != nil {
		return spec, err
	}
	spec.Precision, err = option.Share("precision", c.String("precision"), 1)
	return spec, err
}

// thresholdObserver prints what goes on: one live line on a terminal.
func thresholdObserver(stderr io.Writer) threshold.Observer {
	w := newProgress(stderr)
	return threshold.Observer{
		Say: func(line string) { w.say("%s", line) },
		Launch: func(p threshold.Progress) {
			if w.live {
				w.clear()
				fmt.Fprintf(w.out, "measuring  %s=%d  %d launches of each  %s", p.Over, p.At, p.Launches, p.Spent.Round(time.Second))
				w.drawn = true
			}
		},
	}
}
