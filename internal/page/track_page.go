package page

import (
	_ "embed" // the parts of the page
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/report"
)

//go:embed track.html
var trackHTML string

//go:embed track.css
var trackCSS string

// trackView is what the page of a history shows.
type trackView struct {
	Title, Summary, Span string
	Notes, Missing       []string
	Groups               []trackGroup
	Figures              []trackFigure
	Indexes, Machines    []trackFigure
	CSS                  template.CSS
}

// trackGroup is changes of one range of commits.
type trackGroup struct {
	Commit, Link, Day, Subject, Range string
	Changes                           []trackChange
}

// trackChange is a change of one series.
type trackChange struct {
	Verdict, Name, Unit, Env, Anchor, Delta, Range, Before, Now, Sure, Remark string
}

// Track writes the page of a history: what changed stands on top.
func Track(w io.Writer, d report.TrackDocument) error {
	v := trackView{Title: "bufbench: " + d.Summary, Summary: d.Summary, Span: span(d.Commits), Notes: d.Notes, Missing: d.Stale}
	for _, p := range d.Unread {
		v.Missing = append(v.Missing, p.File+": "+p.What)
	}
	for _, g := range d.Groups {
		v.Groups = append(v.Groups, groupOf(d, g))
	}
	v.Figures, v.Indexes, v.Machines = trackFigures(d), indexFigures(d), machineFigures(d)
	v.CSS = template.CSS(pageCSS + trackCSS) //nolint:gosec // they are ours
	return fill(w, trackHTML, v)
}

// span is the first and the last day of a history.
func span(all []report.TrackCommit) string {
	if len(all) == 0 {
		return ""
	}
	return all[0].When.Format(time.DateOnly) + " to " + all[len(all)-1].When.Format(time.DateOnly)
}

func groupOf(d report.TrackDocument, g report.TrackGroup) trackGroup {
	c := d.Commits[g.Commit]
	one := trackGroup{Commit: c.Short, Day: c.When.Format(time.DateOnly), Subject: c.Subject, Link: commitLink(d, g.Commit)}
	if g.After >= 0 {
		one.Range = "after " + d.Commits[g.After].Short + ", up to " + d.Commits[g.UpTo].Short
	}
	for _, change := range g.Changes {
		one.Changes = append(one.Changes, changeView(d, change))
	}
	return one
}

func changeView(d report.TrackDocument, c report.TrackChange) trackChange {
	s := d.Series[c.Series]
	one := trackChange{
		Verdict: c.Verdict, Name: s.Name, Unit: s.Unit, Env: s.Env, Anchor: anchor(c.Series),
		Before: report.Value(c.Before, s.Unit), Now: report.Value(c.Now, s.Unit), Sure: fmt.Sprintf("%.3g %%", min(99.9, 100*c.Probability)),
	}
	if c.Ratio != nil {
		one.Delta, one.Range = deltaWords(c.Ratio.Center), spanWords(*c.Ratio)
	}
	switch {
	case c.Acknowledged != "":
		one.Remark = "acknowledged until " + c.Until + ": " + c.Acknowledged
	case c.New:
		one.Remark = "new"
	}
	if c.Creep {
		one.Remark += " creeping"
	}
	return one
}

// spanWords is the interval of a ratio; it may have no upper end.
func spanWords(s report.TrackSpan) string {
	switch {
	case s.Low == nil:
		return ""
	case s.High == nil:
		return deltaWords(*s.Low) + " or more"
	}
	return deltaWords(*s.Low) + " to " + deltaWords(*s.High)
}

// commitLink is the address of a commit; empty if the repository has none.
func commitLink(d report.TrackDocument, at int) string {
	if id := d.Commits[at].ID; d.Remote != "" && id != "" && strings.Trim(id, "0123456789abcdef") == "" {
		return d.Remote + "/commit/" + id
	}
	return ""
}

func anchor(series int) string { return fmt.Sprintf("s%d", series) }
