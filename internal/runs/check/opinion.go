package check

import (
	"context"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/track"
)

// opinions are sentences about the outcomes of the baseline that are worse or look so, from
// the record in a folder; an empty folder is none. A record that cannot be read changes no
// verdict, so it is a note too.
func opinions(ctx context.Context, folder string, inputs []result.Input, outcomes []gate.Outcome) (notes []string) {
	type row struct{ name, unit string }
	asked := map[row]bool{}
	for _, o := range outcomes {
		if o.Of == gate.OfBaseline && (o.Failing() || o.Looks || o.Word == gate.Acknowledged) {
			asked[row{o.Name, o.Unit}] = true
		}
	}
	if folder == "" || len(asked) == 0 {
		return nil
	}
	all, unread, err := track.Opinions(ctx, track.Place{Folder: folder, Dir: "."}, inputs)
	if err != nil {
		return []string{report.HistoryUnread(folder, err)}
	}
	if len(unread) > 0 {
		notes = append(notes, report.HistoryUnread(folder, unread[0]))
	}
	for _, o := range all {
		if asked[row{o.Name, o.Unit}] {
			notes = append(notes, report.TrackOpinion{Name: o.Name, Unit: o.Unit, Word: string(o.Word), Now: o.Now, Low: o.Low, High: o.High, Commits: o.Commits}.Sentence())
		}
	}
	return notes
}
