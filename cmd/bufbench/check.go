package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/compare"
	"github.com/bufbench/bufbench/internal/gate"
	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/urfave/cli/v3"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name:         "check",
		Usage:        "the gate: hold results against claims and a baseline; the exit code says it",
		ArgsUsage:    "[FILE...]",
		OnUsageError: onUsageError,

		DisableSliceFlagSeparator: true, // a file may have a comma in its name
		Description: "Without FILE, the scenarios that claims name are measured first. FILE is any Go benchmark text; - is standard input.\n\n" +
			"Claims stand in bufbench.toml:\n\n" +
			"  schema = 1\n  [gate]\n  alpha = \"5%\"         # of all claims together, and of each table of a baseline\n  threshold = \"10%\"    # against a baseline\n  fail_on = \"worse\"    # worse, undecided or never\n\n" +
			"  [[claim]]\n  benchmark = \"SubSlice/size=16MiB\"  # the name and parts that it must have; * is any name\n  arm = \"view\"         # a further part, also as access=view; others in full: impl=fast\n  versus = \"copy\"\n" +
			"  max = 0.8            # at most 0.8 times the copy's time; or min\n\n" +
			"  [[claim]]\n  benchmark = \"SubSlice\"\n  arm = \"view\"\n  unit = \"allocs/op\"   # or B/op, copied-B/op, ns/op, any unit of the text\n  max = 0\n\n" +
			"  [[claim]]\n  benchmark = \"PyBuffer/object=bytes\"\n  arm = \"view\"\n  versus = \"copy\"\n  breakeven = \"4KiB\"   # never slower from 4 KiB on\n\n" +
			"Further keys of a claim: name, and machine, the only one that it is about.\n\n" +
			"What is worse and known to be stands in bufbench.ack.toml, for a time:\n\n" +
			"  [[ack]]\n  benchmark = \"Decode-8\"    # a row, with -8 or without, or the name of a claim\n  unit = \"allocs/op\"        # empty is any\n  reason = \"a copy more until the parser is done\"\n  until = 2030-12-31        # the last day\n\n" +
			"Exit codes: 0 nothing is worse and no claim is broken, 1 something is, 2 wrong usage or a mistake in either file, 3 this is not all: something could not be read, measured or compared, or an acknowledgement is stale, 4 with -fail-on undecided: something is undecided, and nothing is worse.",
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "config", Value: "bufbench.toml", Usage: "`file` of claims"},
			&cli.StringFlag{Name: "ack", Value: "bufbench.ack.toml", Usage: "`file` of what is acknowledged to be worse"},
			&cli.StringFlag{Name: "baseline", Usage: "compare with the baseline of this `name`, or with a file"},
			&cli.StringFlag{Name: "save", Usage: "keep the results as the baseline of this `name`"},
			&cli.BoolFlag{Name: "absolute", Usage: "compare times with the baseline, and not their ratio to the copy's, where lines are paired"},
			&cli.StringFlag{Name: "results", Value: "results", Usage: "`folder` of results and baselines"},
			selfTestFlag(),
			&cli.StringSliceFlag{Name: "o", Usage: "also write a `file`: .xml (JUnit), .md, .json or .txt; repeatable"},
		}, judgingFlags(defaultThreshold)...),
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

	stdin []byte
	place result.Place // where the results were measured
	unfit string       // why that machine is not fit to judge times; empty where it is
	out   report.Checked
}

// defaultThreshold is what times may be worse than those of another run, as a
// share: runs of one binary differ by 3 % and more (see METHODOLOGY.md).
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
	return k, k.complete()
}

