package main

import (
	"context"
	"strings"

	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/check"
	"github.com/urfave/cli/v3"
)

// runTests runs the tests of packages that were asked for.
func (k *checkRun) runTests(ctx context.Context) error {
	if len(k.tests) == 0 {
		return nil
	}
	k.say("running the tests of %s", strings.Join(k.tests, " "))
	untested, err := check.Tests(ctx, k.tests)
	k.counted = append(k.counted, untested...)
	return err
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
