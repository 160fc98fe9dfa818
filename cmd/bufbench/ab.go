package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/cli/progress"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/ab"
	"github.com/urfave/cli/v3"
)

func abCommand(a *app) *cli.Command {
	usual := ab.Default()
	return output.Command(page.ComparisonForms(report.Revisions{}), a.ab, &cli.Command{
		Name:      "ab",
		Usage:     "build two revisions of any Go package and measure their benchmarks in turn",
		ArgsUsage: "[PKG...]",

		DisableSliceFlagSeparator: true, // a command may hold commas
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "base", Usage: "the `revision` to compare with: a branch, a tag, a commit, HEAD~1"},
			&cli.StringFlag{Name: "head", Usage: "the `revision` to judge; the working tree unless given"},
			flags.ForBench(usual.Revisions.Packages.Bench),
			flags.ForTags("", "; GOFLAGS holds for both sides too"),
			flags.ForArgs(""),
			&cli.StringFlag{Name: "benchtime", Usage: "how long a sample is, or how many iterations: 200µs or 1000x; unless given 100µs, or 200µs where launches alternate"},
			&cli.IntFlag{Name: "count", Usage: "so many `pairs` of launches, whatever they say; without it, until a verdict is reached"},
			&cli.DurationFlag{Name: "max-time", Value: usual.Policy.MaxTime, Usage: "how long a benchmark may take until it is left as it is"},
			&cli.StringFlag{Name: "alternate", Value: "samples", Usage: "samples of processes that live side by side, or whole launches, one after the other"},
			&cli.IntFlag{Name: "layout", Usage: "link each side this many `times` in random order, and judge layouts in place of launches; at least 4. With 1, both binaries are judged as they are, also where their code is the same"},
			&cli.StringFlag{Name: "metric", Value: "time", Usage: "time, or instructions: counted by valgrind's callgrind, the same whatever else the machine does"},
			&cli.StringFlag{Name: "on-regression", Usage: "profile: where something is worse, profile both sides (time and allocations) and print the difference by function"},
			&cli.StringSliceFlag{Name: "cmd", Usage: "compare command `lines` in place of revisions, each with the first: give it twice or more"},
			&cli.StringSliceFlag{Name: "name", Usage: "with -cmd: what the report calls a command; one per command, in their order"},
			&cli.StringSliceFlag{Name: "parameter", Usage: "with -cmd: a name and its `values`, such as threads=1,2,4, for {threads} in the commands; repeatable"},
			&cli.IntFlag{Name: "warmup", Usage: "with -cmd: `launches` of each command that do not count, before the first"},
			&cli.StringSliceFlag{Name: "prepare", Usage: "a command `line` that runs before each launch of a command, or in each revision before it is built, such as 'go generate ./...'; one for all, or one for each"},
			&cli.BoolFlag{Name: "ignore-failure", Usage: "with -cmd: a command may end with another exit code than 0"},
			&cli.StringFlag{Name: "results", Usage: "`folder` of what was measured; in the user's cache unless given, so that the repository stays as it is"},
			&cli.BoolFlag{Name: "v", Usage: "print rows in which nothing changed in every table"},
		}, flags.ForLaunches(usual.Revisions.Packages), flags.ForJudging("1%", "0%")),
	})
}

// ab is the command: flags, comparison, report, exit code.
func (a *app) ab(ctx context.Context, c *cli.Command, to output.Target) error {
	j, err := flags.ReadJudging(c)
	if err != nil {
		return err
	}
	spec, err := abSpec(c, a.args, j)
	if err != nil {
		return err
	}
	defer a.work.Begin()()
	out, err := ab.Run(ctx, spec, progress.Pairs(a.Err))
	if out == nil {
		return err
	}
	doc := out.Document()
	doc.All = c.Bool("v")
	switch {
	case out.Empty && err == nil && len(out.Remarks.Skipped) == 0:
		doc.Notes = append(doc.Notes, report.AllNew)
		return errors.Join(a.publish(doc, out, to), output.SetOutput(a.github.Output, "verdict", "same"))
	case out.Empty:
		a.Warn(doc.Unmeasured()...)
		return exit.Empty(doc, j.FailOn, err)
	}
	j.Judge(&doc.Comparison, out.Tables)
	doc.Color = a.Color(j.Color)
	a.Warn(doc.Reservations()...)
	if failed := a.publish(doc, out, to); failed != nil {
		return errors.Join(err, failed)
	}
	err = exit.Revisions(doc, j.FailOn, err)
	return errors.Join(err, output.SetOutput(a.github.Output, "verdict", exit.Word(doc.Counts, err)))
}

