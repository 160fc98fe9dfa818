package main

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/urfave/cli/v3"
)

// program is what subcommands share.
type program struct {
	scenarios      []bench.Scenario
	controls       []plant.Control
	same           []plant.Work       // whose arms are the same code
	self           *runner.Program    // what children are started of; nil before holdSelf
	caches         machine.CacheSizes // zero: those that this machine says it has
	stdin          io.Reader
	stdout, stderr io.Writer
	args           []string       // for test binaries: what follows -args
	github         machine.GitHub // where GitHub Actions runs this
	measuring      *measuring     // what goes on in this process; nil is not known
}

// command is the tree of subcommands. Flags may have one dash or two.
func (p *program) command() *cli.Command {
	return &cli.Command{
		Name:                  "bufbench",
		Usage:                 "copy or view? Measure what a copy costs against looking at the bytes in place",
		Writer:                p.stdout,
		ErrWriter:             p.stderr,
		EnableShellCompletion: true,
		HideHelpCommand:       true,
		ExitErrHandler:        func(context.Context, *cli.Command, error) {},
		OnUsageError:          onUsageError,
		Action: func(_ context.Context, c *cli.Command) error {
			if name := c.Args().First(); name != "" {
				return usagef("there is no command %q%s", name, option.Nearest(name, []string{"list", "run", "compare", "ab", "check", "doctor"}))
			}
			return cli.ShowAppHelp(c)
		},
		Commands: []*cli.Command{p.listCommand(), p.runCommand(), p.compareCommand(), p.abCommand(), p.checkCommand(), p.doctorCommand()},
	}
}

func onUsageError(_ context.Context, c *cli.Command, err error, _ bool) error {
	return usagef("%v (%s -help lists the flags)", err, c.FullName())
}

func (p *program) listCommand() *cli.Command {
	return &cli.Command{
		Name:         "list",
		Usage:        "say what can run here, and what cannot and why",
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "json", Usage: "print an array of objects"},
			programFlag(),
		},
		Action: func(ctx context.Context, c *cli.Command) error {
			if c.Args().Present() {
				return usagef("list takes no argument, got %q", c.Args().First())
			}
			return p.list(ctx, origin{Program: c.String("program")}, c.Bool("json"))
		},
	}
}

func (p *program) runCommand() *cli.Command {
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
			&cli.StringFlag{Name: "passes", Usage: "how often a life reads the bytes: `numbers` such as 0,1,4 (0 is hand-over only)"},
			&cli.StringSliceFlag{Name: "axis", Usage: "vary a further axis (bufbench list names them): `key=value,value`, such as cache=hot,cold or object=numpy; repeatable"},
			&cli.StringFlag{Name: "precision", Value: "2%", Usage: "measure a case until half the interval of its factors is at most this `share` of them"},
			&cli.StringFlag{Name: "margin", Value: "1%", Usage: "factors within this `share` of 1 are the same"},
			&cli.StringFlag{Name: "alpha", Usage: "how often an interval may miss: a `share`; 1% unless given, 5% with -count and -quick"},
			&cli.DurationFlag{Name: "max-time", Value: 3 * time.Second, Usage: "how long a case may take until it is left as it is"},
			&cli.DurationFlag{Name: "budget", Usage: "how long all of it may take, such as 5m: spent where intervals are widest or a verdict is open"},
			&cli.DurationFlag{Name: "refine", Value: 15 * time.Second, Usage: "how long each break-even may be narrowed to ±15 % by further cases around it; 0 leaves it as it is"},
			&cli.IntFlag{Name: "peaks", Value: 3, Usage: "`launches` of each arm that see what memory a life has at most; without it none with -count, -quick or -budget"},
			&cli.BoolFlag{Name: "vary", Value: true, Usage: "also measure a case in the middle under other conditions, to say what would change the answer"},
			&cli.IntFlag{Name: "count", Usage: "so many `launches` (fresh processes) of each case, whatever their precision; fewer than 6 give no interval"},
			&cli.StringFlag{Name: "pages", Value: "base", Usage: "the `kind` of pages that large buffers ask for: base or huge"},
			&cli.BoolFlag{Name: "quick", Usage: "a smaller run of about 40 seconds: four sizes, the first value of every other axis, 6 launches"},
			&cli.StringFlag{Name: "results", Value: "results", Usage: "`folder` of results"},
			&cli.StringFlag{Name: "versus", Value: "copy", Usage: "the `arm`, ceiling or probe that factors compare with"},
			&cli.BoolFlag{Name: "v", Usage: "a row an arm and case, with every figure"},
			&cli.BoolFlag{Name: "counters", Usage: "also count cycles, instructions, cache and TLB misses, page faults and context switches a life, after timing"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON object in place of tables"},
			&cli.BoolFlag{Name: "markdown", Usage: "print markdown in place of tables"},
			&cli.DurationFlag{Name: "timeout", Value: time.Minute, Usage: "how long a case may be silent before it counts as hung"},
			&cli.Uint64Flag{Name: "seed", Usage: "repeat the orders and data of a run that printed this `seed`"},
			selfTestFlag(),
			&cli.StringFlag{Name: "resume", Usage: "continue an interrupted run: its results `file`; what was asked for stands in its journal"},
			&cli.BoolFlag{Name: "wait", Usage: "wait for the end of another bufbench that measures on this machine"},
			&cli.StringFlag{Name: "cpuprofile", Usage: "after measuring, write a CPU profile for each arm: `name`, with scenario and arm put in"},
			&cli.StringFlag{Name: "memprofile", Usage: "likewise for Go heap allocations"},
		},
		Action: func(ctx context.Context, c *cli.Command) error {
			q, err := requestOf(c)
			if err != nil {
				return err
			}
			if path := c.String("resume"); path != "" {
				return p.resumeOf(ctx, c, path, q)
			}
			return p.measure(ctx, q)
		},
	}
}

