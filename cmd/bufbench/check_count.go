package main

import (
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/urfave/cli/v3"
)

// countingFlags are those of check that are about counting instructions.
func countingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "metric", Value: "time", Usage: "instructions: count those of benchmarks by valgrind's callgrind first; arguments are packages then, . unless given"},
		&cli.StringFlag{Name: "bench", Value: ".", Usage: "with -metric instructions: benchmarks that match this `regexp`"},
		&cli.StringFlag{Name: "tags", Usage: "with -metric instructions: build `tags`"},
		argsFlag("with -metric instructions: "),
	}
}

// countingOf reads the flags that are about counting: the benchmarks whose instructions are
// counted, or nil for times. Args are for their test binaries.
func countingOf(c *cli.Command, args []string) (*match.Packages, error) {
	switch metric := c.String("metric"); metric {
	case "time":
		for _, name := range []string{"bench", "tags"} {
			if c.IsSet(name) {
				return nil, usagef("-%s goes with -metric instructions", name)
			}
		}
		if len(args) > 0 {
			return nil, usagef("-args goes with -metric instructions")
		}
		return nil, nil
	case "instructions":
	default:
		return nil, usagef("-metric: %q is neither time nor instructions", metric)
	}
	of, err := packagesOf(c, args)
	if err != nil {
		return nil, err
	}
	return &of, of.Check()
}