// publish prints revisions in colours, writes them without, and tells GitHub.
func (a *app) publish(doc report.Revisions, out *ab.Outcome, to output.Target) error {
	kept := doc
	kept.Color = false
	annotate := func(w io.Writer) { doc.Annotations(w, out.Places()) }
	return to.Publish(a.Out, a.github, page.ComparisonForms(doc), page.ComparisonForms(kept), annotate)
}

// abSpec reads the flags. Package ab checks what they say of the comparison.
func abSpec(c *cli.Command, args []string, j flags.Judging) (spec ab.Spec, err error) {
	if err := abFlags(c); err != nil {
		return spec, err
	}
	r, prepare := &spec.Revisions, c.StringSlice("prepare")
	*r = match.Spec{Base: c.String("base"), Head: c.String("head"), Prepare: prepare, Linking: match.Linking{Layouts: c.Int("layout")}}
	if r.Linking.Layouts == 1 {
		r.Linking = match.Linking{Plain: true}
	}
	if r.Packages, err = flags.ReadPackages(c, args); err != nil {
		return spec, err
	}
	r.Sampling = match.Sampling{Instructions: c.String("metric") == "instructions", Launches: c.String("alternate") == "launches"}
	if r.Sampling, err = r.Sampling.WithLength(c.String("benchtime")); err != nil {
		return spec, err
	}
	spec.Commands = ab.Commands{
		Lines: c.StringSlice("cmd"), Names: c.StringSlice("name"), Prepare: prepare, Warm: c.Int("warmup"),
		Failing: c.Bool("ignore-failure"), Dir: r.Packages.Dir, Timeout: r.Packages.Timeout,
	}
	if spec.Commands.Parameters, err = ab.ParseParameters(c.StringSlice("parameter")); err != nil {
		return spec, err
	}
	spec.Policy = ab.Policy{
		Goal: j.Goal, Units: j.Units, Threshold: j.Threshold, MaxTime: c.Duration("max-time"), Count: c.Int("count"),
		NoVerdict: j.FailOn == "never", Profile: c.String("on-regression") == "profile",
	}
	spec.Results = c.String("results")
	return spec, spec.Check()
}

// abFlags refuses flags with unknown values, and flags that exclude each other.
func abFlags(c *cli.Command) error {
	if err := cmp.Or(
		flags.NotNegative(c, "count", "max-time", "timeout", "layout", "cpu", "warmup"),
		flags.OneOf(c, "alternate", "samples", "launches"),
		flags.OneOf(c, "metric", "time", "instructions"),
	); err != nil {
		return err
	}
	commands, ofCommands := len(c.StringSlice("cmd")) > 0, flags.FirstSet(c, "ignore-failure", "warmup", "name", "parameter")
	ofRevisions := flags.FirstSet(c, "base", "head", "bench", "tags", "layout", "benchtime", "cpu", "metric", "on-regression", "alternate")
	switch profile := c.String("on-regression"); {
	case profile != "" && profile != "profile":
		return exit.Usagef("-on-regression: %q is not profile", profile)
	case commands && ofRevisions != "":
		return exit.Usagef("-cmd compares commands, and -%s is about revisions: one or the other", ofRevisions)
	case commands && c.Args().Present():
		return exit.Usagef("-cmd compares commands, so there is no package: %q (quote a command that has spaces)", c.Args().First())
	case commands:
	case ofCommands != "":
		return exit.Usagef("-ignore-failure, -warmup, -name and -parameter go with -cmd")
	case c.String("base") == "":
		return exit.Usagef("ab needs a revision to compare with: bufbench ab --base main ./... (or two commands: -cmd A -cmd B)")
	}
	return nil
}
