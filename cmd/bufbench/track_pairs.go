package main

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/ab"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/bufbench/bufbench/internal/track/trend"
	"github.com/urfave/cli/v3"
	"golang.org/x/perf/benchunit"
)

// pairFlags are those of commands that compare commits.
func pairFlags(count int, maxTime time.Duration) []cli.Flag {
	return append(recordFlags(),
		&cli.StringFlag{Name: "bench", Value: ".", Usage: "benchmarks that match this `regexp`, as go test has it"},
		&cli.StringFlag{Name: "tags", Usage: "build `tags`"},
		&cli.IntFlag{Name: "count", Value: count, Usage: "so many `pairs` per benchmark and commit; 0 is until a verdict is reached"},
		&cli.DurationFlag{Name: "max-time", Value: maxTime, Usage: "how long a benchmark of a commit may take"})
}

// trackBackfill is the command backfill.
func (a *app) trackBackfill() *cli.Command {
	return &cli.Command{
		Name: "backfill", Usage: "measure old commits: compare each of a range with its first one by ab, and add that", ArgsUsage: "REV..REV [PACKAGE...]", OnUsageError: onUsageError,
		Description: "Comparisons that the record has already are not measured again: repeat an interrupted backfill. Commits that do not build are named.",
		Flags: append(append(pairFlags(8, 5*time.Second),
			&cli.IntFlag{Name: "every", Value: 1, Usage: "take one commit of so `many`, and the last one"},
			&cli.BoolFlag{Name: "chained", Usage: "compare each commit with the one before it: for ranges whose first commit lacks most benchmarks"},
		), outputFlags(report.Additions{}.Forms())...),
		Action: func(ctx context.Context, c *cli.Command) error {
			o, err := outputOf(c, report.Additions{}.Forms())
			if err != nil {
				return err
			}
			p, span, done, err := a.pairing(c)
			if err != nil {
				return err
			}
			defer done()
			defer a.work.Begin()()
			found, err := track.Backfill{Pairing: p, Range: span, Every: c.Int("every"), Chained: c.Bool("chained"), Say: a.say}.Run(ctx)
			var doc report.Additions
			for _, one := range found.Files {
				doc = append(doc, report.Addition(one))
			}
			for _, text := range found.Failed {
				a.say("bufbench: not compared: %s", text)
			}
			if found.Had > 0 {
				a.say("bufbench: the record had %d of the comparisons", found.Had)
			}
			if lost := cmp.Or(o.print(a.stdout, doc.Forms()), o.write(doc.Forms())); err == nil {
				err = lost
			}
			if found.Had+len(doc) > 0 {
				a.say("bufbench: %s", nextHistory(c, p.Place))
			}
			if err == nil && len(found.Failed) > 0 {
				err = fmt.Errorf("this is not all: %d commits could not be compared, and the rest is kept", len(found.Failed))
			}
			return err
		},
	}
}

// nextHistory is what to type after a backfill.
func nextHistory(c *cli.Command, p track.Place) string {
	if c.IsSet("record") {
		return report.NextHistory("record", p.String())
	}
	if c.IsSet("db") {
		return report.NextHistory("db", p.String())
	}
	return report.NextHistory("", "")
}

// trackBisect is the command bisect.
func (a *app) trackBisect() *cli.Command {
	return &cli.Command{
		Name: "bisect", Usage: "find the commit of a change: compare commits inside of a range with its first one until one is left", ArgsUsage: "REV..REV [PACKAGE...]", OnUsageError: onUsageError,
		Description: "The first commit of the range has the old level, the last one the new level. -bench selects one benchmark. Exit code 4: both ends do not differ on this machine.",
		Flags: append(append(pairFlags(0, 20*time.Second),
			&cli.StringFlag{Name: "unit", Value: "ns/op", Usage: "the `unit` that changed"},
		), outputFlags(report.Culprit{}.Forms())...),
		Action: func(ctx context.Context, c *cli.Command) error {
			o, err := outputOf(c, report.Culprit{}.Forms())
			if err != nil {
				return err
			}
			p, span, done, err := a.pairing(c)
			if err != nil {
				return err
			}
			defer done()
			defer a.work.Begin()()
			_, unit := benchunit.Tidy(1, c.String("unit"))
			found, err := track.Bisect{Pairing: p, Range: span, Unit: unit, Say: a.say}.Run(ctx)
			if track.IsNoChange(err) {
				return &verdictError{exitUndecided, err.Error()}
			}
			if err != nil {
				return err
			}
			forms := culpritDocument(found, unit).Forms()
			return cmp.Or(o.print(a.stdout, forms), o.write(forms))
		},
	}
}

func culpritDocument(c track.Culprit, unit string) report.Culprit {
	d := report.Culprit{Benchmark: c.Benchmark, Unit: unit, Before: commitDocument(c.Before), First: commitDocument(c.First), Total: c.Total, Unbuildable: c.Unbuildable}
	for _, s := range c.Steps {
		d.Steps = append(d.Steps, report.CulpritStep{Commit: commitDocument(s.Commit), Ratio: s.Ratio, Has: s.Has})
	}
	return d
}

func commitDocument(s trend.Seen) report.TrackCommit {
	return report.TrackCommit{ID: s.ID, Short: s.ID[:min(len(s.ID), 9)], Subject: s.Subject, When: s.When}
}

// pairing reads what commands that compare commits have in common. Whoever calls it calls
// done.
func (a *app) pairing(c *cli.Command) (p track.Pairing, span string, done func(), err error) {
	span = c.Args().First()
	if span == "" {
		return p, span, nil, usagef("track %s needs a range of commits: bufbench track %s v1.0.0..HEAD ./...", c.Name, c.Name)
	}
	if c.Int("count") < 0 || c.Duration("max-time") <= 0 {
		return p, span, nil, usagef("-count and -max-time: a negative number is none")
	}
	p.Spec = ab.Default()
	of, err := packagesOf(c, nil)
	if err != nil {
		return p, span, nil, err
	}
	if patterns := c.Args().Tail(); len(patterns) > 0 {
		of.Patterns = patterns
	} else {
		of.Patterns = []string{"./..."}
	}
	of.Procs, of.Timeout = p.Spec.Revisions.Packages.Procs, p.Spec.Revisions.Packages.Timeout
	if err := of.Check(); err != nil {
		return p, span, nil, err
	}
	if p.Place, done, err = a.placeOf(c); err != nil {
		return p, span, nil, err
	}
	p.Tell = abObserver(a.stderr)
	p.Spec.Revisions.Packages = of
	p.Spec.Policy.Count, p.Spec.Policy.MaxTime, p.Spec.Policy.NoVerdict = c.Int("count"), c.Duration("max-time"), true
	return p, span, done, nil
}
