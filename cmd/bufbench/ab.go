package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/ab"
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

func abCommand(a *app) *cli.Command {
	usual := ab.Default()
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
			&cli.StringFlag{Name: "bench", Value: usual.Revisions.Packages.Bench, Usage: "benchmarks that match this `regexp`, as go test has it"},
			&cli.StringFlag{Name: "tags", Usage: "build `tags`; GOFLAGS holds for both sides too"},
			argsFlag(""),
			&cli.IntFlag{Name: "cpu", Value: usual.Revisions.Packages.Procs, Usage: "GOMAXPROCS of the benchmarks"},
			&cli.StringFlag{Name: "benchtime", Usage: "how long a sample is, or how many iterations: 200µs or 1000x; unless given 100µs, or 200µs where launches alternate"},
			&cli.IntFlag{Name: "count", Usage: "so many `pairs` of launches, whatever they say; without it, until a verdict is reached"},
			&cli.DurationFlag{Name: "max-time", Value: usual.Policy.MaxTime, Usage: "how long a benchmark may take until it is left as it is"},
			&cli.DurationFlag{Name: "timeout", Value: usual.Revisions.Packages.Timeout, Usage: "how long a benchmark may print nothing until it counts as hung"},
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
			&cli.BoolFlag{Name: "v", Usage: "print rows in which nothing changed in every table"},
		}, append(outputFlags(page.ComparisonForms(report.Revisions{})), judgingFlags("1%", "0%")...)...),
		Action: a.ab,
	}
}

// ab is the command: flags, comparison, report, exit code.
func (a *app) ab(ctx context.Context, c *cli.Command) error {
	j, err := judgingOf(c)
	if err != nil {
		return err
	}
	one := abPage{app: a, judging: j, Revisions: report.Revisions{All: c.Bool("v")}}
	if one.output, err = outputOf(c, page.ComparisonForms(report.Revisions{})); err != nil {
		return err
	}
	spec, err := abSpec(c, a.args, j)
	if err != nil {
		return err
	}
	defer a.work.Begin()()
	out, err := ab.Run(ctx, spec, abObserver(a.stderr))
	return one.report(out, err)
}

// abSpec reads the flags. Package ab checks what they say of the comparison.
func abSpec(c *cli.Command, args []string, j judging) (spec ab.Spec, err error) {
	if err := abFlags(c); err != nil {
		return spec, err
	}
	r, prepare, timeout := &spec.Revisions, c.StringSlice("prepare"), c.Duration("timeout")
	*r = match.Spec{Base: c.String("base"), Head: c.String("head"), Prepare: prepare, Linking: match.Linking{Layouts: c.Int("layout")}}
	if r.Linking.Layouts == 1 {
		r.Linking = match.Linking{Plain: true}
	}
	if r.Packages, err = packagesOf(c, args); err != nil {
		return spec, err
	}
	r.Packages.Procs, r.Packages.Timeout = c.Int("cpu"), timeout
	r.Sampling = match.Sampling{Instructions: c.String("metric") == "instructions", Launches: c.String("alternate") == "launches"}
	if r.Sampling, err = r.Sampling.WithLength(c.String("benchtime")); err != nil {
		return spec, err
	}
	spec.Commands = ab.Commands{Lines: c.StringSlice("cmd"), Names: c.StringSlice("name"), Prepare: prepare, Warm: c.Int("warmup"), Failing: c.Bool("ignore-failure"), Dir: r.Packages.Dir, Timeout: timeout}
	if spec.Commands.Parameters, err = ab.ParseParameters(c.StringSlice("parameter")); err != nil {
		return spec, err
	}
	spec.Policy = ab.Policy{Goal: j.goal, Units: j.units, Threshold: j.threshold, MaxTime: c.Duration("max-time"), Count: c.Int("count"), NoVerdict: j.failOn == "never", Profile: c.String("on-regression") == "profile"}
	spec.Results = c.String("results")
	return spec, spec.Check()
}

// abFlags refuses flags with unknown values, and flags that exclude each other.
func abFlags(c *cli.Command) error {
	for _, name := range []string{"count", "max-time", "timeout", "layout", "cpu", "warmup"} {
		if fmt.Sprint(c.Value(name))[0] == '-' {
			return usagef("-%s: %v is negative", name, c.Value(name))
		}
	}
	for _, f := range [][3]string{{"alternate", "samples", "launches"}, {"metric", "time", "instructions"}} {
		if given := c.String(f[0]); !slices.Contains(f[1:], given) {
			return usagef("-%s: %q is neither %s nor %s", f[0], given, f[1], f[2])
		}
	}
	commands := len(c.StringSlice("cmd")) > 0
	others := []string{"ignore-failure", "warmup", "name", "parameter"}
	if commands {
		others = []string{"base", "head", "bench", "tags", "layout", "benchtime", "cpu", "metric", "on-regression", "alternate"}
	}
	other := slices.IndexFunc(others, c.IsSet)
	switch profile := c.String("on-regression"); {
	case profile != "" && profile != "profile":
		return usagef("-on-regression: %q is not profile", profile)
	case commands && other >= 0:
		return usagef("-cmd compares commands, and -%s is about revisions: one or the other", others[other])
	case commands && c.Args().Present():
		return usagef("-cmd compares commands, so there is no package: %q (quote a command that has spaces)", c.Args().First())
	case commands:
	case other >= 0:
		return usagef("-ignore-failure, -warmup, -name and -parameter go with -cmd")
	case c.String("base") == "":
		return usagef("ab needs a revision to compare with: bufbench ab --base main ./... (or two commands: -cmd A -cmd B)")
	}
	return nil
}

// splitArgs splits a command line at -args, as go test does. The rest is for the test
// binaries. Only ab, threshold, check and profile start any.
func splitArgs(args []string) (own, binary []string) {
	if len(args) == 0 || !slices.Contains([]string{"ab", "threshold", "check", "profile"}, args[0]) {
		return args, nil
	}
	at := slices.IndexFunc(args, func(s string) bool { return s == "-args" || s == "--args" })
	if at < 0 {
		return args, nil
	}
	return args[:at], args[at+1:]
}

// argsFlag is -args for the help. No parser sees it: see [splitArgs].
func argsFlag(of string) cli.Flag {
	return &cli.BoolFlag{Name: "args", Usage: of + "all that follows goes to the test binaries, as with go test -args; it comes last"}
}

// packagesOf returns the Go packages of a command line, or the one in the working folder.
// Args are for their test binaries.
func packagesOf(c *cli.Command, args []string) (match.Packages, error) {
	of := ab.Default().Revisions.Packages
	of.Bench, of.Tags, of.Args = c.String("bench"), c.String("tags"), args
	if c.Args().Present() {
		of.Patterns = c.Args().Slice()
	}
	dir, err := os.Getwd()
	if err == nil {
		of.Dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return of, fmt.Errorf("find the folder that this runs in: %w", err)
	}
	return of, nil
}
