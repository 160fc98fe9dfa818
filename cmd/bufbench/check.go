package main

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/check"
	"github.com/urfave/cli/v3"
)

// checkText is what the help says beside the flags.
const checkText = `Without FILE, the scenarios that claims name are measured first. FILE is any Go benchmark text; - is standard input. With -metric instructions, the arguments are packages instead, whose benchmarks are counted by valgrind's callgrind: the same counts whatever else the machine does, but of no use to compare a copy with a view.

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
	noSelfTest bool
	history    string // the record whose opinion is asked; empty asks none
}

// defaultThreshold is how much worse times may be than those of another run, as a share:
// runs of one binary differ by 3 % and more (see docs/methodology.md).
const defaultThreshold = "10%"

func checkOf(a *app, c *cli.Command) (*checkRun, error) {
	k := &checkRun{app: a, noSelfTest: !c.Bool("selftest"), history: c.String("history")}
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
	if err := k.metric(c); err != nil {
		return nil, err
	}
	return k, k.complete()
}

// readConfig reads the file of claims.
func readConfig(c *cli.Command) (config gate.Config, err error) {
	text, err := optional(c.String("config"), c.IsSet("config"))
	if err != nil || text == nil {
		return config, err
	}
	if config, err = gate.ReadConfig(text, c.String("config")); err != nil {
		return config, usagef("%v", err)
	}
	return config, nil
}

// optional is the text of a file that may be missing unless it was named.
func optional(path string, named bool) ([]byte, error) {
	const most = 16 << 20
	text, err := regular.ReadFile(path, most)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil, nil
	}
	if err != nil {
		return nil, usagef("%v", err)
	}
	return text, nil
}

// gatePolicy is how to judge: by the command line, or else by the file.
func gatePolicy(c *cli.Command, filed gate.Policy) (judging, error) {
	if _, err := judgingOf(c); err != nil {
		return judging{}, err
	}
	for _, one := range []struct{ key, flag, filed string }{
		{"alpha", "alpha", filed.Alpha},
		{"threshold", "threshold", filed.Threshold},
		{"fail_on", "fail-on", filed.FailOn},
	} {
		if one.filed == "" || c.IsSet(one.flag) {
			continue
		}
		err := c.Set(one.flag, one.filed)
		if err == nil {
			_, err = judgingOf(c)
		}
		if err != nil {
			var bad *usageError
			if errors.As(err, &bad) {
				err = errors.New(bad.Text)
			}
			return judging{}, usagef("%s: [gate] %s: %v", c.String("config"), one.key, err)
		}
	}
	j, err := judgingOf(c)
	if err != nil {
		return j, err
	}
	units, err := unitsOf(c.String("config")+": [gate] units", filed.Units)
	for key, said := range units {
		if j.units[key] == nil {
			j.units[key] = said
		}
	}
	return j, err
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
	if len(k.spec.Inputs) > 0 || k.count != nil {
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
	if err := check.Once(k.spec.Inputs, k.stdin); err != nil {
		return err
	}
	found, err := check.Judge(k.spec, time.Now())
	found.Problems = slices.Concat(k.counted, found.Problems)
	for _, text := range found.Problems {
		k.say("bufbench: %s", text)
	}
	if err != nil {
		return err
	}
	if found.Unfit != "" {
		k.say("unfit: %s (measure again when the machine does nothing else; bufbench doctor -calibrate says what it can tell), so times are undecided", found.Unfit)
	}
	notes, err := k.opinions(ctx, found)
	if err != nil {
		return err
	}
	found.Notes = append(found.Notes, notes...)
	out := report.Gate{Outcomes: found.Outcomes, Notes: found.Notes, Across: found.Across, Problems: found.Problems, First: found.First}
	if err := k.print(out); err != nil {
		return err
	}
	if err := k.save(found, k.verdict(out)); err != nil {
		return err
	}
	return k.verdict(out)
}

// measure measures the scenarios that claims name.
func (k *checkRun) measure(ctx context.Context) error {
	runs, err := check.Runs(k.spec.Claims)
	if err != nil {
		return err
	}
	defer k.work.Begin()()
	watch := watcher(newProgress(k.stderr))
	for _, s := range runs {
		s.NoSelfTest, s.Results = k.noSelfTest, k.spec.Baseline.Folder
		out, err := k.home.Run(ctx, s, watch)
		if out.File != "" {
			watch.Say("results: " + out.File)
		}
		if err != nil {
			return err
		}
		k.spec.Inputs = append(k.spec.Inputs, result.Input{Label: out.File, Path: out.File})
	}
	return nil
}

// countInstructions counts what is to be checked.
func (k *checkRun) countInstructions(ctx context.Context) error {
	defer k.work.Begin()()
	path, problems, err := check.Count(ctx, *k.count, k.spec.Baseline.Folder, k.say)
	k.counted, k.spec.Inputs = problems, []result.Input{{Label: path, Path: path}}
	return err
}

// countingFlags are those of check that are about counting instructions.
func countingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "metric", Value: "time", Usage: "instructions: count those of benchmarks by valgrind's callgrind first; arguments are packages then, . unless given"},
		&cli.StringFlag{Name: "bench", Value: ".", Usage: "with -metric instructions: benchmarks that match this `regexp`"},
		&cli.StringFlag{Name: "tags", Usage: "with -metric instructions: build `tags`"},
		argsFlag("with -metric instructions: "),
	}
}

// metric reads the flags that are about counting.
func (k *checkRun) metric(c *cli.Command) error {
	switch metric := c.String("metric"); metric {
	case "time":
		for _, name := range []string{"bench", "tags"} {
			if c.IsSet(name) {
				return usagef("-%s goes with -metric instructions", name)
			}
		}
		if len(k.args) > 0 {
			return usagef("-args goes with -metric instructions")
		}
		return nil
	case "instructions":
	default:
		return usagef("-metric: %q is neither time nor instructions", metric)
	}
	of, err := packagesOf(c, k.args)
	if err != nil {
		return err
	}
	k.count, k.spec.Inputs = &of, nil
	return of.Check()
}
