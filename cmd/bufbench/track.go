package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/urfave/cli/v3"
)

func trackCommand(a *app) *cli.Command {
	return &cli.Command{
		Name:         "track",
		Usage:        "keep results over commits, and find the commits that changed them",
		ArgsUsage:    "COMMAND",
		OnUsageError: onUsageError,
		Description:  trackText,
		Commands:     []*cli.Command{a.trackAdd(false), a.trackAdd(true), a.trackBackfill(), a.trackShow(), a.trackChanges(), a.trackAck(), a.trackBisect(), a.trackExport()},
		Action: func(_ context.Context, c *cli.Command) error {
			if name := c.Args().First(); name != "" {
				return usagef("track has no command %q (bufbench track -help lists them)", name)
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}

// trackText is what the help says beside the flags.
const trackText = `The record is a folder of Go benchmark text, results/track unless given. Keep it in git: files are only ever added, and the same results twice are one file.

  go test -bench . -count 5 | bufbench track add -    # what this commit does
  bufbench track add ab-results.txt                   # two commits that ab compared
  bufbench track import dev/bench/data.js             # what another tool kept
  bufbench track backfill v1.0.0..HEAD ./...          # old commits, measured now
  bufbench track show -o history.html                 # all series, with charts
  bufbench track changes                              # which commits changed them

Commits are in the order of git's first parents, and those that git does not know stand where their dates put them. Series of other machines, Go releases and builds are never joined.

Exit codes of changes: 0 nothing new is worse, 1 the newest run shows a change for the worse that nobody acknowledged, 2 wrong usage, 3 something could not be read, or an acknowledgement is stale. A change fails once: the next run knows it.`

// recordFlag names the folder of the record.
func recordFlag() cli.Flag {
	return &cli.StringFlag{Name: "record", Value: track.DefaultFolder(), Usage: "`folder` of the record"}
}

// queryFlags are those of every command that reads the record.
func queryFlags() []cli.Flag {
	return []cli.Flag{
		recordFlag(),
		&cli.StringFlag{Name: "rev", Usage: "the `revision` at the end of the line of commits; HEAD unless given"},
		&cli.StringFlag{Name: "bench", Usage: "only benchmarks whose package.name matches this `regexp`"},
		&cli.StringFlag{Name: "unit", Usage: "only this `unit`, such as ns/op"},
		&cli.StringFlag{Name: "env", Usage: "only machines and builds with this `text`, such as go1.26"},
		&cli.IntFlag{Name: "last", Usage: "only so many `commits` at the end of the line"},
		&cli.StringFlag{Name: "ack", Value: "bufbench.ack.toml", Usage: "`file` of what is acknowledged to be worse"},
		&cli.BoolFlag{Name: "cancel-drift", Usage: "divide by the speed of the machine where it moved and all benchmarks with it"},
		&cli.BoolFlag{Name: "v", Usage: "print every row"},
	}
}

// trackShow is the command show.
func (a *app) trackShow() *cli.Command {
	forms := page.TrackForms(report.Track{}, report.Track{}.Forms())
	return &cli.Command{
		Name: "show", Usage: "print all series of the record, with their last changes", OnUsageError: onUsageError,
		Flags: append(queryFlags(), outputFlags(forms)...),
		Action: func(ctx context.Context, c *cli.Command) error {
			return a.history(ctx, c, func(t report.Track) report.Forms { return page.TrackForms(t, t.Forms()) }, nil)
		},
	}
}

// trackChanges is the command changes.
func (a *app) trackChanges() *cli.Command {
	forms := page.TrackForms(report.Track{}, report.TrackChanges{}.Forms())
	return &cli.Command{
		Name: "changes", Usage: "print the changes of the record by their commits; the exit code tells new ones", OnUsageError: onUsageError,
		Flags: append(queryFlags(), append(outputFlags(forms), &cli.StringFlag{Name: "fail-on", Value: "new", Usage: "what exit code 1 tells: new (a change for the worse that the newest run shows), any or never"})...),
		Action: func(ctx context.Context, c *cli.Command) error {
			failOn := c.String("fail-on")
			if failOn != "new" && failOn != "any" && failOn != "never" {
				return usagef("-fail-on: %q is none of new, any, never", failOn)
			}
			return a.history(ctx, c, func(t report.Track) report.Forms { return page.TrackForms(t, report.TrackChanges{Track: t}.Forms()) },
				func(o track.Outcome) error { return changesError(o, failOn) })
		},
	}
}

// changesError is the exit code of changes as an error.
func changesError(o track.Outcome, failOn string) error {
	n := 0
	for _, c := range o.Found.Changes {
		if c.Open() && (c.New || failOn == "any") {
			n++
		}
	}
	if n > 0 && failOn != "never" {
		return &verdictError{exitWorse, report.OpenChanges(n)}
	}
	return nil
}

// history reads the record, prints it, and returns what the exit code tells.
func (a *app) history(ctx context.Context, c *cli.Command, forms func(report.Track) report.Forms, verdict func(track.Outcome) error) error {
	o, err := outputOf(c, forms(report.Track{}))
	if err != nil {
		return err
	}
	found, err := a.outcome(ctx, c)
	for _, p := range found.Problems {
		a.say("bufbench: %v", p)
	}
	if err != nil {
		return err
	}
	all := forms(trackDocument(c, found))
	if err := cmp.Or(o.print(a.stdout, all), o.write(all)); err != nil {
		return err
	}
	switch n := len(found.Problems) + len(found.Stale); {
	case n > 0:
		return fmt.Errorf("this is not all: %w", cmp.Or(errors.Join(found.Stale...), fmt.Errorf("%d files or lines of the record cannot be read", len(found.Problems))))
	case verdict != nil:
		return verdict(found)
	}
	return nil
}

// outcome reads the record and finds its changes.
func (a *app) outcome(ctx context.Context, c *cli.Command) (found track.Outcome, err error) {
	acks := alert.Acks{File: c.String("ack")}
	text, err := optional(acks.File, c.IsSet("ack"))
	if err != nil {
		return found, err
	}
	if acks.List, err = gate.ReadAcks(text, acks.File); err != nil {
		return found, usagef("%v", err)
	}
	if c.Int("last") < 0 {
		return found, usagef("-last: %d is negative", c.Int("last"))
	}
	h, err := track.Load(ctx, placeOf(c), track.Query{Bench: c.String("bench"), Unit: c.String("unit"), Env: c.String("env"), Last: c.Int("last"), CancelDrift: c.Bool("cancel-drift")})
	if err != nil {
		return track.Outcome{History: h}, err
	}
	return track.Judge(h, acks, time.Now()), nil
}

func placeOf(c *cli.Command) track.Place {
	return track.Place{Folder: c.String("record"), Dir: ".", Rev: c.String("rev")}
}

// trackDocument is the document of a history.
func trackDocument(c *cli.Command, o track.Outcome) report.Track {
	t := report.Track{
		Folder: c.String("record"), Line: o.Line, Series: o.Series, Found: o.Found, Groups: o.Groups, Remote: o.Remote,
		Runs: report.TrackRuns{All: o.Runs, Same: o.Same, Back: o.Back}, Problems: o.Problems, Stale: o.Stale, All: c.Bool("v"),
		TrackBackground: report.TrackBackground{Chains: o.Chains, Machines: o.Machines, Cancelled: c.Bool("cancel-drift")},
	}
	for _, g := range o.Gone {
		t.Gone = append(t.Gone, report.GoneSeries(g))
	}
	return t
}
