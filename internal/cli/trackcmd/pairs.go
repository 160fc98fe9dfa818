package trackcmd

import (
	"cmp"
	"context"
	"time"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/host/process"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/urfave/cli/v3"
	"golang.org/x/perf/benchunit"
)

// backfillCommand measures old commits.
func backfillCommand(s *streams.Streams, work *process.Work) *cli.Command {
	backfill := func(ctx context.Context, c *cli.Command, to output.Target) error {
		p, span, done, err := readPairs(c, s)
		if err != nil {
			return err
		}
		defer done()
		defer work.Begin()()
		found, err := track.Backfill{Pairing: p, Range: span, Every: c.Int("every"), Chained: c.Bool("chained"), Say: s.Say}.Run(ctx)
		s.Warn(found.Said()...)
		err = cmp.Or(err, to.Write(s.Out, found.Document().Forms()))
		if found.Had+len(found.Files) > 0 {
			s.Warn(report.NextHistory(given(c), p.Place.String()))
		}
		if n := len(found.Failed); err == nil && n > 0 {
			err = exit.Incomplete("%d commits could not be compared, and the rest is kept", n)
		}
		return err
	}
	return output.Command(report.Additions{}.Forms(), backfill, &cli.Command{
		Name:        "backfill",
		Usage:       "measure old commits: compare each of a range with its first one by ab, and add that",
		ArgsUsage:   "REV..REV [PACKAGE...]",
		Description: "Comparisons that the record has already are not measured again: repeat an interrupted backfill. Commits that do not build are named.",
		Flags: append(forPairs(8, 5*time.Second),
			&cli.IntFlag{Name: "every", Value: 1, Usage: "take one commit of so `many`, and the last one"},
			&cli.BoolFlag{Name: "chained", Usage: "compare each commit with the one before it: for ranges whose first commit lacks most benchmarks"}),
	})
}

// given is the flag that says where the record is; empty if none does.
func given(c *cli.Command) string { return flags.FirstSet(c, "record", "db") }

// bisectCommand finds the commit of a change.
func bisectCommand(s *streams.Streams, work *process.Work) *cli.Command {
	bisect := func(ctx context.Context, c *cli.Command, to output.Target) error {
		p, span, done, err := readPairs(c, s)
		if err != nil {
			return err
		}
		defer done()
		defer work.Begin()()
		_, unit := benchunit.Tidy(1, c.String("unit"))
		found, err := track.Bisect{Pairing: p, Range: span, Unit: unit, Say: s.Say}.Run(ctx)
		switch {
		case track.IsNoChange(err):
			return &exit.Verdict{Code: exit.Undecided, Text: err.Error()}
		case err != nil:
			return err
		}
		if err := to.Write(s.Out, found.Document(unit).Forms()); err != nil {
			return err
		}
		return exit.Culprit(len(found.Unbuildable))
	}
	return output.Command(report.Culprit{}.Forms(), bisect, &cli.Command{
		Name:        "bisect",
		Usage:       "find the commit of a change: compare commits inside of a range with its first one until one is left",
		ArgsUsage:   "REV..REV [PACKAGE...]",
		Description: "The first commit of the range has the old level, the last one the new level. -bench selects one benchmark. Exit code 4: both ends do not differ on this machine, or several commits are left.",
		Flags:       append(forPairs(0, 20*time.Second), &cli.StringFlag{Name: "unit", Value: "ns/op", Usage: "the `unit` that changed"}),
	})
}
