package main

import (
	"context"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/check"
	"github.com/urfave/cli/v3"
)

// checkText is what the help says beside the flags.
const checkText = `Without FILE, the scenarios that claims name are measured first: those of bufbench, or with -program those of a program of yours. FILE is any Go benchmark text; - is standard input. With -metric instructions, the arguments are packages instead, whose benchmarks are counted by valgrind's callgrind: the same counts whatever else the machine does, but of no use to compare a copy with a view.

Claims stand in bufbench.toml:

  schema = 1
  [gate]
  alpha = "5%"         # of all claims together, and of each table of a baseline
  threshold = "10%"    # against a baseline
  fail_on = "worse"    # worse, undecided or never
  units = ["mgas/s better=higher"]  # which way is better of your own units

  [[claim]]
  benchmark = "SubSlice/size=16MiB"  # the name and parts that it must have; * is any name
  arm = "view"         # a further part, also as access=view; others in full: impl=fast
  versus = "copy"
  max = 0.8            # at most 0.8 times the copy's time; or min

  [[claim]]
  benchmark = "SubSlice"
  arm = "view"
  unit = "allocs/op"   # or B/op, copied-B/op, instructions/op, ns/op, any unit
  max = 0

  [[claim]]
  benchmark = "PyBuffer/object=bytes"
  arm = "view"
  versus = "copy"
  breakeven = "4KiB"   # never slower from 4 KiB on

Further keys of a claim: name, and machine, the only one that it is about.

What is worse and known to be stands in bufbench.ack.toml, for a time:

  [[ack]]
  benchmark = "Decode-8"    # a row, with -8 or without, or the name of a claim
  unit = "allocs/op"        # empty is any
  reason = "a copy more until the parser is done"
  until = 2030-12-31        # the last day

Exit codes: 0 nothing looks worse or broken, and a change of the threshold's size could have been seen, 1 something is worse or broken, 2 wrong usage or a mistake in either file, 3 this is not all: something could not be read, measured or compared, a benchmark is gone, or an acknowledgement is stale, 4 something looks worse without a verdict, or nothing could have been found; with -fail-on undecided also where anything else is undecided. docs/exit-codes.md has the whole rule.`

func checkCommand(a *app) *cli.Command {
	return &cli.Command{
		Name:         "check",
		Usage:        "the gate: hold results against claims and a baseline; the exit code says it",
		ArgsUsage:    "[FILE...]",
		OnUsageError: onUsageError,

		DisableSliceFlagSeparator: true, // a file may have a comma in its name
		Description:               checkText,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "config", Value: "bufbench.toml", Usage: "`file` of claims"},
			programFlag(),
			&cli.StringSliceFlag{Name: "tests", Usage: "run the tests of these `packages` too: a claim of package benchtest that fails or is not measured is missing, exit code 3; repeatable"},
			&cli.StringFlag{Name: "ack", Value: "bufbench.ack.toml", Usage: "`file` of what is acknowledged to be worse"},
			&cli.StringFlag{Name: "baseline", Usage: "compare with the baseline of this `name`, or with a file"},
			&cli.StringFlag{Name: "save", Usage: "keep the results as the baseline of this `name`"},
			&cli.BoolFlag{Name: "absolute", Usage: "compare times with the baseline, and not their ratio to the copy's, where lines are paired"},
			&cli.StringFlag{Name: "results", Value: "results", Usage: "`folder` of results and baselines"},
			historyFlag(),
			selfTestFlag(),
		}, slices.Concat(outputFlags(page.GateForms(report.Gate{}.Forms())), countingFlags(), judgingFlags(defaultAlpha, defaultThreshold))...),
		Action: func(ctx context.Context, c *cli.Command) error {
			k, err := checkOf(a, c)
			if err != nil {
				return err
			}
			return k.run(ctx)
		},
	}
}

// checkRun is the command line of check.
type checkRun struct {
	*app
	output     output
	spec       check.Spec
	judging    judging
	count      *match.Packages // benchmarks whose instructions are counted first; nil without -metric instructions
	counted    []string        // what could not be counted
	program    string          // another program, with the scenarios of claims
	tests      []string        // packages whose tests are run too
	noSelfTest bool
	history    string // the record whose opinion is asked; empty asks none
}

// defaultThreshold is how much worse times may be than those of another run, as a share:
// runs of one binary differ by 3 % and more (see docs/methodology.md).
const defaultThreshold = "10%"

