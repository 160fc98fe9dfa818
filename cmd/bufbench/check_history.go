package main

import (
	"context"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/check"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/urfave/cli/v3"
)

// historyFlag asks the history for its opinion.
func historyFlag() cli.Flag {
	return &cli.StringFlag{Name: "history", Usage: "say of what is worse whether the record in this `folder` calls it a step, a creep or noise; it changes no verdict"}
}

// opinions are sentences about the outcomes of the baseline that are worse or look so. A
// history that cannot be read changes no verdict, so it is a note too.
func (k *checkRun) opinions(ctx context.Context, found check.Outcome) (notes []string) {
	type row struct{ name, unit string }
	asked := map[row]bool{}
	for _, o := range found.Outcomes {
		if o.Of == gate.OfBaseline && (o.Failing() || o.Looks || o.Word == gate.Acknowledged) {
			asked[row{o.Name, o.Unit}] = true
		}
	}
	if k.history == "" || len(asked) == 0 {
		return nil
	}
	all, unread, err := track.Opinions(ctx, track.Place{Folder: k.history, Dir: "."}, k.spec.Inputs)
	if err != nil {
		return []string{report.HistoryUnread(k.history, err)}
	}
	if len(unread) > 0 {
		notes = append(notes, report.HistoryUnread(k.history, unread[0]))
	}
	for _, o := range all {
		if asked[row{o.Name, o.Unit}] {
			notes = append(notes, report.TrackOpinion{Name: o.Name, Unit: o.Unit, Word: string(o.Word), Now: o.Now, Low: o.Low, High: o.High, Commits: o.Commits}.Sentence())
		}
	}
	return notes
}
