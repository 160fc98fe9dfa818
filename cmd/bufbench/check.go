package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/ab"
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

Exit codes: 0 nothing looks worse or broken, and a change of the threshold's size could have been seen, 1 something is worse or broken, 2 wrong usage or a mistake in either file, 3 this is not all: something could not be read, measured or compared, a benchmark is gone, or an acknowledgement is stale, 4 something looks worse without a verdict, or nothing could have been found; with -fail-on undecided also where anything else is undecided. docs/ci.md has the whole rule.`

func (p *program) checkCommand() *cli.Command {
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
			selfTestFlag(),
			&cli.StringSliceFlag{Name: "o", Usage: "also write a `file`: .xml (JUnit), .md, .json or .txt; repeatable"},
		}, append(countingFlags(), judgingFlags(defaultAlpha, defaultThreshold)...)...),
		Action: func(ctx context.Context, c *cli.Command) error {
			k, err := p.checkOf(c)
			if err != nil {
				return err
			}
			return k.run(ctx)
		},
	}
}

// check is the command line of check, and what comes of it.
type check struct {
	program        *program
	judging        judging
	config         gate.Config
	acks           []gate.Ack
	ackFile        string
	baseline, save string
	absolute       bool
	noSelfTest     bool
	results        string
	outputs        []string
	inputs         []result.Input
	machine        string
	count          *ab.Wish // benchmarks whose instructions are counted first; nil without -metric instructions

	place result.Place // where the results were measured
	unfit string       // why that machine is not fit to judge times; empty where it is
	out   report.Gate
}

// defaultThreshold is what times may be worse than those of another run, as a
// share: runs of one binary differ by 3 % and more (see docs/methodology.md).
const defaultThreshold = "10%"

func (p *program) checkOf(c *cli.Command) (*check, error) {
	k := &check{
		program: p, ackFile: c.String("ack"), baseline: c.String("baseline"), save: c.String("save"), absolute: c.Bool("absolute"), noSelfTest: !c.Bool("selftest"),
		results: c.String("results"), outputs: c.StringSlice("o"), inputs: result.Inputs(c.Args().Slice()), machine: machine.ID(machine.Read("/")),
	}
	text, err := optional(c.String("config"), c.IsSet("config"))
	if err != nil {
		return nil, err
	}
	if text != nil {
		if k.config, err = gate.ReadConfig(text, c.String("config")); err != nil {
			return nil, usagef("%v", err)
		}
	}
	if text, err = optional(k.ackFile, c.IsSet("ack")); err != nil {
		return nil, err
	}
	if k.acks, err = gate.ReadAcks(text, k.ackFile); err != nil {
		return nil, usagef("%v", err)
	}
	if k.judging, err = k.policy(c); err != nil {
		return nil, err
	}
	if err := k.counted(c); err != nil {
		return nil, err
	}
	return k, k.complete()
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

// policy is how to judge: by the command line, or else by the file.
func (k *check) policy(c *cli.Command) (judging, error) {
	if _, err := judgingOf(c); err != nil {
		return judging{}, err
	}
	for _, one := range []struct{ key, flag, filed string }{
		{"alpha", "alpha", k.config.Gate.Alpha},
		{"threshold", "threshold", k.config.Gate.Threshold},
		{"fail_on", "fail-on", k.config.Gate.FailOn},
	} {
		if one.filed == "" || c.IsSet(one.flag) {
			continue
		}
		err := c.Set(one.flag, one.filed)
		if err == nil {
			_, err = judgingOf(c)
		}
		if err != nil {
			return judging{}, usagef("%s: [gate] %s: %v", c.String("config"), one.key, err)
		}
	}
	j, err := judgingOf(c)
	if err != nil {
		return j, err
	}
	filed, err := unitsOf(c.String("config")+": [gate] units", k.config.Gate.Units)
	for key, said := range filed {
		if j.units[key] == nil {
			j.units[key] = said
		}
	}
	return j, err
}

// complete says what is missing or does not go together.
func (k *check) complete() error {
	if len(k.config.Claims) == 0 && k.baseline == "" && k.save == "" {
		return usagef("there is nothing to check: no claim in bufbench.toml, and no -baseline (bufbench check -help shows both)")
	}
	if k.save != "" && !result.IsBaselineName(k.save) {
		return usagef("-save: a baseline cannot be called %q (take letters, digits, dots, hyphens and underlines)", k.save)
	}
	for _, o := range k.outputs {
		if err := k.out.Forms().CheckFile(o); err != nil {
			return err
		}
	}
	if len(k.inputs) > 0 || k.count != nil {
		return nil
	}
	for _, claim := range k.config.Claims {
		if claim.Scenario() == "" {
			return usagef("claim %q is about any benchmark, so its results must be given (go test -bench . | bufbench check -)", claim.Title())
		}
	}
	if len(k.config.Claims) == 0 {
		return usagef("there are no claims, so nobody says what to measure: give the results (go test -bench . | bufbench check -save NAME -)")
	}
	return nil
}

// mostOnce is the largest text that is kept in memory, in bytes.
const mostOnce = 256 << 20

// readOnce keeps the texts of inputs that can be read only once: standard input, and
// pipes such as those of <(go test -bench .).
func (k *check) readOnce() error {
	for i := range k.inputs {
		in := &k.inputs[i]
		from, what := k.program.stdin, "standard input"
		if in.Path != "-" {
			if info, err := os.Stat(in.Path); err != nil || info.Mode().IsRegular() || info.IsDir() {
				continue // whoever reads it says what is wrong
			}
			f, err := os.Open(in.Path)
			if err != nil {
				return err
			}
			defer f.Close()
			from, what = f, in.Path
		}
		text, err := io.ReadAll(io.LimitReader(from, mostOnce+1))
		switch {
		case err != nil:
			return fmt.Errorf("read %s: %w", what, err)
		case len(text) > mostOnce:
			return fmt.Errorf("read %s: it has more than %d MiB (save it to a file)", what, mostOnce>>20)
		}
		in.Text = append([]byte{}, text...) // not nil, also if it is empty
	}
	return nil
}

// run measures where there are no results, judges, prints and saves.
func (k *check) run(ctx context.Context) error {
	switch {
	case k.count != nil:
		if err := k.countFirst(ctx); err != nil {
			return err
		}
	case len(k.inputs) == 0:
		if err := k.measure(ctx); err != nil {
			return err
		}
	}
	if err := k.readOnce(); err != nil {
		return err
	}
	if err := k.judgeClaims(); err != nil {
		return err
	}
	if k.baseline != "" && len(k.out.Problems) == 0 {
		if err := k.judgeBaseline(); err != nil {
			return err
		}
	}
	if k.unfit != "" && gate.Unfit(k.out.Outcomes, k.unfit) > 0 {
		fmt.Fprintf(k.program.stderr, "unfit: %s (measure again when the machine does nothing else; bufbench doctor -calibrate says what it can tell), so times are undecided\n", k.unfit)
	}
	for _, stale := range gate.Acknowledge(k.out.Outcomes, k.acks, time.Now(), k.ackFile) {
		k.problem(stale.Error())
	}
	if err := k.print(); err != nil {
		return err
	}
	if err := k.keep(); err != nil {
		return err
	}
	return k.outcome()
}

func (k *check) problem(text string) {
	fmt.Fprintf(k.program.stderr, "bufbench: %s\n", text)
	k.out.Problems = append(k.out.Problems, text)
}
