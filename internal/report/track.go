package report

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/track/trend"
	"golang.org/x/perf/benchunit"
)

// Track is the document of a history: all series along a line of commits.
type Track struct {
	Folder   string // of the record
	Line     trend.Line
	Series   []trend.Series
	Found    alert.Found
	Groups   []alert.Group
	Gone     []GoneSeries
	Remote   string // address of the repository for a browser
	Runs     TrackRuns
	Problems []result.Problem
	Stale    []error // acknowledgements
	All      bool    // print every row
	TrackBackground
}

// TrackRuns counts the runs of a record.
type TrackRuns struct {
	All  int
	Same int // there more than once
	Back int // commits of a history that are older than the one before them
}

// GoneSeries is a series that ended while its machine and package went on.
type GoneSeries struct {
	Series, Since int    // indexes
	Now           string // a unit that the benchmark has since then
}

// Forms implements a document: text, markdown, CSV and JSON.
func (t Track) Forms() Forms {
	return Forms{TextForm: t.text, MarkdownForm: t.markdown, CSVForm: t.csv, JSONForm: func(w io.Writer) error { return JSON(w, t.Document()) }}
}

// Summary is all of it in one sentence.
func (t Track) Summary() string {
	return fmt.Sprintf("%s over %s: %s", counted(len(t.Series), "series", "series"), counted(len(t.Line.Commits), "commit", "commits"), t.tally())
}

// tally counts changes: 3 worse (1 new, 1 acknowledged), 2 better.
func (t Track) tally() string {
	n := map[alert.Word]int{}
	fresh, acked := 0, 0
	for _, c := range t.Found.Changes {
		n[c.Word]++
		if c.Word == alert.Worse && c.New && c.Acknowledged == nil {
			fresh++
		}
		if c.Acknowledged != nil {
			acked++
		}
	}
	if len(t.Found.Changes) == 0 {
		return "no change" + t.fewWords()
	}
	var parts []string
	for _, w := range []alert.Word{alert.Worse, alert.Better, alert.Changed} {
		if n[w] == 0 {
			continue
		}
		part := fmt.Sprintf("%d %s", n[w], w)
		var of []string
		if w == alert.Worse && fresh > 0 {
			of = append(of, fmt.Sprintf("%d new", fresh))
		}
		if w == alert.Worse && acked > 0 {
			of = append(of, fmt.Sprintf("%d acknowledged", acked))
		}
		if len(of) > 0 {
			part += " (" + strings.Join(of, ", ") + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

// fewWords is how many series have too few commits, in brackets.
func (t Track) fewWords() string {
	few := 0
	for _, s := range t.Series {
		if alert.TooFew(s) {
			few++
		}
	}
	switch {
	case few == 0:
		return ""
	case few == len(t.Series):
		return " (too few commits to judge)"
	}
	return fmt.Sprintf(" (%d series with too few commits to judge)", few)
}

// Notes are what a reader of the history should know.
func (t Track) Notes() (all []string) {
	say := func(n int, format string, args ...any) {
		if n > 0 {
			all = append(all, fmt.Sprintf(format, args...))
		}
	}
	say(len(t.Line.Aside), "%s on other branches, and left out (%s)", are(len(t.Line.Aside), "measured commit"), tryBranch)
	why := "its history was rewritten, or is not fetched"
	if t.Line.Shallow {
		why = "the clone is shallow: git fetch --unshallow"
	}
	say(t.Line.Strange, "%s not in this repository, and placed by date (%s)", are(t.Line.Strange, "measured commit"), why)
	say(t.Runs.Same, "%s in the record more than once, and count once", standing(t.Runs.Same, "run"))
	say(t.Runs.Back, "%s older than the one before in their history, and stay in its order", are(t.Runs.Back, "commit"))
	for i, env := range t.envs() {
		const most = 4
		if len(t.envs()) > 1 && i < most {
			say(1, "[%d] %s", i+1, cmp.Or(plain(env), "no machine is named"))
		}
	}
	if names := t.unitNames(); len(names) > 0 {
		say(1, "units that changed, so that series end: %s", some(names))
	}
	if names := t.goneNames(); len(names) > 0 {
		say(1, "not measured any more (removed or renamed): %s", some(names))
	}
	if slices.ContainsFunc(t.Series, func(s trend.Series) bool { return s.Unit == indexUnit }) {
		say(1, "×: how many times the value of the first commit, by pairs that ab measured")
	}
	all = append(all, t.driftNotes(t.commit)...)
	if t.Found.FalseAWeek > 0 {
		say(1, "expect %s false alarms per week where nothing changes", Figures(t.Found.FalseAWeek))
	}
	return all
}

// some is the beginning of a list.
func some(names []string) string {
	const most = 2
	text := strings.Join(names[:min(len(names), most)], ", ")
	if more := len(names) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// unitNames are benchmarks whose unit changed.
func (t Track) unitNames() (names []string) {
	for _, g := range t.Gone {
		if s := t.Series[g.Series]; g.Now != "" {
			names = append(names, fmt.Sprintf("%s from %s to %s at %s", s, s.Unit, g.Now, t.commit(g.Since)))
		}
	}
	return names
}

// goneNames are benchmarks that ended, once each, with the first commit without them.
func (t Track) goneNames() (names []string) {
	have := map[string]bool{}
	for _, g := range t.Gone {
		name := t.Series[g.Series].String()
		if g.Now == "" && !have[name] {
			have[name] = true
			names = append(names, name+" since "+t.commit(g.Since))
		}
	}
	return names
}

// indexUnit is the unit of indexes, which hold on all machines.
const indexUnit = "index"

// envs are the machines and builds, in the order of series.
func (t Track) envs() (all []string) {
	have := map[string]bool{}
	for _, s := range t.Series {
		if !have[s.Env] && s.Unit != indexUnit {
			have[s.Env] = true
			all = append(all, s.Env)
		}
	}
	return all
}

func are(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return fmt.Sprintf("%d %ss are", n, noun)
}

func standing(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " stands"
	}
	return fmt.Sprintf("%d %ss stand", n, noun)
}

// commit is the short name of a commit on the line, or the day of a run of no commit.
func (t Track) commit(at int) string {
	if at < 0 || at >= len(t.Line.Commits) {
		return "the beginning"
	}
	c := t.Line.Commits[at]
	if strings.HasPrefix(c.ID, "run ") {
		return c.When.Format("2006-01-02")
	}
	return c.ID[:min(len(c.ID), 9)]
}

// Value is a measured value in its unit, in three digits.
func Value(x float64, unit string) string {
	switch {
	case unit == "sec", unit == "sec/op", strings.HasSuffix(unit, "-sec/op"):
		return Duration(1e9 * x)
	case unit == indexUnit:
		return Figures(x) + "×"
	}
	unit = strings.TrimSuffix(unit, "/op")
	const large = 10000
	if math.Abs(x) >= large {
		return benchunit.Scale(x, benchunit.ClassOf(unit)) + unit
	}
	if x == math.Trunc(x) {
		return fmt.Sprintf("%.0f %s", x, unit)
	}
	return Figures(x) + " " + unit
}
