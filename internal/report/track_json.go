package report

import (
	"time"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// TrackDocument is the JSON of a history, schema 1. docs/track.md describes it.
type TrackDocument struct {
	Schema     int           `json:"schema"`
	Summary    string        `json:"summary"`
	Folder     string        `json:"folder"`
	Remote     string        `json:"remote"` // address of the repository; empty without one
	Notes      []string      `json:"notes"`
	Unread     []ProblemJSON `json:"unread"`
	Stale      []string      `json:"stale"` // acknowledgements
	FalseAWeek float64       `json:"false_alarms_per_week"`
	Commits    []TrackCommit `json:"commits"`
	Series     []TrackSeries `json:"series"`
	Groups     []TrackGroup  `json:"groups"` // of changes; the newest is the first
	TrackSides
}

// TrackSides are what is known beside the series.
type TrackSides struct {
	Indexes  []TrackIndexes `json:"indexes"`
	Machines []TrackMachine `json:"machines"`
}

// TrackCommit is a commit on the line.
type TrackCommit struct {
	ID      string    `json:"id"`
	Short   string    `json:"short"`
	Subject string    `json:"subject"`
	When    time.Time `json:"when"`
}

// TrackSeries is one benchmark in one unit on one machine and build.
type TrackSeries struct {
	Name      string       `json:"name"` // for people
	Package   string       `json:"package"`
	Benchmark string       `json:"benchmark"`
	Unit      string       `json:"unit"`
	Env       string       `json:"env"`
	Better    string       `json:"better"` // lower, higher or empty
	Exact     bool         `json:"exact"`
	TooFew    bool         `json:"too_few"` // commits to judge
	Points    []TrackPoint `json:"points"`
}

// TrackPoint is what was measured of one commit.
type TrackPoint struct {
	Commit int     `json:"commit"` // index
	N      int     `json:"n"`      // values
	Center float64 `json:"center"` // their median
	Low    float64 `json:"low"`    // the least
	High   float64 `json:"high"`   // the greatest
}

// TrackGroup is changes with one cause, as far as their places tell.
type TrackGroup struct {
	After   int           `json:"after"` // index of the last commit before the range; -1 is none
	UpTo    int           `json:"up_to"` // index of its last commit
	Commit  int           `json:"commit"`
	Changes []TrackChange `json:"changes"`
}

// TrackChange is a change of one series.
type TrackChange struct {
	Series       int        `json:"series"` // index
	Verdict      string     `json:"verdict"`
	New          bool       `json:"new"`
	Creep        bool       `json:"creep"`
	After        int        `json:"after"`
	UpTo         int        `json:"up_to"`
	Commit       int        `json:"commit"`
	Before       float64    `json:"before"`
	Now          float64    `json:"now"`
	Ratio        *TrackSpan `json:"ratio"` // now to before; null without a ratio
	Probability  float64    `json:"probability"`
	Acknowledged string     `json:"acknowledged"` // the reason; empty unless it is
	Until        string     `json:"until"`        // the last day of that
}

// TrackIndexes is the index of a benchmark by ratios of commits.
type TrackIndexes struct {
	Name   string       `json:"name"`
	Unit   string       `json:"unit"`
	Better string       `json:"better"`
	Links  []TrackIndex `json:"links"`
}

// TrackIndex is an index at one commit.
type TrackIndex struct {
	Commit int     `json:"commit"`
	Index  float64 `json:"index"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Steps  int     `json:"steps"` // comparisons since the chain began; 0 begins one
}

// Document is the history as JSON has it.
func (t Track) Document() TrackDocument {
	d := TrackDocument{
		Schema: 1, Summary: t.Summary(), Folder: t.Folder, Remote: t.Remote, Notes: notNil(t.Notes()), Unread: notNil(Unread(t.Problems)),
		Stale: []string{}, FalseAWeek: t.Found.FalseAWeek, Commits: []TrackCommit{}, Series: []TrackSeries{}, Groups: []TrackGroup{}, TrackSides: TrackSides{[]TrackIndexes{}, t.machines()},
	}
	for _, err := range t.Stale {
		d.Stale = append(d.Stale, err.Error())
	}
	for i, c := range t.Line.Commits {
		d.Commits = append(d.Commits, TrackCommit{ID: c.ID, Short: t.commit(i), Subject: c.Subject, When: c.When})
	}
	for _, s := range t.Series {
		d.Series = append(d.Series, trackSeries(s))
	}
	for _, g := range t.Groups {
		d.Groups = append(d.Groups, trackGroup(g))
	}
	for _, c := range t.Chains {
		one := TrackIndexes{Name: c.Key.String(), Unit: c.Unit, Better: betterWord(c.Better)}
		for _, l := range c.Links {
			one.Links = append(one.Links, TrackIndex{Commit: l.At, Index: l.Index, Low: l.Low, High: l.High, Steps: l.Steps})
		}
		d.Indexes = append(d.Indexes, one)
	}
	return d
}

func trackSeries(s trend.Series) TrackSeries {
	one := TrackSeries{Name: s.String(), Package: s.Package, Benchmark: s.Name, Unit: s.Unit, Env: s.Env, Better: betterWord(s.Better), Exact: s.Exact, TooFew: alert.TooFew(s)}
	for _, p := range s.Points {
		point := TrackPoint{Commit: p.At, N: len(p.Values), Center: Center(p.Values), Low: p.Values[0], High: p.Values[0]}
		for _, v := range p.Values {
			point.Low, point.High = min(point.Low, v), max(point.High, v)
		}
		one.Points = append(one.Points, point)
	}
	return one
}

func trackGroup(g alert.Group) TrackGroup {
	one := TrackGroup{After: g.From, UpTo: g.To, Commit: g.Commit}
	for _, c := range g.Changes {
		change := TrackChange{
			Series: c.Series, Verdict: string(c.Word), New: c.New, Creep: c.Creep, After: c.From, UpTo: c.To, Commit: c.Commit,
			Before: c.Before, Now: c.After, Probability: c.Probability,
		}
		if hasRatio(c.Change) {
			change.Ratio = &TrackSpan{Center: c.Ratio, Low: finite(c.RatioLow), High: finite(c.RatioHigh)}
		}
		if c.Acknowledged != nil {
			change.Acknowledged, change.Until = c.Acknowledged.Reason, c.Acknowledged.Until.String()
		}
		one.Changes = append(one.Changes, change)
	}
	return one
}

func betterWord(better int) string {
	switch better {
	case 1:
		return "higher"
	case -1:
		return "lower"
	}
	return ""
}