func checkOf(a *app, c *cli.Command) (*checkRun, error) {
	k := &checkRun{app: a, noSelfTest: !c.Bool("selftest"), program: c.String("program"), tests: c.StringSlice("tests"), history: c.String("history")}
	k.spec = check.Spec{
		Inputs: result.Inputs(c.Args().Slice()), Machine: machine.ID(machine.Read("/")), Acks: check.Acks{File: c.String("ack")},
		Baseline: check.Baseline{Name: c.String("baseline"), Save: c.String("save"), Folder: c.String("results"), Absolute: c.Bool("absolute")},
	}
	var err error
	if k.output, err = outputOf(c, page.GateForms(report.Gate{}.Forms())); err != nil {
		return nil, err
	}
	config, err := readConfig(c)
	if err != nil {
		return nil, err
	}
	k.spec.Claims = config.Claims
	text, err := optional(k.spec.Acks.File, c.IsSet("ack"))
	if err != nil {
		return nil, err
	}
	if k.spec.Acks.List, err = gate.ReadAcks(text, k.spec.Acks.File); err != nil {
		return nil, usagef("%v", err)
	}
	if k.judging, err = gatePolicy(c, config.Gate); err != nil {
		return nil, err
	}
	k.spec.Policy = check.Policy{Goal: k.judging.goal, Threshold: k.judging.threshold, Units: k.judging.units}
	if k.count, err = countingOf(c, a.args); err != nil {
		return nil, err
	}
	if k.count != nil {
		k.spec.Inputs = nil // arguments are packages
	}
	return k, k.complete()
}

// complete says what is missing or does not go together.
func (k *checkRun) complete() error {
	b := k.spec.Baseline
	if len(k.spec.Claims) == 0 && b.Name == "" && b.Save == "" {
		return usagef("there is nothing to check: no claim in bufbench.toml, and no -baseline (bufbench check -help shows both)")
	}
	if b.Save != "" && !result.IsBaselineName(b.Save) {
		return usagef("-save: a baseline cannot be called %q (take letters, digits, dots, hyphens and underlines)", b.Save)
	}
	given := len(k.spec.Inputs) > 0 || k.count != nil
	switch {
	case given && k.program != "":
		return usagef("-program names the scenarios to measure, and results are given: leave one of both out")
	case given:
		return nil
	}
	for _, claim := range k.spec.Claims {
		if claim.Scenario() == "" {
			return usagef("claim %q is about any benchmark, so its results must be given (go test -bench . | bufbench check -)", claim.Title())
		}
	}
	if len(k.spec.Claims) == 0 {
		return usagef("there are no claims, so nobody says what to measure: give the results (go test -bench . | bufbench check -save NAME -)")
	}
	return nil
}

// run measures if there are no results, judges, prints and saves.
func (k *checkRun) run(ctx context.Context) error {
	switch {
	case k.count != nil:
		if err := k.countInstructions(ctx); err != nil {
			return err
		}
	case len(k.spec.Inputs) == 0:
		if err := k.measure(ctx); err != nil {
			return err
		}
	}
	untested, err := check.Tests(ctx, k.tests, k.say)
	if err != nil {
		return err
	}
	if err := check.Once(k.spec.Inputs, k.stdin); err != nil {
		return err
	}
	found, err := check.Judge(k.spec, time.Now())
	found.Problems = slices.Concat(k.counted, untested, found.Problems)
	for _, text := range found.Problems {
		k.say("bufbench: %s", text)
	}
	if err != nil {
		return err
	}
	if found.Unfit != "" {
		k.say("unfit: %s (measure again when the machine does nothing else; bufbench doctor -calibrate says what it can tell), so times are undecided", found.Unfit)
	}
	found.Notes = append(found.Notes, opinions(ctx, k.folderOf(k.history), k.spec.Inputs, found.Outcomes)...)
	out := report.Gate{Outcomes: found.Outcomes, Notes: found.Notes, Across: found.Across, Problems: found.Problems, First: found.First}
	if err := k.print(out); err != nil {
		return err
	}
	verdict := k.verdict(out)
	if err := k.save(found, verdict); err != nil {
		return err
	}
	return verdict
}

// countInstructions counts what is to be checked.
func (k *checkRun) countInstructions(ctx context.Context) error {
	defer k.work.Begin()()
	path, problems, err := check.Count(ctx, *k.count, k.spec.Baseline.Folder, k.say)
	k.counted, k.spec.Inputs = problems, []result.Input{{Label: path, Path: path}}
	return err
}

// measure measures the scenarios that claims name.
func (k *checkRun) measure(ctx context.Context) error {
	defer k.work.Begin()()
	inputs, err := check.Measure(ctx, k.home, k.spec, k.program, k.noSelfTest, watcher(newProgress(k.stderr)))
	k.spec.Inputs = inputs
	return err
}
