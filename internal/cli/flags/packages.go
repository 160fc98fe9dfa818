package flags

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/ab"
	"github.com/urfave/cli/v3"
)

// ForBench declares which benchmarks are meant.
func ForBench(usual string) cli.Flag {
	return &cli.StringFlag{Name: "bench", Value: usual, Usage: "benchmarks that match this `regexp`, as go test has it"}
}

// ForTags declares the tags of test binaries. When says of which command lines the flag is,
// such as "with -bench: "; note is what else to know.
func ForTags(when, note string) cli.Flag {
	return &cli.StringFlag{Name: "tags", Usage: when + "build `tags`" + note}
}

// ForArgs declares the arguments of test binaries, for the help: see [SplitArgs].
func ForArgs(when string) cli.Flag {
	return &cli.BoolFlag{Name: "args", Usage: when + "all that follows goes to the test binaries, as with go test -args; it comes last"}
}

// ForLaunches declares how test binaries run.
func ForLaunches(usual match.Packages) []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "cpu", Value: usual.Procs, Usage: "GOMAXPROCS of the benchmarks"},
		&cli.DurationFlag{Name: "timeout", Value: usual.Timeout, Usage: "how long a benchmark may print nothing, and then compute, until it counts as hung"},
	}
}

// ReadPackages returns the Go packages of a command line, or the one in the working folder.
// Args are for their test binaries.
func ReadPackages(c *cli.Command, args []string) (match.Packages, error) {
	of := ab.Default().Revisions.Packages
	of.Bench, of.Tags, of.Args = c.String("bench"), c.String("tags"), args
	if c.IsSet("cpu") {
		of.Procs = c.Int("cpu")
	}
	if c.IsSet("timeout") {
		of.Timeout = c.Duration("timeout")
	}
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

// SplitArgs splits a command line at -args, as go test does. The rest is for the test
// binaries. Only some commands start any. No parser sees the flag -args.
func SplitArgs(args []string) (own, binary []string) {
	if len(args) == 0 || !slices.Contains([]string{"ab", "threshold", "check", "profile"}, args[0]) {
		return args, nil
	}
	at := slices.IndexFunc(args, func(s string) bool { return s == "-args" || s == "--args" })
	if at < 0 {
		return args, nil
	}
	return args[:at], args[at+1:]
}
