package ab

import (
	"slices"

	"github.com/bufbench/bufbench/internal/report"
)

// Document is an outcome as reports print it, without its tables: whoever judges them
// fills them in.
func (o *Outcome) Document() report.Revisions {
	r := o.Remarks
	doc := report.Revisions{
		Sides: o.Sides, Notes: o.Notes, Skipped: report.RemarksOf(slices.Concat(r.Skipped, r.New)), Failed: report.RemarksOf(r.Failed),
		Layouts: report.RemarksOf(r.Layouts), Code: report.RemarksOf(r.Code),
	}
	doc.Gone = o.Gone
	doc.Unread, doc.Unreadable = report.Unread(o.Problems), o.Unreadable
	for _, one := range o.Profiles {
		doc.Profiles = append(doc.Profiles, report.Profile(one))
	}
	return doc
}

// Places are the places of benchmarks in the head as reports print them.
func (o *Outcome) Places() map[string]report.Spot {
	places := map[string]report.Spot{}
	for name, s := range o.Spots {
		places[name] = report.Spot(s)
	}
	return places
}
