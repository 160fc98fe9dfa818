package main

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/bufbench/bufbench/internal/cli/complete"
	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/cli/progress"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/urfave/cli/v3"
)

func runCommand(a *app) *cli.Command {
	d := session.Default()
	return output.Command(page.RunForms(report.Run{}), a.run, &cli.Command{
		Name:          "run",
		Usage:         "prove and measure scenarios, print tables, write results",
		ArgsUsage:     "[SCENARIO...]",
		ShellComplete: complete.Scenarios(a.home),

		DisableSliceFlagSeparator: true, // a value of -axis holds commas
		Flags: []cli.Flag{
			flags.ForProgram(),
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
			&cli.StringFlag{Name: "reader", Value: "fast", Usage: "`what` reads the bytes: fast (vectors if the build has them), go (plain Go), none (hand-over only, as -passes 0)"},
			&cli.BoolFlag{Name: "quick", Usage: "a smaller run of about a minute: four sizes, the first value of every other axis, 6 launches"},
			&cli.StringFlag{Name: "results", Value: d.Results, Usage: "`folder` of results"},
			&cli.StringFlag{Name: "versus", Value: d.Versus, Usage: "the `arm`, ceiling or probe that factors compare with"},
			flags.ForRate(),
			&cli.BoolFlag{Name: "v", Usage: "all tables, with one row per arm and case and every figure, and all published claims"},
			&cli.BoolFlag{Name: "counters", Usage: "also count cycles, instructions, cache and TLB misses, page faults and context switches per operation, after timing"},
			&cli.DurationFlag{Name: "timeout", Value: d.From.Limit, Usage: "how long a case may be silent before it counts as hung"},
			&cli.Uint64Flag{Name: "seed", Usage: "repeat the orders and data of a run that printed this `seed`"},
			flags.ForSelfTest(),
			&cli.StringFlag{Name: "resume", Usage: "continue an interrupted run: its results `file`; what was asked for stands in its journal"},
			&cli.BoolFlag{Name: "wait", Usage: "wait for the end of another bufbench that measures on this machine"},
			&cli.StringFlag{Name: "cpuprofile", Usage: "after measuring, write a CPU profile for each arm: `name`, with scenario and arm put in"},
			&cli.StringFlag{Name: "memprofile", Usage: "likewise for Go heap allocations"},
		},
	})
}

// run is the command: from flags to a run, its report and what to type next.
func (a *app) run(ctx context.Context, c *cli.Command, to output.Target) error {
	s, err := specOf(c)
	if err != nil {
		return err
	}
	how, err := flags.ReadPage(c)
	if err != nil {
		return err
	}
	defer a.work.Begin()()
	out, err := a.measure(ctx, c, s)
	if !out.Kept && len(out.Scenarios) == 0 {
		return err
	}
	doc := out.Document(a.home.CacheSizes())
	doc.Page = how
	forms := page.RunForms(doc)
	screen := maps.Clone(forms)
	screen[report.TextForm] = doc.Body // standard error has said what failed and was skipped
	if failed := errors.Join(to.Print(a.Out, screen), to.Save(forms)); failed != nil {
		return errors.Join(err, failed)
	}
	if !out.Kept {
		return err
	}
	a.Say("results: %s", out.File)
	if line := report.Next(out.File, c.String("program"), errors.Is(err, context.Canceled), len(out.Scenarios) > 0); line != "" {
		a.Say("%s", line)
	}
	return err
}

// measure measures what a spec asks for, or the rest of an interrupted run.
func (a *app) measure(ctx context.Context, c *cli.Command, s session.Spec) (session.Outcome, error) {
	watch := progress.Run(a.Err)
	path := c.String("resume")
	if path == "" {
		return a.home.Run(ctx, s, watch)
	}
	if err := onlyResumes(c, path); err != nil {
		return session.Outcome{}, err
	}
	return a.home.Resume(ctx, path, c.String("program"), s.Wait, watch)
}

// onlyResumes refuses what would change the resumed run.
func onlyResumes(c *cli.Command, path string) error {
	if c.Args().Present() {
		return exit.Usagef("-resume %s: what to measure stands in its journal (leave out %q)", path, c.Args().First())
	}
	for _, name := range c.FlagNames() {
		if !slices.Contains([]string{"resume", "program", "v", "rate", "format", "o", "wait"}, name) {
			return exit.Usagef("-resume %s: what was asked for stands in its journal (leave out -%s)", path, name)
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
	if s.Conditions.Reader, err = session.ParseReader(c.String("reader")); err != nil {
		return s, err
	}
	if s.Select, err = selectionOf(c); err != nil {
		return s, err
	}
	s.Policy, err = policyOf(c, s.Policy)
	return s, err
}

// selectionOf reads the flags that choose cases.
func selectionOf(c *cli.Command) (session.Selection, error) {
	s, err := flags.ReadCases(c)
	s.Names, s.Match, s.Quick = c.Args().Slice(), c.String("bench"), c.Bool("quick")
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
	err := cmp.Or(
		flags.Share(c, "alpha", 0.5, &p.Goal.Alpha),
		flags.Share(c, "margin", 1, &p.Goal.Margin),
		flags.Share(c, "precision", 1, &p.Goal.Precision))
	return p, err
}
