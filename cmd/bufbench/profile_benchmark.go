package main

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/profile"
	"github.com/urfave/cli/v3"
)

// profileText is what the help of profile says beside the flags.
const profileText = `An operation of a scenario has a budget: what it does is counted, and each of these things has a price that is measured beside it. CPU samples stand in a table of their own.

With -bench, it is the budget of one benchmark of any Go package. Its rows are CPU samples by kind of work: allocation, collection, moving bytes, system calls, C and other Go code. What has no sample is unexplained. Allocations stand in a table by the size of objects, and have prices that are measured too. -instructions counts by function. With -base, both revisions are measured in turn, and the change is told by row and by function:

  bufbench profile -pkg ./codec -bench 'BenchmarkDecode/view$'
  bufbench profile -pkg ./codec -bench BenchmarkDecode -base main

Exit codes: 0 all was measured, 2 wrong usage, 3 something does not build or could not be measured (what was measured is printed), 130 interrupted (likewise).`

// benchmarkFlags are those of a profile of a benchmark.
func benchmarkFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "bench", Usage: "in place of a scenario: one benchmark of a Go package, a `regexp`, as go test has it"},
		&cli.StringFlag{Name: "pkg", Value: ".", Usage: "with -bench: its `package`"},
		&cli.StringFlag{Name: "base", Usage: "with -bench: what changed since this `revision`?"},
		&cli.StringFlag{Name: "head", Usage: "with -base: the `revision` to look at; the working tree unless given"},
		&cli.StringFlag{Name: "tags", Usage: "with -bench: build `tags`"},
		argsFlag("with -bench: "),
		&cli.BoolFlag{Name: "instructions", Usage: "with -bench: count the instructions of each function too, by valgrind's callgrind"},
		&cli.IntFlag{Name: "cpu", Usage: "with -bench: GOMAXPROCS; that of this process unless given"},
	}
}

// ofBenchmark reports whether a command line is about a benchmark. The error is a flag of
// the other kind.
func ofBenchmark(c *cli.Command, args []string) (bool, error) {
	scenario, benchmark := []string{"program", "sizes", "passes", "axis"}, []string{"pkg", "base", "head", "tags", "cpu", "instructions"}
	if c.IsSet("bench") {
		if at := slices.IndexFunc(scenario, c.IsSet); at >= 0 {
			return true, usagef("-%s is about a scenario, and -bench about a benchmark: one or the other", scenario[at])
		}
		if c.Args().Present() {
			return true, usagef("-bench looks at a benchmark, so there is no scenario %q (a package is named by -pkg)", c.Args().First())
		}
		return true, nil
	}
	if at := slices.IndexFunc(benchmark, c.IsSet); at >= 0 {
		return false, usagef("-%s is about a benchmark: name it by -bench, such as -bench 'BenchmarkDecode/view$'", benchmark[at])
	}
	if len(args) > 0 {
		return false, usagef("-args are for test binaries, and a scenario has none (-bench names a benchmark)")
	}
	return false, nil
}

// profileBenchmark is the command about a benchmark: from arguments to its budget.
func (a *app) profileBenchmark(ctx context.Context, c *cli.Command) error {
	o, err := outputOf(c, page.BenchmarkBudgetForms(report.BenchmarkBudget{}.Forms()))
	if err != nil {
		return err
	}
	s := profile.BenchmarkSpec{
		Base: c.String("base"), Head: c.String("head"), Launches: c.Int("count"), Seed: c.Uint64("seed"),
		Folder: c.String("profiles"), Span: c.Duration("samples"), Instructions: c.Bool("instructions"),
	}
	if s.Packages, err = packagesOf(c, a.args); err != nil {
		return err
	}
	s.Packages.Patterns, s.Packages.Timeout = []string{c.String("pkg")}, c.Duration("timeout")
	if c.IsSet("cpu") {
		s.Packages.Procs = c.Int("cpu")
	}
	if c.Int("count") < 1 {
		return usagef("-count %d: at least one launch is needed", c.Int("count"))
	}
	defer a.work.Begin()()
	out, err := profile.RunBenchmark(ctx, s, func(line string) { a.say("%s", line) })
	if out == nil {
		return err
	}
	doc := report.BenchmarkBudget{
		Package: out.Package, Name: out.Name, Traces: out.Traces, Change: out.Change, Functions: out.Functions,
		Launches: out.Launches, Notes: out.Notes, Files: out.Files, Failed: remarks(out.Failed), Verbose: c.Bool("v"),
	}
	for i, l := range out.Hottest {
		doc.Hottest = append(doc.Hottest, report.Hottest{Arm: out.Traces[i].Arm, Listing: l})
	}
	forms := page.BenchmarkBudgetForms(doc.Forms())
	if failed := cmp.Or(o.print(a.stdout, forms), o.write(forms)); failed != nil {
		return errors.Join(err, failed)
	}
	if err == nil && len(out.Failed) > 0 {
		return errors.New("this is not all: " + out.Failed[0].What + ": " + out.Failed[0].Said)
	}
	return err
}
