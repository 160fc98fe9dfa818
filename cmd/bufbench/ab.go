package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/ab"
	"github.com/urfave/cli/v3"
)

// abText is what the help says beside the flags.
const abText = `Both revisions are written to a folder of their own, and their test binaries are built there; nothing in the repository changes. Benchmarks that both have are measured in turn, sample by sample: pairs of fresh processes, of which one is stopped while the other one measures, until each is decided or -max-time is over. PKG is as go test has it, . unless given.

  bufbench ab --base main ./...              # the working tree, changes and all, against main
  bufbench ab --base v1.2.0 --head v1.3.0 -bench Decode ./codec
  bufbench ab --base HEAD ./...              # without changes, the same against the same: what noise makes
  bufbench ab --cmd './old -x' --cmd './new -x'   # two commands, whole processes

The linker may put a function at another place in each build. The place alone commonly changes times by 1 to 3 %, and twofold in loops of a few instructions. So the code of both sides is compared. A benchmark with the same instructions, constants and files on both sides is "same code", and never better or worse. A change of less than 5 % in code that differs is measured again in 8 random layouts of each side, and these are judged. -layout 8 does so for all benchmarks. -layout 1 judges both binaries as they are, the same code too.

Samples become longer until they agree with runs of go test, within 5 %, or until they take half a second. A benchmark is named if its time per operation depends on b.N, as with a cache that fills up. A workspace file that git ignores holds for both sides. Lines such as "Unit req/s better=higher" that test binaries print count where both sides agree.

Exit codes: 0 nothing looks worse, and a change could have been seen (or all benchmarks are in the head only, and have nothing to be compared with), 1 something is worse, 2 wrong usage, 3 something does not build or could not be measured (the results so far are printed and kept), 4 something looks worse and is undecided, or nothing could be judged; with -fail-on undecided: something is undecided, 130 interrupted (what was measured is kept).`

func (p *program) abCommand() *cli.Command {
	return &cli.Command{
		Name:         "ab",
		Usage:        "build two revisions of any Go package and measure their benchmarks in turn",
		ArgsUsage:    "[PKG...]",
		OnUsageError: onUsageError,
		Description:  abText,

		DisableSliceFlagSeparator: true, // a command may hold commas
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "base", Usage: "the `revision` to compare with: a branch, a tag, a commit, HEAD~1"},
			&cli.StringFlag{Name: "head", Usage: "the `revision` to judge; the working tree unless given"},
			&cli.StringFlag{Name: "bench", Value: ".", Usage: "benchmarks that match this `regexp`, as go test has it"},
			&cli.StringFlag{Name: "tags", Usage: "build `tags`; GOFLAGS holds for both sides too"},
			argsFlag(""),
			&cli.IntFlag{Name: "cpu", Value: runtime.GOMAXPROCS(0), Usage: "GOMAXPROCS of the benchmarks"},
			&cli.StringFlag{Name: "benchtime", Usage: "how long a sample is, or how many iterations: 200µs or 1000x; unless given 100µs, or 200µs where launches alternate"},
			&cli.IntFlag{Name: "count", Usage: "so many `pairs` of launches, whatever they say; without it, until a verdict is reached"},
			&cli.DurationFlag{Name: "max-time", Value: 10 * time.Second, Usage: "how long a benchmark may take until it is left as it is"},
			&cli.DurationFlag{Name: "timeout", Value: time.Minute, Usage: "how long a benchmark may print nothing until it counts as hung"},
			&cli.StringFlag{Name: "alternate", Value: "samples", Usage: "samples of processes that live side by side, or whole launches, one after the other"},
			&cli.IntFlag{Name: "layout", Usage: "link each side this many `times` in random order, and judge layouts in place of launches; at least 4. With 1, both binaries are judged as they are, also where their code is the same"},
			&cli.StringFlag{Name: "metric", Value: "time", Usage: "time, or instructions: counted by valgrind's callgrind, the same whatever else the machine does"},
			&cli.StringFlag{Name: "on-regression", Usage: "profile: where something is worse, profile both sides (time and allocations) and print the difference by function"},
			&cli.StringSliceFlag{Name: "cmd", Usage: "compare command `lines` in place of revisions, each with the first: give it twice or more"},
			&cli.StringSliceFlag{Name: "name", Usage: "with -cmd: what the report calls a command; one per command, in their order"},
			&cli.StringSliceFlag{Name: "parameter", Usage: "with -cmd: a name and its `values`, such as threads=1,2,4, for {threads} in the commands; repeatable"},
			&cli.IntFlag{Name: "warmup", Usage: "with -cmd: `launches` of each command that do not count, before the first"},
			&cli.StringSliceFlag{Name: "prepare", Usage: "a command `line` that runs before each launch of a command, or in each revision before it is built, such as 'go generate ./...'; one for all, or one for each"},
			&cli.BoolFlag{Name: "ignore-failure", Usage: "with -cmd: a command may end with another exit code than 0"},
			&cli.StringFlag{Name: "results", Usage: "`folder` of what was measured; in the user's cache unless given, so that the repository stays as it is"},
			&cli.StringSliceFlag{Name: "o", Usage: "also write a `file`: .md, .json, .csv or .txt; repeatable"},
			&cli.BoolFlag{Name: "v", Usage: "print rows in which nothing changed in every table"},
		}, judgingFlags("1%", "0%")...),
		Action: func(ctx context.Context, c *cli.Command) error {
			a, err := p.abOf(c)
			if err != nil {
				return err
			}
			return a.run(ctx)
		},
	}
}

