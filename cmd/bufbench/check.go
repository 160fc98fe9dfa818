package main

import (
	"cmp"
	"context"
	"errors"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/cli/progress"
	"github.com/bufbench/bufbench/internal/cli/trackcmd"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/check"
	"github.com/urfave/cli/v3"
)

// defaultThreshold is how much worse times may be than those of another run, as a share:
// runs of one binary differ by 3 % and more (see docs/methodology.md).
const defaultThreshold = "10%"

func checkCommand(a *app) *cli.Command {
	const counting = "with -metric instructions: "
	return output.Command(page.GateForms(report.Gate{}.Forms()), a.check, &cli.Command{
		Name:      "check",
		Usage:     "the gate: hold results against claims and a baseline; the exit code says it",
		ArgsUsage: "[FILE...]",

		DisableSliceFlagSeparator: true, // a file may have a comma in its name
		Flags: append([]cli.Flag{
			flags.ForConfig(),
			flags.ForAcks(),
			flags.ForProgram(),
			flags.ForSelfTest(),
			&cli.StringSliceFlag{Name: "tests", Usage: "run the tests of these `packages` too: a claim of package benchtest that fails or is not measured is missing, exit code 3; repeatable"},
			&cli.StringFlag{Name: "baseline", Usage: "compare with the baseline of this `name`, or with a file"},
			&cli.StringFlag{Name: "save", Usage: "keep the results as the baseline of this `name`"},
			&cli.BoolFlag{Name: "absolute", Usage: "compare times with the baseline, and not their ratio to the copy's, where lines are paired"},
			&cli.StringFlag{Name: "results", Value: "results", Usage: "`folder` of results and baselines"},
			&cli.StringFlag{Name: "history", Usage: "say of what is worse whether the record in this `folder` calls it a step, a creep or noise; it changes no verdict"},
			&cli.StringFlag{Name: "metric", Value: "time", Usage: "instructions: count those of benchmarks by valgrind's callgrind first; arguments are packages then, . unless given"},
			&cli.StringFlag{Name: "bench", Value: ".", Usage: counting + "benchmarks that match this `regexp`"},
			flags.ForTags(counting, ""),
			flags.ForArgs(counting),
		}, flags.ForJudging(flags.DefaultAlpha, defaultThreshold)...),
	})
}

// check is the command: flags, results, judging, report, baseline, exit code.
func (a *app) check(ctx context.Context, c *cli.Command, to output.Target) error {
	spec, j, err := a.checkSpec(c)
	if err != nil {
		return err
	}
	if len(spec.Inputs) == 0 {
		end := a.work.Begin()
		spec.Inputs, spec.Uncounted, err = check.Results(ctx, a.home, spec, progress.Run(a.Err))
		end()
		if err != nil {
			return err
		}
	}
	found, err := check.Run(ctx, spec, a.In, a.Say)
	a.Warn(found.Problems...)
	if err != nil {
		return err
	}
	if found.Unfit != "" {
		a.Tell(report.UndecidedTimes(found.Unfit))
	}
	doc := found.Document()
	doc.Strict = j.FailOn == "undecided"
	kept := page.GateForms(doc.Forms())
	doc.Color = a.Color(j.Color)
	err = to.Publish(a.Out, a.github, page.GateForms(doc.Forms()), kept, doc.Annotations)
	a.Warn(doc.Reservations()...)
	if err != nil {
		return err
	}
	verdict := exit.Gate(doc, j.FailOn, spec.Baseline.Save != "")
	return cmp.Or(a.saveBaseline(spec, found, verdict), verdict)
}

// saveBaseline saves the results as a baseline if they are whole and the gate lets them
// pass.
func (a *app) saveBaseline(s check.Spec, found check.Outcome, verdict error) error {
	if s.Baseline.Save == "" {
		return nil
	}
	var bad *exit.Verdict
	if len(found.Problems) == 0 && errors.As(verdict, &bad) {
		a.Warn("no baseline was saved: " + bad.Text)
		return nil
	}
	path, err := check.Save(s, found)
	if err == nil {
		a.Say("baseline: %s", path)
	}
	return err
}

// checkSpec reads the flags and the files that they name.
func (a *app) checkSpec(c *cli.Command) (s check.Spec, j flags.Judging, err error) {
	config, err := flags.ReadConfig(c)
	if err != nil {
		return s, j, err
	}
	s = check.Spec{
		Inputs: result.Inputs(c.Args().Slice()), Tests: c.StringSlice("tests"), History: trackcmd.Folder(&a.Streams, c.String("history")),
		Measuring: check.Measuring{Program: c.String("program"), NoSelfTest: !c.Bool("selftest")},
		Machine:   machine.ID(machine.Read("/")), Claims: config.Claims, Acks: check.Acks{File: c.String("ack")},
		Baseline: check.Baseline{Name: c.String("baseline"), Save: c.String("save"), Folder: c.String("results"), Absolute: c.Bool("absolute")},
	}
	if s.Acks.List, err = flags.ReadAcks(c); err != nil {
		return s, j, err
	}
	if j, err = flags.ReadGate(c, config.Gate); err != nil {
		return s, j, err
	}
	s.Policy = check.Policy{Goal: j.Goal, Threshold: j.Threshold, Units: j.Units}
	if s.Measuring.Count, err = countingOf(c, a.args); err != nil {
		return s, j, err
	}
	if s.Measuring.Count != nil {
		s.Inputs = nil // arguments are packages
	}
	return s, j, checkFlags(s)
}

// countingOf reads the flags about counting: the benchmarks to count, or nil for times.
// Args are for their test binaries.
func countingOf(c *cli.Command, args []string) (*match.Packages, error) {
	if err := flags.OneOf(c, "metric", "time", "instructions"); err != nil {
		return nil, err
	}
	if c.String("metric") == "time" {
		if other := flags.FirstSet(c, "bench", "tags"); other != "" {
			return nil, exit.Usagef("-%s goes with -metric instructions", other)
		}
		if len(args) > 0 {
			return nil, exit.Usagef("-args goes with -metric instructions")
		}
		return nil, nil
	}
	of, err := flags.ReadPackages(c, args)
	if err != nil {
		return nil, err
	}
	return &of, of.Check()
}

// checkFlags says what is missing or does not go together.
func checkFlags(s check.Spec) error {
	if len(s.Claims) == 0 && s.Baseline.Name == "" && s.Baseline.Save == "" {
		return exit.Usagef("there is nothing to check: no claim in bufbench.toml, and no -baseline (bufbench check -help shows both)")
	}
	if save := s.Baseline.Save; save != "" && !result.IsBaselineName(save) {
		return exit.Usagef("-save: a baseline cannot be called %q (take letters, digits, dots, hyphens and underlines)", save)
	}
	given := len(s.Inputs) > 0 || s.Measuring.Count != nil
	switch {
	case given && s.Measuring.Program != "":
		return exit.Usagef("-program names the scenarios to measure, and results are given: leave one of both out")
	case given:
		return nil
	}
	for _, claim := range s.Claims {
		if claim.Scenario() == "" {
			return exit.Usagef("claim %q is about any benchmark, so its results must be given (go test -bench . | bufbench check -)", claim.Title())
		}
	}
	if len(s.Claims) == 0 {
		return exit.Usagef("there are no claims, so nobody says what to measure: give the results (go test -bench . | bufbench check -save NAME -)")
	}
	return nil
}
