package trackcmd

import (
	"cmp"
	"context"
	"time"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/urfave/cli/v3"
)

// showCommand prints the series of the record.
func showCommand(s *streams.Streams) *cli.Command {
	forms := func(t report.Track) report.Forms { return page.TrackForms(t, t.Forms()) }
	show := func(ctx context.Context, c *cli.Command, to output.Target) error {
		doc, err := read(ctx, c, s)
		if err != nil {
			return err
		}
		return cmp.Or(to.Write(s.Out, forms(doc)), exit.History(doc))
	}
	return output.Command(forms(report.Track{}), show, &cli.Command{
		Name:  "show",
		Usage: "print all series of the record, with their last changes",
		Flags: forQuery(),
	})
}

// changesCommand prints the changes of the record.
func changesCommand(s *streams.Streams) *cli.Command {
	forms := func(t report.Track) report.Forms { return page.TrackForms(t, report.TrackChanges{Track: t}.Forms()) }
	changes := func(ctx context.Context, c *cli.Command, to output.Target) error {
		if err := flags.OneOf(c, "fail-on", "new", "any", "never"); err != nil {
			return err
		}
		doc, err := read(ctx, c, s)
		if err != nil {
			return err
		}
		return cmp.Or(to.Write(s.Out, forms(doc)), exit.History(doc), exit.Changes(doc, c.String("fail-on")))
	}
	return output.Command(forms(report.Track{}), changes, &cli.Command{
		Name:  "changes",
		Usage: "print the changes of the record by their commits; the exit code tells new ones",
		Flags: append(forQuery(), &cli.StringFlag{Name: "fail-on", Value: "new", Usage: "what exit code 1 tells: new (a change for the worse that the newest run shows), any or never"}),
	})
}

// read is the document of the record.
func read(ctx context.Context, c *cli.Command, s *streams.Streams) (report.Track, error) {
	p, done, err := readPlace(c, s)
	if err != nil {
		return report.Track{}, err
	}
	defer done()
	found, err := judge(ctx, c, p)
	s.Warn(result.Lines(found.Problems, 0)...)
	doc := found.Document(p.String())
	doc.All, doc.Cancelled = c.Bool("v"), c.Bool("cancel-drift")
	return doc, err
}

// judge reads the record and finds its changes.
func judge(ctx context.Context, c *cli.Command, p track.Place) (found track.Outcome, err error) {
	q := readQuery(c)
	acks := alert.Acks{File: c.String("ack"), Part: q.Bench+q.Unit+q.Env+c.String("rev") != "" || q.Last > 0 || q.CancelDrift}
	if acks.List, err = flags.ReadAcks(c); err != nil {
		return found, err
	}
	if err := flags.NotNegative(c, "last"); err != nil {
		return found, err
	}
	h, err := track.Load(ctx, p, q)
	if err != nil {
		return track.Outcome{History: h}, err
	}
	return track.Judge(h, acks, time.Now()), nil
}
