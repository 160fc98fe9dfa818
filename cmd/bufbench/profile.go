package main

import (
	"context"
	"errors"
	"time"

	"github.com/bufbench/bufbench/internal/cli/complete"
	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
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
		ShellComplete: complete.Scenarios(a.home),

		DisableSliceFlagSeparator: true, // a value of -axis holds commas
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "bench", Usage: "in place of a scenario: one benchmark of a Go package, a `regexp`, as go test has it"},
			&cli.StringFlag{Name: "pkg", Value: ".", Usage: "with -bench: its `package`"},
			&cli.StringFlag{Name: "base", Usage: "with -bench: what changed since this `revision`?"},
			&cli.StringFlag{Name: "head", Usage: "with -base: the `revision` to look at; the working tree unless given"},
			flags.ForTags("with -bench: ", ""),
			flags.ForArgs("with -bench: "),
			&cli.BoolFlag{Name: "instructions", Usage: "with -bench: count the instructions of each function too, by valgrind's callgrind"},
			&cli.IntFlag{Name: "cpu", Usage: "with -bench: GOMAXPROCS; that of this process unless given"},
			flags.ForProgram(),
			&cli.StringFlag{Name: "sizes", Usage: "the `size` of the case, such as 64KiB; the middle of the grid unless given"},
			&cli.StringFlag{Name: "passes", Usage: "how often an operation reads the bytes: a `number`"},
			&cli.StringSliceFlag{Name: "axis", Usage: "the value of a further axis (bufbench list names them): `key=value`; repeatable"},
			&cli.IntFlag{Name: "count", Value: profile.DefaultLaunches, Usage: "`launches` (fresh processes); fewer than 6 give no interval"},
			&cli.DurationFlag{Name: "samples", Value: time.Second, Usage: "`time` of CPU samples per arm, behind all timing; 0 takes none"},
			&cli.StringFlag{Name: "profiles", Usage: "keep the profiles of each arm in this `folder`, for go tool pprof"},
			&cli.DurationFlag{Name: "timeout", Value: time.Minute, Usage: "how long a case may be silent before it counts as hung"},
			&cli.BoolFlag{Name: "v", Usage: "the hottest function of each arm too, with the samples beside its source and its instructions"},
			&cli.Uint64Flag{Name: "seed", Usage: "repeat the orders and data of this `seed`"},
		}, output.Flags(page.BudgetForms(report.Budgets{}.Forms()))...),
		Action: a.profile,
	}
}

// profile is the command: about a benchmark, or about a case of a scenario.
func (a *app) profile(ctx context.Context, c *cli.Command) error {
	if err := profileFlags(c, a.args); err != nil {
		return err
	}
	if c.IsSet("bench") {
		return a.profileBenchmark(ctx, c)
	}
	return a.profileScenario(ctx, c)
}

// profileFlags refuses flags of a benchmark beside a scenario, and the other way round.
func profileFlags(c *cli.Command, args []string) error {
	ofScenario, ofBenchmark := flags.FirstSet(c, "program", "sizes", "passes", "axis"), flags.FirstSet(c, "pkg", "base", "head", "tags", "cpu", "instructions")
	switch benchmark := c.IsSet("bench"); {
	case benchmark && ofScenario != "":
		return exit.Usagef("-%s is about a scenario, and -bench about a benchmark: one or the other", ofScenario)
	case benchmark && c.Args().Present():
		return exit.Usagef("-bench looks at a benchmark, so there is no scenario %q (a package is named by -pkg)", c.Args().First())
	case benchmark:
	case ofBenchmark != "":
		return exit.Usagef("-%s is about a benchmark: name it by -bench, such as -bench 'BenchmarkDecode/view$'", ofBenchmark)
	case len(args) > 0:
		return exit.Usagef("-args are for test binaries, and a scenario has none (-bench names a benchmark)")
	}
	return nil
}

// profileScenario prints the budgets of one case.
func (a *app) profileScenario(ctx context.Context, c *cli.Command) error {
	to, err := output.Of(c, page.BudgetForms(report.Budgets{}.Forms()))
	if err != nil {
		return err
	}
	if c.Args().Len() != 1 {
		return exit.Usagef("profile needs one scenario: bufbench profile SCENARIO (bufbench list names them), or a benchmark by -bench")
	}
	if err := atLeastOne(c); err != nil {
		return err
	}
	chosen, err := flags.ReadCases(c)
	if err != nil {
		return err
	}
	defer a.work.Begin()()
	out, err := profile.Run(ctx, a.home, profile.Spec{
		From: session.Origin{Program: c.String("program"), Limit: c.Duration("timeout")}, Scenario: c.Args().First(),
		Sizes: chosen.Sizes, Passes: chosen.Passes, Axes: chosen.Axes,
		Launches: c.Int("count"), Seed: c.Uint64("seed"), Folder: c.String("profiles"), Span: c.Duration("samples"),
	}, a.Tell)
	if out.Book.Launches == 0 {
		return err
	}
	doc := out.Document()
	doc.Verbose = c.Bool("v")
	if failed := to.Write(a.Out, page.BudgetForms(doc.Forms())); failed != nil {
		return errors.Join(err, failed)
	}
	if err == nil && len(doc.Failed) > 0 {
		return exit.Incomplete("%s: %s", doc.Failed[0].Name, doc.Failed[0].Reason)
	}
	return err
}

// profileBenchmark prints the budget of one benchmark.
func (a *app) profileBenchmark(ctx context.Context, c *cli.Command) error {
	to, err := output.Of(c, page.BenchmarkBudgetForms(report.BenchmarkBudget{}.Forms()))
	if err != nil {
		return err
	}
	s := profile.BenchmarkSpec{
		Base: c.String("base"), Head: c.String("head"), Launches: c.Int("count"), Seed: c.Uint64("seed"),
		Folder: c.String("profiles"), Span: c.Duration("samples"), Instructions: c.Bool("instructions"),
	}
	if s.Packages, err = flags.ReadPackages(c, a.args); err != nil {
		return err
	}
	s.Packages.Patterns = []string{c.String("pkg")}
	if err := atLeastOne(c); err != nil {
		return err
	}
	defer a.work.Begin()()
	out, err := profile.RunBenchmark(ctx, s, a.Tell)
	if out == nil {
		return err
	}
	doc := out.Document()
	doc.Verbose = c.Bool("v")
	if failed := to.Write(a.Out, page.BenchmarkBudgetForms(doc.Forms())); failed != nil {
		return errors.Join(err, failed)
	}
	if err == nil && len(doc.Failed) > 0 {
		return exit.Incomplete("%s: %s", doc.Failed[0].What, doc.Failed[0].Said)
	}
	return err
}

// atLeastOne refuses a profile without launches.
func atLeastOne(c *cli.Command) error {
	if n := c.Int("count"); n < 1 {
		return exit.Usagef("-count %d: at least one launch is needed", n)
	}
	return nil
}
