package report_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/judge/drift"
	"github.com/bufbench/bufbench/internal/judge/history"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// tracked is a history of one benchmark in some units over commits.
func tracked(commits int, units ...string) report.Track {
	t := report.Track{Folder: "results/track"}
	for i := range commits {
		t.Line.Commits = append(t.Line.Commits, trend.Commit{Seen: trend.Seen{ID: fmt.Sprintf("%040x", i+1), When: time.Unix(int64(i)*3600, 0).UTC()}, Place: i})
	}
	for _, unit := range units {
		s := trend.Series{Key: trend.Key{Package: "example.com/codec", Name: "DecodeSomethingLong/size=64KiB/passes=4-16", Unit: unit}, Better: -1, Exact: unit == "allocs/op"}
		x := 1.234e-5
		if s.Exact {
			x = 2
		}
		for i := range commits {
			s.Points = append(s.Points, trend.Point{At: i, Values: []float64{x}})
		}
		t.Series = append(t.Series, s)
	}
	return t
}

func text(t *testing.T, of report.Forms) string {
	t.Helper()
	var out strings.Builder
	if err := of[report.TextForm](&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestTrackRows: a row has its unit and says why it has no verdict; all fit 80 columns.
func TestTrackRows(t *testing.T) {
	d := tracked(40, "sec/op", "process-cpu-sec/op", "allocs/op")
	c := history.Change{At: 20, Low: 20, High: 20, Before: 1, After: 0.876, Ratio: 0.876, RatioLow: 0.8, RatioHigh: 0.9}
	d.Found.Changes = []alert.Change{{Change: c, Series: 0, Word: alert.Better, Commit: 20, From: 19, To: 20}}
	got := text(t, d.Forms())
	for _, want := range []string{"4-16 sec/op ", " process-cpu-sec/op ", "better -12% at 000000000"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	for line := range strings.Lines(got) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	few := text(t, tracked(5, "sec/op", "allocs/op").Forms())
	for _, want := range []string{"no change (1 series with too few commits to judge)", " too few commits\n", "too few commits: a change needs 6 commits"} {
		if !strings.Contains(few, want) {
			t.Errorf("no %q in:\n%s", want, few)
		}
	}
	if enough := text(t, tracked(6, "sec/op", "allocs/op").Forms()); strings.Contains(enough, "too few") {
		t.Errorf("6 commits are too few in:\n%s", enough)
	}
}

// TestTrackCSV: a row per commit and series has what a plot needs. It has no sample, and
// nothing that all rows share or that only a binary fraction adds.
func TestTrackCSV(t *testing.T) {
	d := tracked(2, "sec/op")
	d.Series[0].Env = "cpu=Some Very Long Name; go=go1.26.8; cgo=on"
	d.Series[0].Points[1].Values = []float64{102.3 * 1e-9, 7e-9, 3 * 1e-9 / 10, 8e-9}
	csv := func() string {
		var out strings.Builder
		if err := d.Forms()[report.CSVForm](&out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	const header = "commit,date,benchmark,package,unit,machine and build,n,median,least,greatest\n"
	const name = "DecodeSomethingLong/size=64KiB/passes=4-16,example.com/codec,sec/op"
	row := func(commit, env, figures string) string {
		return commit + "," + name + "," + env + "," + figures + "\n"
	}
	if got, want := csv(), header+
		row("000000000000,1970-01-01T00:00:00Z", "", "1,1.234e-05,1.234e-05,1.234e-05")+
		row("000000000000,1970-01-01T01:00:00Z", "", "4,7.5e-09,3e-10,1.023e-07"); got != want {
		t.Errorf("one machine:\n%swant:\n%s", got, want)
	}
	other := d.Series[0]
	other.Env, other.Points = "cpu=Some Very Long Name; go=go1.27.0; cgo=on; env=fast", other.Points[:1]
	d.Series = append(d.Series, other)
	d.Line.Commits[0].ID = "v1.2"
	d.Line.Commits[0].When = time.Unix(0, 0).In(time.FixedZone("", 7200))
	if got, want := csv(), header+
		row("v1.2,1970-01-01T00:00:00Z", "go=go1.26.8", "1,1.234e-05,1.234e-05,1.234e-05")+
		row("000000000000,1970-01-01T01:00:00Z", "go=go1.26.8", "4,7.5e-09,3e-10,1.023e-07")+
		row("v1.2,1970-01-01T00:00:00Z", "go=go1.27.0; env=fast", "1,1.234e-05,1.234e-05,1.234e-05"); got != want {
		t.Errorf("two machines:\n%swant:\n%s", got, want)
	}
}

// TestTrackUnbounded: an interval without an upper end has words, and null in JSON.
func TestTrackUnbounded(t *testing.T) {
	d := tracked(40, "sec/op")
	c := history.Change{At: 20, Low: 20, High: 20, Before: 0.1, After: 1, Ratio: 10, RatioLow: 2, RatioHigh: math.Inf(1), Probability: 0.99}
	d.Found.Changes = []alert.Change{{Change: c, Word: alert.Worse, Commit: 20, From: 19, To: 20}}
	d.Groups = alert.Groups(d.Found.Changes)
	if got := text(t, report.TrackChanges{Track: d}.Forms()); !strings.Contains(got, "worse +900 % [+100 % or more]") {
		t.Errorf("no interval without an end in:\n%s", got)
	}
	var out strings.Builder
	if err := d.Forms()[report.JSONForm](&out); err != nil || !strings.Contains(out.String(), `"high": null`) {
		t.Errorf("JSON: %v, want \"high\": null", err)
	}
}

// TestTrackDrift: a machine that moved is named, with what to do; once.
func TestTrackDrift(t *testing.T) {
	d := tracked(3, "sec/op")
	m := drift.Machine{Env: "machine=m-1", Works: 10}
	for i, x := range []float64{1, 1.12, 1.05} {
		e := interval.Estimate{Center: x, Lo: x - 0.02, Hi: x + 0.02, Confidence: 0.99, N: 10}
		m.Moves = append(m.Moves, drift.Move{At: i, Works: e, Moved: i > 0, Together: i == 1})
	}
	d.Machines = []drift.Machine{m}
	got := strings.Join(strings.Fields(text(t, d.Forms())), " ")
	if want := "the machine moved in 2 of 3 commits, most at 000000000: its works took +12 % [+10 %, +14 %]; all benchmarks with it in 1 (-cancel-drift divides it out)"; !strings.Contains(got, want) {
		t.Errorf("no %q in:\n%s", want, got)
	}
	d.Cancelled = true
	if got := strings.Join(strings.Fields(text(t, d.Forms())), " "); !strings.Contains(got, "all benchmarks with it in 1, and there it is divided out") {
		t.Errorf("the drift is not said to be divided out in:\n%s", got)
	}
	if doc := d.Document(); len(doc.Machines) != 1 || len(doc.Machines[0].Moves) != 3 || !doc.Machines[0].Moves[1].Cancelled || doc.Machines[0].Moves[2].Cancelled {
		t.Errorf("JSON has %+v, want three moves, the second one cancelled", doc.Machines)
	}
}