// longestSample is how long a sample of ab is at most, in a benchmark whose time per
// operation depends on b.N, unless -max-time leaves less.
const longestSample = 500 * time.Millisecond

// abRun is the command line of ab, and what comes of it.
type abRun struct {
	program  *program
	wish     ab.Wish
	commands abCommands

	onRegression string // profile, or empty
	judging      judging
	count        int
	maxTime      time.Duration
	results      string
	outputs      []string
	all          bool
}

func (p *program) abOf(c *cli.Command) (*abRun, error) {
	dir, err := os.Getwd()
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return nil, fmt.Errorf("find the folder that this runs in: %w", err)
	}
	a := &abRun{
		program: p, count: c.Int("count"), maxTime: c.Duration("max-time"),
		onRegression: c.String("on-regression"), results: c.String("results"), outputs: c.StringSlice("o"), all: c.Bool("v"),
		wish: ab.Wish{
			Dir: dir, Base: c.String("base"), Head: c.String("head"), Patterns: c.Args().Slice(), Prepare: c.StringSlice("prepare"), Bench: c.String("bench"), Tags: c.String("tags"), Args: p.args,
			Instructions: c.String("metric") == "instructions", Launches: c.String("alternate") == "launches", Procs: c.Int("cpu"), Timeout: c.Duration("timeout"), Layouts: c.Int("layout"),
		},
	}
	if a.judging, err = judgingOf(c); err != nil {
		return nil, err
	}
	if a.commands, err = commandsOf(c); err != nil {
		return nil, err
	}
	if err := a.sample(c.String("benchtime")); err != nil {
		return nil, err
	}
	if quarter := a.maxTime / 4; quarter > 0 && quarter < longestSample {
		a.wish.Longest = quarter
	}
	if len(a.wish.Patterns) == 0 {
		a.wish.Patterns = []string{"."}
	}
	if a.results == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			cache = os.TempDir()
		}
		a.results = filepath.Join(cache, "bufbench")
	}
	return a, a.complete(c)
}

// sample reads -benchtime: a time, or so many iterations.
func (a *abRun) sample(text string) error {
	if text == "" {
		return nil
	}
	if digits, ok := strings.CutSuffix(text, "x"); ok {
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 {
			return usagef("-benchtime: %q is no number of iterations, such as 1000x", text)
		}
		a.wish.Iterations = n
		return nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return usagef("-benchtime: %q is neither a time, such as 200µs, nor a number of iterations, such as 1000x", text)
	}
	a.wish.Sample = d
	return nil
}

// complete says what is missing or does not go together.
func (a *abRun) complete(c *cli.Command) error {
	for _, o := range a.outputs {
		if err := (report.Revisions{}).Forms().CheckFile(o); err != nil {
			return err
		}
	}
	for _, name := range []string{"count", "max-time", "timeout", "layout", "cpu", "warmup"} {
		if fmt.Sprint(c.Value(name))[0] == '-' {
			return usagef("-%s: %v is negative", name, c.Value(name))
		}
	}
	if err := completeArgs(a.wish.Args); err != nil {
		return err
	}
	switch metric, alternate := c.String("metric"), c.String("alternate"); {
	case alternate != "samples" && alternate != "launches":
		return usagef("-alternate: %q is neither samples nor launches", alternate)
	case metric != "time" && metric != "instructions":
		return usagef("-metric: %q is neither time nor instructions", metric)
	case a.wish.Instructions && a.wish.Layouts > 0:
		return usagef("-layout is about times: instructions are the same in every layout")
	case a.onRegression != "" && a.onRegression != "profile":
		return usagef("-on-regression: %q is not profile", a.onRegression)
	case a.wish.Procs < 1:
		return usagef("-cpu: there is at least one processor")
	case len(a.commands.lines) > 0:
		if err := a.commands.complete(c, a.wish.Args); err != nil {
			return err
		}
		return a.sighted(1)
	case a.commands.failing, a.commands.warm > 0, len(a.commands.names) > 0, len(a.commands.parameters) > 0:
		return usagef("-ignore-failure, -warmup, -name and -parameter go with -cmd")
	case len(a.wish.Prepare) > 2:
		return usagef("-prepare: give one line for both revisions, or one for each, the base's first")
	case a.wish.Base == "":
		return usagef("ab needs a revision to compare with: bufbench ab --base main ./... (or two commands: -cmd A -cmd B)")
	case a.wish.Layouts == 1:
		a.wish.Layouts, a.wish.Plain = 0, true
	case a.wish.Layouts > 0 && a.wish.Layouts < 4:
		return usagef("-layout: %d layouts of each side show no difference at any level: take 4 at least, 8 is usual", a.wish.Layouts)
	}
	return a.sighted(1)
}
