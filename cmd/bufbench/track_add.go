package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/urfave/cli/v3"
)

// trackAdd is the command add, or import for old results.
func (a *app) trackAdd(past bool) *cli.Command {
	one := &cli.Command{
		Name: "add", Usage: "add new results: Go benchmark text, results of run, or the text of ab --base REV", ArgsUsage: "FILE...",
		OnUsageError: onUsageError, DisableSliceFlagSeparator: true,
		Description: "What comes from standard input was measured here a moment ago: its machine and Go release are filled in. Without -commit it is of HEAD, and the working tree must not have changes. A file is of the commit that it names.",
		Flags: append([]cli.Flag{
			recordFlag(),
			&cli.StringFlag{Name: "commit", Usage: "the `revision` that was measured"},
			&cli.StringSliceFlag{Name: "set", Usage: "a configuration line for all results as `KEY=VALUE`, such as machine=ci-1; repeatable"},
		}, outputFlags(report.Additions{}.Forms())...),
		Action: func(ctx context.Context, c *cli.Command) error { return a.addTrack(ctx, c, past) },
	}
	if !past {
		one.Flags = append(one.Flags, &cli.BoolFlag{Name: "pace", Usage: "also measure how fast this machine is, in a quarter of a second: -cancel-drift of show and changes asks for it"})
	}
	if past {
		one.Name, one.Usage = "import", "add what other tools kept, or old Go benchmark text"
		one.ArgsUsage = "FILE... | FOLDER"
		one.Description = "It knows the data.js of github-action-benchmark, the benchmarks.json of gobenchdata, the results folder of asv, the JSON of Bencher's perf query, and Go benchmark text of any age. Values of the same commit are kept as replicates, and runs that are there twice count once."
		one.Flags = append(one.Flags, &cli.StringFlag{Name: "date", Usage: "the `day` of results that name no commit, such as 2024-05-31"})
	}
	return one
}

func (a *app) addTrack(ctx context.Context, c *cli.Command, past bool) error {
	o, err := outputOf(c, report.Additions{}.Forms())
	if err != nil {
		return err
	}
	if !c.Args().Present() {
		return usagef("track %s needs a file, or - for standard input: go test -bench . | bufbench track add -", c.Name)
	}
	found, err := track.Add(ctx, track.Addition{
		Place: placeOf(c), Paths: c.Args().Slice(), Stdin: a.stdin, Commit: c.String("commit"), Date: c.String("date"), Set: c.StringSlice("set"), Past: past, Now: time.Now(), Pace: c.Bool("pace"),
	})
	const most = 20
	for i, p := range found.Problems {
		if i == most {
			a.say("bufbench: … and %d more", len(found.Problems)-most)
			break
		}
		a.say("bufbench: %v", p)
	}
	var doc report.Additions
	for _, one := range found.Files {
		doc = append(doc, report.Addition(one))
	}
	if err == nil || len(doc) > 0 {
		err = errors.Join(err, o.print(a.stdout, doc.Forms()), o.write(doc.Forms()))
	}
	if err != nil {
		return err
	}
	if n := len(found.Problems); n > 0 {
		return fmt.Errorf("this is not all: %d lines or values were left out, and the rest is kept", n)
	}
	return nil
}

// trackExport is the command export.
func (a *app) trackExport() *cli.Command {
	return &cli.Command{
		Name: "export", Usage: "print the results of the record as one Go benchmark text, for benchstat -col commit and others", OnUsageError: onUsageError,
		Flags: queryFlags(),
		Action: func(ctx context.Context, c *cli.Command) error {
			for _, name := range []string{"rev", "last", "ack", "cancel-drift", "v"} {
				if c.IsSet(name) {
					return usagef("-%s: export prints all commits of the record, in the order of its files", name)
				}
			}
			text, problems, err := track.Export(ctx, placeOf(c), track.Query{Bench: c.String("bench"), Unit: c.String("unit"), Env: c.String("env")})
			for _, p := range problems {
				a.say("bufbench: %v", p)
			}
			if err != nil {
				return err
			}
			if _, err := a.stdout.Write(text); err != nil {
				return err
			}
			if len(problems) > 0 {
				return fmt.Errorf("this is not all: %d files or lines of the record cannot be read", len(problems))
			}
			return nil
		},
	}
}

// trackAck is the command ack.
func (a *app) trackAck() *cli.Command {
	return &cli.Command{
		Name: "ack", Usage: "acknowledge the changes for the worse at a commit, with a reason and a last day", ArgsUsage: "COMMIT [BENCHMARK]", OnUsageError: onUsageError,
		Flags: append(queryFlags(),
			&cli.StringFlag{Name: "reason", Usage: "why the change is known, in `words`"},
			&cli.StringFlag{Name: "until", Usage: "the last `day`, such as 2030-12-31"}),
		Action: func(ctx context.Context, c *cli.Command) error {
			if n := c.Args().Len(); n < 1 || n > 2 {
				return usagef("track ack needs a commit: bufbench track ack -reason '...' -until 2030-12-31 COMMIT [BENCHMARK]")
			}
			found, err := a.outcome(ctx, c)
			if err != nil {
				return err
			}
			names, err := track.Acknowledge(found, track.Acknowledgement{
				File: c.String("ack"), Commit: c.Args().Get(0), Bench: c.Args().Get(1), Reason: c.String("reason"), Until: c.String("until"),
			}, time.Now())
			for _, name := range names {
				fmt.Fprintf(a.stdout, "acknowledged in %s: %s\n", c.String("ack"), name)
			}
			return err
		},
	}
}
