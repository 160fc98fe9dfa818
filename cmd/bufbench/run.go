package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/bufbench/bufbench/internal/runs/truth"
	"github.com/urfave/cli/v3"
)

func (p *program) runCommand() *cli.Command {
	d := session.Default()
	return &cli.Command{
		Name:         "run",
		Usage:        "prove and measure scenarios, print tables, write results",
		ArgsUsage:    "[SCENARIO...]",
		OnUsageError: onUsageError,

		DisableSliceFlagSeparator: true, // a value of -axis holds commas
		Flags: []cli.Flag{
			programFlag(),
			&cli.StringFlag{Name: "bench", Usage: "only cases whose name, such as SubSlice/size=64KiB/passes=1, matches this `regexp`"},
			&cli.StringFlag{Name: "sizes", Usage: "`sizes` to measure, such as 64,4KiB..64MiB*4"},
			&cli.StringFlag{Name: "passes", Usage: "how often an operation reads the bytes: `numbers` such as 0,1,4 (0 is hand-over only)"},
			&cli.StringSliceFlag{Name: "axis", Usage: "vary a further axis (bufbench list names them): `key=value,value`, such as cache=hot,cold or object=numpy; repeatable"},
			&cli.StringFlag{Name: "precision", Value: "2%", Usage: "measure a case until half the interval of its factors is at most this `share` of them"},
			&cli.StringFlag{Name: "margin", Value: "1%", Usage: "factors within this `share` of 1 are the same"},
			&cli.StringFlag{Name: "alpha", Usage: "how often an interval may miss: a `share`; 1% unless given, 5% with -count and -quick"},
			&cli.DurationFlag{Name: "max-time", Value: d.Policy.MaxTime, Usage: "how long a case may take until it is left as it is"},
			&cli.DurationFlag{Name: "budget", Usage: "how long the whole run takes, such as 5m: spent where intervals are widest or a verdict is open"},
			&cli.DurationFlag{Name: "refine", Value: d.Policy.Refine, Usage: "how long each break-even may be narrowed to ±15 % by further cases around it; 0 leaves it as it is"},
			&cli.IntFlag{Name: "peaks", Value: 3, Usage: "`launches` of each arm that see its maximum memory in an operation; without it none with -count, -quick or -budget"},
			&cli.BoolFlag{Name: "vary", Value: true, Usage: "also measure a case in the middle under other conditions, to say what would change the answer"},
			&cli.IntFlag{Name: "count", Usage: "so many `launches` (fresh processes) of each case, whatever their precision; fewer than 6 give no interval"},
			&cli.StringFlag{Name: "pages", Value: "base", Usage: "the `kind` of pages that large buffers ask for: base or huge"},
			&cli.BoolFlag{Name: "quick", Usage: "a smaller run of about 40 seconds: four sizes, the first value of every other axis, 6 launches"},
			&cli.StringFlag{Name: "results", Value: d.Results, Usage: "`folder` of results"},
			&cli.StringFlag{Name: "versus", Value: d.Versus, Usage: "the `arm`, ceiling or probe that factors compare with"},
			&cli.BoolFlag{Name: "v", Usage: "one row per arm and case, with every figure"},
			&cli.BoolFlag{Name: "counters", Usage: "also count cycles, instructions, cache and TLB misses, page faults and context switches per operation, after timing"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON object in place of tables"},
			&cli.BoolFlag{Name: "markdown", Usage: "print markdown in place of tables"},
			&cli.DurationFlag{Name: "timeout", Value: d.From.Limit, Usage: "how long a case may be silent before it counts as hung"},
			&cli.Uint64Flag{Name: "seed", Usage: "repeat the orders and data of a run that printed this `seed`"},
			selfTestFlag(),
			&cli.StringFlag{Name: "resume", Usage: "continue an interrupted run: its results `file`; what was asked for stands in its journal"},
			&cli.BoolFlag{Name: "wait", Usage: "wait for the end of another bufbench that measures on this machine"},
			&cli.StringFlag{Name: "cpuprofile", Usage: "after measuring, write a CPU profile for each arm: `name`, with scenario and arm put in"},
			&cli.StringFlag{Name: "memprofile", Usage: "likewise for Go heap allocations"},
		},
		Action: p.runAction,
	}
}

func programFlag() cli.Flag {
	return &cli.StringFlag{Name: "program", Usage: "the scenarios of another program, whose main is benchmain.Main: its `path`"}
}

func selfTestFlag() cli.Flag {
	return &cli.BoolFlag{Name: "selftest", Value: true, Usage: "in a tenth of the time, compare identical code with itself at the end: where it differs, the machine is unfit to judge times"}
}

func (p *program) runAction(ctx context.Context, c *cli.Command) error {
	show := runPrinter{program: p, verbose: c.Bool("v"), json: c.Bool("json"), markdown: c.Bool("markdown")}
	if show.json && show.markdown {
		return usagef("-json and -markdown: one of the two goes to standard output")
	}
	s, err := specOf(c)
	if err != nil {
		return err
	}
	watch := watcher(newProgress(p.stderr, 0))
	watch.Scenario = show.scenario
	defer p.work.Begin()()
	var out session.Outcome
	if path := c.String("resume"); path != "" {
		if err := onlyResumes(c, path); err != nil {
			return err
		}
		out, err = p.home.Resume(ctx, path, c.String("program"), s.Wait, watch)
	} else {
		out, err = p.home.Run(ctx, s, watch)
	}
	if !out.Kept {
		return err
	}
	if failed := show.whole(out); failed != nil {
		return failed
	}
	fmt.Fprintf(p.stderr, "results: %s\n", out.File)
	return err
}

// onlyResumes refuses what would change the resumed run.
func onlyResumes(c *cli.Command, path string) error {
	if c.Args().Present() {
		return usagef("-resume %s: what to measure stands in its journal (leave out %q)", path, c.Args().First())
	}
	for _, name := range c.FlagNames() {
		if !slices.Contains([]string{"resume", "program", "v", "json", "markdown", "wait"}, name) {
			return usagef("-resume %s: what was asked for stands in its journal (leave out -%s)", path, name)
		}
	}
	return nil
}

// specOf reads the flags of run.
func specOf(c *cli.Command) (session.Spec, error) {
	s := session.Default()
	s.From = session.Origin{Program: c.String("program"), Limit: c.Duration("timeout")}
	s.Versus, s.NoSelfTest, s.Results, s.Wait = c.String("versus"), !c.Bool("selftest"), c.String("results"), c.Bool("wait")
	s.Profiles = session.Profiles{CPU: c.String("cpuprofile"), Memory: c.String("memprofile")}
	s.Conditions.Seed, s.Conditions.Counters = c.Uint64("seed"), c.Bool("counters")
	var err error
	if s.Conditions.Pages, err = session.ParsePages(c.String("pages")); err != nil {
		return s, err
	}
	if s.Select, err = selectionOf(c); err != nil {
		return s, err
	}
	s.Policy, err = policyOf(c, s.Policy)
	return s, err
}

// selectionOf reads the flags that choose cases.
func selectionOf(c *cli.Command) (s session.Selection, err error) {
	s = session.Selection{Names: c.Args().Slice(), Match: c.String("bench"), Quick: c.Bool("quick")}
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

// policyOf reads the flags that say how many launches are enough.
func policyOf(c *cli.Command, p session.Policy) (session.Policy, error) {
	p.Count, p.MaxTime, p.Strict, p.Budget = c.Int("count"), c.Duration("max-time"), c.IsSet("max-time"), c.Duration("budget")
	p.Refine, p.Vary = c.Duration("refine"), c.Bool("vary")
	if c.IsSet("count") && p.Count < 1 {
		return p, option.Valuef("count", p.Count, "at least one launch is needed")
	}
	if c.IsSet("peaks") {
		if p.Peaks = c.Int("peaks"); p.Peaks < 0 {
			return p, option.Valuef("peaks", p.Peaks, "it is a number of launches, and 0 leaves it out")
		}
	}
	if p.Budget != 0 && p.Budget > 0 && (p.Count > 0 || c.Bool("quick") || p.Strict) {
		return p, usagef("-budget says how long the whole run takes, so it does not go with -count, -quick or -max-time")
	}
	var err error
	if c.IsSet("alpha") {
		if p.Goal.Alpha, err = option.Share("alpha", c.String("alpha"), 0.5); err != nil {
			return p, err
		}
	}
	if p.Goal.Margin, err = option.Share("margin", c.String("margin"), 1); err != nil {
		return p, err
	}
	p.Goal.Precision, err = option.Share("precision", c.String("precision"), 1)
	return p, err
}

// watcher tells progress what a run says.
func watcher(p *progress) session.Watch {
	return session.Watch{
		Say:  func(line string) { p.say("%s", line) },
		Case: func(c verdict.Comparison) { p.line(report.Brief(c)) },
		Pace: p.pace,
		Busy: func() {
			p.say("warning: another bufbench measures on this machine: each disturbs the other (-wait waits for its end)")
		},
	}
}

// runPrinter prints a run: each scenario when it has ended, and then what belongs to the
// whole.
type runPrinter struct {
	program                 *program
	verbose, json, markdown bool
	failed                  error // the first scenario that could not be printed
}

func (r *runPrinter) scenario(s report.Scenario) {
	table := report.Text
	switch {
	case r.json:
		return
	case r.markdown:
		table = report.MarkdownAnswer
	case r.verbose:
		table = report.Verbose
	}
	if err := table(r.program.stdout, s); err != nil && r.failed == nil {
		r.failed = err
	}
}

// whole prints what belongs to the whole run: the ceilings, published claims, and
// whether the machine was fit; or all of it as JSON.
func (r *runPrinter) whole(o session.Outcome) error {
	if r.failed != nil {
		return r.failed
	}
	rows := claim.Judge(claim.Published(), o.Lines)
	out := r.program.stdout
	switch {
	case r.json:
		return report.JSON(out, document(o, rows))
	case r.markdown:
		fmt.Fprint(out, "## Published claims\n\n")
		if err := report.MarkdownClaims(out, rows); err != nil {
			return err
		}
		return r.fitness(o)
	case !r.verbose:
		rows = claim.Measured(rows)
	}
	if err := report.Ceilings(out, verdict.Ceilings(o.Lines), levelOf(r.program.home.CacheSizes())); err != nil {
		return err
	}
	if len(rows) > 0 {
		fmt.Fprintln(out)
	}
	if err := report.Claims(out, rows); err != nil {
		return err
	}
	return r.fitness(o)
}

// fitness prints what came of the self-test, and what this machine can tell by its
// calibration, if there is one.
func (r *runPrinter) fitness(o session.Outcome) error {
	if err := report.Alike(r.program.stdout, o.Fitness); err != nil {
		return err
	}
	if c, known := truth.Last[report.Calibration](truth.FileIn(filepath.Dir(o.File))); known {
		return report.Detects(r.program.stdout, c)
	}
	return nil
}

// levelOf names the memory that holds an array.
func levelOf(caches machine.CacheSizes) func(bench.Bytes) string {
	return func(size bench.Bytes) string {
		switch n := uint64(size); {
		case caches.LLC == 0:
			return "?"
		case n <= caches.L1d:
			return "L1"
		case n <= caches.L2:
			return "L2"
		case n <= caches.LLC:
			return "LLC"
		}
		return "memory"
	}
}

// document is the JSON of a run.
func document(o session.Outcome, rows []claim.Row) report.Document {
	doc := report.Document{
		File: o.File, Scenarios: []report.ScenarioJSON{}, Failed: []report.Failure{}, Skipped: []report.Failure{},
		Claims: report.ClaimsJSON(rows), Fit: report.Fitness(o.Fitness),
	}
	if k := o.Counting; k != nil {
		doc.Counters = &report.CountersJSON{Lacks: append([]events.Lack{}, k.Lacks...), Alone: k.Alone, Turns: k.Turns}
		if doc.Counters.Turns == nil {
			doc.Counters.Turns = map[string]float64{}
		}
	}
	for _, s := range o.Scenarios {
		doc.Scenarios = append(doc.Scenarios, s.JSON())
	}
	for _, f := range o.Failed {
		doc.Failed = append(doc.Failed, report.Failure{Name: f.Name(), Reason: f.Reason})
	}
	for _, k := range o.Skipped {
		doc.Skipped = append(doc.Skipped, report.Failure{Name: k.Name, Reason: k.Reason})
	}
	return doc
}
