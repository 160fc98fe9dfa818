package trackcmd

import (
	"context"
	"errors"
	"time"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/urfave/cli/v3"
)

// addCommand adds new results.
func addCommand(s *streams.Streams) *cli.Command {
	return output.Command(report.Additions{}.Forms(), add(s, false), &cli.Command{
		Name:        "add",
		Usage:       "add new results: Go benchmark text, results of run, or the text of ab --base REV",
		ArgsUsage:   "FILE...",
		Description: "What comes from standard input was measured here a moment ago: its machine and Go release are filled in. Without -commit it is of HEAD, and the working tree must not have changes. A file is of the commit that it names.",

		DisableSliceFlagSeparator: true,
		Flags:                     append(forAddition(), &cli.BoolFlag{Name: "pace", Usage: "also measure how fast this machine is, in a quarter of a second: -cancel-drift of show and changes asks for it"}),
	})
}

// importCommand adds old results.
func importCommand(s *streams.Streams) *cli.Command {
	return output.Command(report.Additions{}.Forms(), add(s, true), &cli.Command{
		Name:        "import",
		Usage:       "add what other tools kept, or old Go benchmark text",
		ArgsUsage:   "FILE... | FOLDER",
		Description: "It knows the data.js of github-action-benchmark, the benchmarks.json of gobenchdata, the results folder of asv, the JSON of Bencher's perf query, and Go benchmark text of any age. Values of the same commit are kept as replicates, and runs that are there twice count once.",

		DisableSliceFlagSeparator: true,
		Flags:                     append(forAddition(), &cli.StringFlag{Name: "date", Usage: "the `day` of results that name no commit, such as 2024-05-31"}),
	})
}

// forAddition declares the flags of both.
func forAddition() []cli.Flag {
	return forRecord(
		&cli.StringFlag{Name: "commit", Usage: "the `revision` that was measured"},
		&cli.StringSliceFlag{Name: "set", Usage: "a configuration line for all results as `KEY=VALUE`, such as machine=ci-1; repeatable"},
	)
}

// add adds texts to the record: old ones, if they are of the past.
func add(s *streams.Streams, past bool) output.Action {
	return func(ctx context.Context, c *cli.Command, to output.Target) error {
		if !c.Args().Present() {
			return exit.Usagef("track %s needs a file, or - for standard input: go test -bench . | bufbench track add -", c.Name)
		}
		p, done, err := readPlace(c, s)
		if err != nil {
			return err
		}
		defer done()
		found, err := track.Add(ctx, track.Addition{
			Place: p, Paths: c.Args().Slice(), Stdin: s.In, Commit: c.String("commit"), Date: c.String("date"), Set: c.StringSlice("set"), Past: past, Now: time.Now(), Pace: c.Bool("pace"),
		})
		s.Warn(found.Said()...)
		if doc := found.Document(); err == nil || len(doc) > 0 {
			err = errors.Join(err, to.Write(s.Out, doc.Forms()))
		}
		if n := len(found.Problems); err == nil && n > 0 {
			err = exit.Incomplete("%d lines or values were left out, and the rest is kept", n)
		}
		return err
	}
}
