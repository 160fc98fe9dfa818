package track

import (
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Document is an outcome as reports print it. The folder is that of the record.
func (o Outcome) Document(folder string) report.Track {
	t := report.Track{
		Folder: folder, Line: o.Line, Series: o.Series, Found: o.Found, Groups: o.Groups, Remote: o.Remote,
		Runs: report.TrackRuns{All: o.Runs, Same: o.Same, Back: o.Back}, Problems: o.Problems, Stale: o.Stale,
		TrackBackground: report.TrackBackground{Chains: o.Chains, Machines: o.Machines},
	}
	for _, g := range o.Gone {
		t.Gone = append(t.Gone, report.GoneSeries(g))
	}
	return t
}

// Document is the culprit of a change in a unit, as reports print it.
func (c Culprit) Document(unit string) report.Culprit {
	d := report.Culprit{Benchmark: c.Benchmark, Unit: unit, Before: commitOf(c.Before), First: commitOf(c.First), Total: c.Total, Unbuildable: c.Unbuildable}
	for _, s := range c.Steps {
		d.Steps = append(d.Steps, report.CulpritStep{Commit: commitOf(s.Commit), Ratio: s.Ratio, Has: s.Has})
	}
	return d
}

func commitOf(s trend.Seen) report.TrackCommit {
	return report.TrackCommit{ID: s.ID, Short: s.ID[:min(len(s.ID), 9)], Subject: s.Subject, When: s.When}
}

// Document is what was added, as reports print it.
func (a Additions) Document() report.Additions { return added(a.Files) }

// Document is what was measured and added, as reports print it.
func (f Filled) Document() report.Additions { return added(f.Files) }

func added(files []Added) (doc report.Additions) {
	for _, one := range files {
		doc = append(doc, report.Addition(one))
	}
	return doc
}
