package main

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/profile"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/urfave/cli/v3"
)

func profileCommand(a *app) *cli.Command {
	return &cli.Command{
		Name:          "profile",
		Usage:         "say where the time of an operation goes, of a scenario or of any Go benchmark",
		ArgsUsage:     "[SCENARIO]",
		OnUsageError:  onUsageError,
		Description:   profileText,
		ShellComplete: a.completeScenarios,

		DisableSliceFlagSeparator: true, // a value of -axis holds commas
		Flags: slices.Concat(benchmarkFlags(), []cli.Flag{
			programFlag(),
			&cli.StringFlag{Name: "sizes", Usage: "the `size` of the case, such as 64KiB; the middle of the grid unless given"},
			&cli.StringFlag{Name: "passes", Usage: "how often an operation reads the bytes: a `number`"},
			&cli.StringSliceFlag{Name: "axis", Usage: "the value of a further axis (bufbench list names them): `key=value`; repeatable"},
			&cli.IntFlag{Name: "count", Value: profile.DefaultLaunches, Usage: "`launches` (fresh processes); fewer than 6 give no interval"},
			&cli.DurationFlag{Name: "samples", Value: time.Second, Usage: "`time` of CPU samples per arm, behind all timing; 0 takes none"},
			&cli.StringFlag{Name: "profiles", Usage: "keep the profiles of each arm in this `folder`, for go tool pprof"},
			&cli.DurationFlag{Name: "timeout", Value: time.Minute, Usage: "how long a case may be silent before it counts as hung"},
			&cli.BoolFlag{Name: "v", Usage: "the hottest function of each arm too, with the samples beside its source and its instructions"},
			&cli.Uint64Flag{Name: "seed", Usage: "repeat the orders and data of this `seed`"},
		}, outputFlags(page.BudgetForms(report.Budgets{}.Forms()))),
		Action: a.profile,
	}
}

// profile is the command: from arguments to the budgets of one case.
func (a *app) profile(ctx context.Context, c *cli.Command) error {
	switch other, err := ofBenchmark(c, a.args); {
	case err != nil:
		return err
	case other:
		return a.profileBenchmark(ctx, c)
	}
	o, err := outputOf(c, page.BudgetForms(report.Budgets{}.Forms()))
	if err != nil {
		return err
	}
	s, err := profileSpec(c)
	if err != nil {
		return err
	}
	defer a.work.Begin()()
	out, err := profile.Run(ctx, a.home, s, func(line string) { a.say("%s", line) })
	if out.Book.Launches == 0 {
		return err
	}
	doc := report.Budgets{Scenario: out.Scenario, Case: out.Case, Rivals: out.Rivals, Book: out.Book, Sampled: out.Sampled, Verbose: c.Bool("v")}
	for _, p := range out.Profiles {
		doc.Hottest = append(doc.Hottest, report.Hottest{Arm: p.Arm, Listing: p.Hottest})
		if p.CPU != "" {
			doc.Files = append(doc.Files, p.CPU, p.Memory)
		}
	}
	for _, f := range out.Failed {
		doc.Failed = append(doc.Failed, report.Failure{Name: f.Name(), Reason: f.Reason})
	}
	forms := page.BudgetForms(doc.Forms())
	if failed := cmp.Or(o.print(a.stdout, forms), o.write(forms)); failed != nil {
		return errors.Join(err, failed)
	}
	if err == nil && len(out.Failed) > 0 {
		return errors.New("this is not all: " + out.Failed[0].Name() + ": " + out.Failed[0].Reason)
	}
	return err
}

// profileSpec reads the flags of profile.
func profileSpec(c *cli.Command) (s profile.Spec, err error) {
	if c.Args().Len() != 1 {
		return s, usagef("profile needs one scenario: bufbench profile SCENARIO (bufbench list names them), or a benchmark by -bench")
	}
	s = profile.Spec{
		From: session.Origin{Program: c.String("program"), Limit: c.Duration("timeout")}, Scenario: c.Args().First(),
		Launches: c.Int("count"), Seed: c.Uint64("seed"), Folder: c.String("profiles"), Span: c.Duration("samples"),
	}
	if c.Int("count") < 1 {
		return s, usagef("-count %d: at least one launch is needed", c.Int("count"))
	}
	chosen, err := caseFlags(c)
	s.Sizes, s.Passes, s.Axes = chosen.Sizes, chosen.Passes, chosen.Axes
	return s, err
}

// caseFlags reads the flags that choose sizes, passes and axes.
func caseFlags(c *cli.Command) (s session.Selection, err error) {
	if c.IsSet("sizes") {
		if s.Sizes, err = session.ParseSizes(c.String("sizes")); err != nil {
			return s, err
		}
	}
	if c.IsSet("passes") {
		if s.Passes, err = session.ParsePasses(c.String("passes")); err != nil {
			return s, err
		}
	}
	s.Axes, err = session.ParseAxes(c.StringSlice("axis"))
	return s, err
}