// optional is the text of a file that may be missing unless it was named.
func optional(path string, named bool) ([]byte, error) {
	text, err := os.ReadFile(path)
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
	return judgingOf(c)
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
		if !slices.Contains([]string{".xml", ".md", ".json", ".txt"}, filepath.Ext(o)) {
			return usagef("-o: %q ends in none of .xml (JUnit), .md, .json, .txt", o)
		}
	}
	if len(k.inputs) > 0 {
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

// run measures where there are no results, judges, prints and saves.
func (k *check) run(ctx context.Context) error {
	if len(k.inputs) == 0 {
		if err := k.measure(ctx); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(k.inputs, func(in result.Input) bool { return in.Path == "-" }) {
		var err error
		if k.stdin, err = io.ReadAll(k.program.stdin); err != nil {
			return fmt.Errorf("read standard input: %w", err)
		}
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

// doubt notes that a text is of a machine that was not fit when it was measured.
func (k *check) doubt(what string, p result.Place) {
	if p.Unfit != "" && k.unfit == "" {
		k.unfit = what + ": " + p.Unfit
	}
}

func (k *check) problem(text string) {
	fmt.Fprintf(k.program.stderr, "bufbench: %s\n", text)
	k.out.Problems = append(k.out.Problems, text)
}

// texts reads some inputs.
func (k *check) texts(inputs []result.Input) *result.Texts {
	return &result.Texts{Inputs: inputs, Stdin: bytes.NewReader(k.stdin)}
}

// unread notes what could not be read.
func (k *check) unread(t *result.Texts) {
	problems, more := t.Problems()
	for _, p := range problems {
		k.problem(p.Error())
	}
	if more > 0 {
		k.problem(fmt.Sprintf("… and %d lines more that cannot be read", more))
	}
}

// judgeClaims reads the results and holds the claims against them.
func (k *check) judgeClaims() error {
	texts := k.texts(k.inputs)
	series := gate.SeriesOf(texts.Records())
	k.unread(texts)
	if len(series) == 0 {
		return errors.New("nothing was checked: there is no benchmark result")
	}
	for _, p := range texts.Places() {
		if k.place.Known() && p.Known() && !k.place.Same(p) {
			return fmt.Errorf("the results are of different machines, %q and %q: check those of one", k.place.String(), p.String())
		}
		if !k.place.Known() {
			k.place = p
		}
		k.doubt("the results", p)
	}
	if len(k.config.Claims) == 0 {
		return nil
	}
	outcomes, err := gate.Judge(k.config.Claims, series, k.judging.goal.Alpha, k.measuredOn())
	if err != nil {
		return err
	}
	lines, err := k.lines()
	if err != nil {
		return err
	}
	if err := gate.Breakevens(k.config.Claims, lines, outcomes); err != nil {
		return err
	}
	k.out.Outcomes = outcomes
	return nil
}

// measuredOn is the name of the machine of the results: this one where they do
// not name any.
func (k *check) measuredOn() string {
	if k.place.Machine != "" {
		return k.place.Machine
	}
	return k.machine
}

// lines are the lines of scenarios among the results. What is none has been
// read by others.
func (k *check) lines() ([]result.Line, error) {
	var lines []result.Line
	for _, in := range k.inputs {
		text, err := k.text(in)
		if err != nil {
			return nil, err
		}
		some, _, _ := result.Read(bytes.NewReader(text), in.Path)
		lines = append(lines, some...)
	}
	return lines, nil
}

// text is the whole of an input.
func (k *check) text(in result.Input) ([]byte, error) {
	if in.Path == "-" {
		return k.stdin, nil
	}
	return os.ReadFile(in.Path)
}

// judgeBaseline compares the results with a baseline of the same machine.
func (k *check) judgeBaseline() error {
	path, err := k.baselinePath()
	if err != nil {
		return err
	}
	inputs := []result.Input{{Label: gate.Then, Path: path}}
	for _, in := range k.inputs {
		inputs = append(inputs, result.Input{Label: gate.Now, Path: in.Path})
	}
	texts := k.texts(inputs)
	parts := texts.Parts()
	if !k.absolute {
		for i, part := range parts {
			parts[i] = gate.Relative(part)
		}
	}
	cells, err := compare.Collect(compare.Query{}, parts)
	if err != nil {
		return err
	}
	if problems, _ := texts.Problems(); len(problems) > 0 {
		return fmt.Errorf("the baseline cannot be used: %w", problems[0])
	}
	then := texts.Places()[0]
	k.doubt("the baseline", then)
	switch {
	case !then.Known():
		return fmt.Errorf("the baseline %s does not say where it was measured (save it again: bufbench check -save NAME FILE)", path)
	case !then.Same(k.here(then)):
		return fmt.Errorf("the baseline %s is of another machine: it is of %q, the results are of %q (a baseline holds for its machine only; save one here: bufbench check -save NAME)", path, then.String(), k.here(then).String())
	}
	units := texts.Units()
	gate.Describe(units)
	tables := cells.Tables(k.judging.goal, units, nil)
	outcomes := gate.Baseline(tables, k.judging.threshold)
	if len(outcomes) == 0 {
		return fmt.Errorf("nothing was compared: the baseline %s and the results have no benchmark in common", path)
	}
	for _, t := range tables {
		for _, a := range t.Across {
			if text := a.String(); !slices.Contains(k.out.Across, text) {
				k.out.Across = append(k.out.Across, text)
			}
		}
	}
	k.out.Outcomes = append(k.out.Outcomes, append(outcomes, gate.Gone(tables)...)...)
	return nil
}

// here is where the results were measured, as far as a baseline can be held
// against it: results that do not name their machine are of this one.
func (k *check) here(then result.Place) result.Place {
	place := k.place
	if place.Machine == "" && (then.Host == "" || place.Host == "" || then.Host == place.Host) {
		place.Machine = k.machine
	}
	return place
}

// baselinePath is the file of the baseline: that of a name, or the file itself.
func (k *check) baselinePath() (string, error) {
	if strings.ContainsAny(k.baseline, "/\\") || filepath.Ext(k.baseline) == ".txt" {
		return k.baseline, nil
	}
	return result.FindBaseline(k.results, k.measuredOn(), k.baseline)
}

// print prints to standard output, to the files that were asked for, and for
// GitHub where it runs this.
func (k *check) print() error {
	k.out.Color = k.judging.color == "always" || k.judging.color == "auto" && machine.Color(k.program.stdout)
	if err := report.Gate(k.program.stdout, k.out); err != nil {
		return err
	}
	k.out.Color = false
	for _, o := range k.outputs {
		if err := writeFile(o, func(w io.Writer) error { return k.as(filepath.Ext(o), w) }); err != nil {
			return err
		}
	}
	github := machine.GitHubActions()
	if !github.Running {
		return nil
	}
	report.Annotations(k.program.stdout, k.out)
	if github.Summary == "" {
		return nil
	}
	f, err := os.OpenFile(github.Summary, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("write the step summary: %w", err)
	}
	return errors.Join(report.GateMarkdown(f, k.out), f.Close())
}

// as prints in the form of a file's ending.
func (k *check) as(ending string, w io.Writer) error {
	switch ending {
	case ".xml":
		return report.GateJUnit(w, k.out, k.judging.failOn == "undecided")
	case ".md":
		return report.GateMarkdown(w, k.out)
	case ".json":
		return report.GateJSON(w, k.out)
	}
	return report.Gate(w, k.out)
}

// writeFile writes a file, whole or not at all.
func writeFile(path string, write func(io.Writer) error) error {
	var text bytes.Buffer
	if err := write(&text); err != nil {
		return err
	}
	if err := os.WriteFile(path, text.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write a report: %w", err)
	}
	return nil
}

// keep saves the results as a baseline, if they are whole and the gate lets them
// pass: what is worse must not become what the next results are held against.
func (k *check) keep() error {
	if k.save == "" {
		return nil
	}
	if len(k.out.Problems) > 0 {
		return errors.New("no baseline was saved: the results are not whole")
	}
	var bad *verdictError
	if errors.As(k.outcome(), &bad) {
		fmt.Fprintf(k.program.stderr, "bufbench: no baseline was saved: %s\n", bad.text)
		return nil
	}
	if k.place.Machine != "" && k.place.Machine != k.machine {
		return fmt.Errorf("no baseline was saved: the results are of %q, and this is %q", k.place.Machine, k.machine)
	}
	var text []byte
	for _, in := range k.inputs {
		one, err := k.text(in)
		if err != nil {
			return fmt.Errorf("save the baseline: %w", err)
		}
		text = append(text, one...)
		if !bytes.HasSuffix(text, []byte("\n")) {
			text = append(text, '\n')
		}
	}
	path, err := result.SaveBaseline(k.results, k.machine, k.save, text)
	if err == nil {
		fmt.Fprintf(k.program.stderr, "baseline: %s\n", path)
	}
	return err
}

// outcome is the exit code as an error.
func (k *check) outcome() error {
	n := gate.Counts(k.out.Outcomes)
	switch {
	case len(k.out.Problems) > 0:
		return errors.New("this is not all: " + k.out.Summary())
	case len(k.out.Outcomes) == n[gate.Skipped] && k.save == "":
		return errors.New("nothing was checked: " + k.out.Summary())
	case k.judging.failOn == "never":
	case n[gate.Broken] > 0:
		return &verdictError{exitWorse, k.out.Summary()}
	case k.judging.failOn == "undecided" && n[gate.Undecided] > 0:
		return &verdictError{exitUndecided, k.out.Summary()}
	}
	return nil
}