// resumeOf refuses what would change the resumed run.
func (p *program) resumeOf(ctx context.Context, c *cli.Command, path string, now request) error {
	if c.Args().Present() {
		return usagef("-resume %s: what to measure stands in its journal (leave out %q)", path, c.Args().First())
	}
	for _, name := range c.FlagNames() {
		if !slices.Contains([]string{"resume", "program", "v", "json", "markdown", "wait"}, name) {
			return usagef("-resume %s: what was asked for stands in its journal (leave out -%s)", path, name)
		}
	}
	return p.resume(ctx, path, now)
}

func programFlag() cli.Flag {
	return &cli.StringFlag{Name: "program", Usage: "the scenarios of another program, whose main is benchmain.Main: its `path`"}
}

func selfTestFlag() cli.Flag {
	return &cli.BoolFlag{Name: "selftest", Value: true, Usage: "in a tenth of the time, compare identical code with itself at the end: where it differs, the machine is unfit to judge times"}
}

// requestOf reads the flags of run; checking what belongs together is
// another's work.
func requestOf(c *cli.Command) (request, error) {
	goal, err := goalOf(c)
	if err != nil {
		return request{}, err
	}
	pages, err := parsePages(c.String("pages"))
	return request{
		Wait:  c.Bool("wait"),
		From:  origin{Program: c.String("program"), Limit: c.Duration("timeout")},
		Names: c.Args().Slice(), Bench: c.String("bench"), Sizes: c.String("sizes"), Passes: c.String("passes"),
		Axes: c.StringSlice("axis"), Refine: c.Duration("refine"), Vary: c.Bool("vary"),
		Peaks: c.Int("peaks"), PeaksGiven: c.IsSet("peaks"),
		SizesGiven: c.IsSet("sizes"), PassesGiven: c.IsSet("passes"), CountGiven: c.IsSet("count"),
		Count: c.Int("count"), Quick: c.Bool("quick"), Seed: c.Uint64("seed"),
		Goal: goal, MaxTime: c.Duration("max-time"), MaxTimeGiven: c.IsSet("max-time"), Budget: c.Duration("budget"), Pages: pages, Counters: c.Bool("counters"),
		NoSelfTest: !c.Bool("selftest"),
		Results:    c.String("results"), Output: output{
			Versus: c.String("versus"), Verbose: c.Bool("v"), JSON: c.Bool("json"), Markdown: c.Bool("markdown"),
			CPUProfile: c.String("cpuprofile"), MemProfile: c.String("memprofile"),
		},
	}, err
}
