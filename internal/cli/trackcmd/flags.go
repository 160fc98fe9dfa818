package trackcmd

import (
	"time"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/progress"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/runs/ab"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/urfave/cli/v3"
)

// forQuery declares the flags of every command that reads the record.
func forQuery() []cli.Flag {
	return forRecord(
		&cli.StringFlag{Name: "rev", Usage: "the `revision` at the end of the line of commits; HEAD unless given"},
		&cli.StringFlag{Name: "bench", Usage: "only benchmarks whose package.name matches this `regexp`"},
		&cli.StringFlag{Name: "unit", Usage: "only this `unit`, such as ns/op"},
		&cli.StringFlag{Name: "env", Usage: "only machines and builds with this `text`, such as go1.26"},
		&cli.IntFlag{Name: "last", Usage: "only so many `commits` at the end of the line"},
		flags.ForAcks(),
		&cli.BoolFlag{Name: "cancel-drift", Usage: "divide by the speed of the machine where it moved and all benchmarks with it"},
		&cli.BoolFlag{Name: "v", Usage: "print every row"},
	)
}

// readQuery reads which series are asked for.
func readQuery(c *cli.Command) track.Query {
	return track.Query{Bench: c.String("bench"), Unit: c.String("unit"), Env: c.String("env"), Last: c.Int("last"), CancelDrift: c.Bool("cancel-drift")}
}

// forPairs declares the flags of commands that compare commits.
func forPairs(count int, maxTime time.Duration) []cli.Flag {
	return forRecord(
		flags.ForBench("."),
		flags.ForTags("", ""),
		&cli.IntFlag{Name: "count", Value: count, Usage: "so many `pairs` per benchmark and commit; 0 is until a verdict is reached"},
		&cli.DurationFlag{Name: "max-time", Value: maxTime, Usage: "how long a benchmark of a commit may take"},
	)
}

// readPairs reads how commits are compared. The first argument is a range of commits, the
// others are packages. Whoever calls it calls done.
func readPairs(c *cli.Command, s *streams.Streams) (p track.Pairing, span string, done func(), err error) {
	if span = c.Args().First(); span == "" {
		return p, span, nil, exit.Usagef("track %s needs a range of commits: bufbench track %s v1.0.0..HEAD ./...", c.Name, c.Name)
	}
	if c.Int("count") < 0 || c.Duration("max-time") <= 0 {
		return p, span, nil, exit.Usagef("-count and -max-time: a negative number is none")
	}
	p = track.Pairing{Spec: ab.Default(), Tell: progress.Pairs(s.Err)}
	of, err := flags.ReadPackages(c, nil)
	if err != nil {
		return p, span, nil, err
	}
	if of.Patterns = c.Args().Tail(); len(of.Patterns) == 0 {
		of.Patterns = []string{"./..."}
	}
	p.Spec.Revisions.Packages = of
	p.Spec.Policy.Count, p.Spec.Policy.MaxTime, p.Spec.Policy.NoVerdict = c.Int("count"), c.Duration("max-time"), true
	if err := of.Check(); err != nil {
		return p, span, nil, err
	}
	p.Place, done, err = readPlace(c, s)
	return p, span, done, err
}
