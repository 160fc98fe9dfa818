package alert_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/judge/history"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// stepped is a count that is 1 and becomes 2 at a commit, on n commits.
func stepped(name, unit string, better, at, n int) trend.Series {
	s := trend.Series{Key: trend.Key{Name: name, Unit: unit}, Better: better, Exact: true}
	for i := range n {
		x := 1.
		if i >= at {
			x = 2
		}
		s.Points = append(s.Points, trend.Point{At: i, Values: []float64{x}})
	}
	return s
}

func line(n int) (l trend.Line) {
	for i := range n {
		l.Commits = append(l.Commits, trend.Commit{Seen: trend.Seen{ID: fmt.Sprintf("%07d%033d", i, 0)}})
	}
	return l
}

// words are changes in short: X worse at 5 (4..5) new.
func words(all []trend.Series, changes []alert.Change) string {
	var out []string
	for _, c := range changes {
		text := fmt.Sprintf("%s %s at %d (%d..%d)", all[c.Series].Name, c.Word, c.Commit, c.From, c.To)
		if c.New {
			text += " new"
		}
		if c.Acknowledged != nil {
			text += " acknowledged"
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

// TestFind: the direction is that of the unit, and a change is new on the run that shows it
// and on no later one.
func TestFind(t *testing.T) {
	for n, want := range map[int]string{
		5: "",
		6: "Slow worse at 5 (4..5) new; Fast better at 5 (4..5) new; Other changed at 5 (4..5) new",
		7: "Slow worse at 5 (4..5); Fast better at 5 (4..5); Other changed at 5 (4..5)",
	} {
		all := []trend.Series{stepped("Slow", "sec/op", -1, 5, n), stepped("Fast", "B/s", 1, 5, n), stepped("Other", "x", 0, 5, n), stepped("Same", "x", 0, 99, n)}
		if got := words(all, alert.Find(all, history.Options{}).Changes); got != want {
			t.Errorf("after %d commits: %q, want %q", n, got, want)
		}
	}
}

// TestFindLittle: no series, no point, and one or two points are no change.
func TestFindLittle(t *testing.T) {
	for _, n := range []int{0, 1, 2} {
		all := []trend.Series{stepped("X", "sec/op", -1, 99, n)}
		if got := alert.Find(all, history.Options{}); len(got.Changes) != 0 {
			t.Errorf("%d points: %+v", n, got.Changes)
		}
	}
	if got := alert.Find(nil, history.Options{}); len(got.Changes) != 0 {
		t.Errorf("nothing: %+v", got)
	}
}

// TestGroups: changes whose ranges share a commit are one group, the newest first.
func TestGroups(t *testing.T) {
	groups := alert.Groups([]alert.Change{
		{Series: 0, Commit: 3, From: 1, To: 5},
		{Series: 1, Commit: 4, From: 2, To: 4},
		{Series: 2, Commit: 4, From: 3, To: 6},
		{Series: 3, Commit: 9, From: 8, To: 9, Word: alert.Better},
		{Series: 4, Commit: 9, From: 7, To: 12, Word: alert.Worse},
	})
	var got []string
	for _, g := range groups {
		text := fmt.Sprintf("%d (%d..%d):", g.Commit, g.From, g.To)
		for _, c := range g.Changes {
			text += fmt.Sprint(" ", c.Series)
		}
		got = append(got, text)
	}
	if s, want := strings.Join(got, "; "), "9 (8..9): 4 3; 4 (3..4): 0 1 2"; s != want {
		t.Errorf("groups: %s, want %s", s, want)
	}
}

// TestAcknowledge: an entry takes out the change of its commit and no other one; what has
// expired or is about nothing is stale.
func TestAcknowledge(t *testing.T) {
	all := []trend.Series{stepped("X-8", "sec/op", -1, 5, 9), stepped("Y-8", "sec/op", -1, 5, 9)}
	const text = `
[[ack]]
benchmark = "X"
unit = "ns/op"
commit = "0000005"
reason = "known"
until = 2030-01-01
[[ack]]
benchmark = "Y-8"
commit = "0000006"
reason = "another commit"
until = 2030-01-01
[[ack]]
benchmark = "Y-8"
commit = "0000005"
reason = "over"
until = 2020-01-01
[[ack]]
benchmark = "Gone"
reason = "of check"
until = 2030-01-01
`
	list, err := gate.ReadAcks([]byte(text), "acks")
	if err != nil {
		t.Fatal(err)
	}
	found := alert.Find(all, history.Options{})
	stale := alert.Acks{List: list, File: "acks"}.Acknowledge(found.Changes, all, line(9), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if got, want := words(all, found.Changes), "X-8 worse at 5 (4..5) acknowledged; Y-8 worse at 5 (4..5)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if len(stale) != 2 || !strings.Contains(stale[0].Error(), `acks: ack 2: "Y-8" is not worse since 0000006`) || !strings.Contains(stale[1].Error(), `ack 3: "Y-8" expired on 2020-01-01`) {
		t.Errorf("stale: %v", stale)
	}
	stale = alert.Acks{List: list, File: "acks", Part: true}.Acknowledge(found.Changes, all, line(9), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if len(stale) != 1 || !strings.Contains(stale[0].Error(), "expired") {
		t.Errorf("stale, of a part of all changes: %v", stale)
	}
	list[0].Package = "elsewhere"
	again := alert.Find(all, history.Options{})
	alert.Acks{List: list[:1], File: "acks"}.Acknowledge(again.Changes, all, line(9), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if got := words(all, again.Changes); strings.Contains(got, "acknowledged") {
		t.Errorf("by an entry about another package: %q", got)
	}
}

// TestMany: 10,000 changes of one commit, each acknowledged, take no longer than their
// number tells. Each held against each would be 100 million pairs.
func TestMany(t *testing.T) {
	const n = 10_000
	all := make([]trend.Series, n)
	changes := make([]alert.Change, n)
	acks := alert.Acks{File: "acks"}
	for i := range all {
		name := fmt.Sprintf("X%d-8", i)
		all[i] = trend.Series{Key: trend.Key{Package: "example.com/p", Name: name, Unit: "sec/op"}}
		changes[i] = alert.Change{Series: i, Word: alert.Worse, Commit: 5, From: 4, To: 6}
		acks.List = append(acks.List, gate.Ack{Benchmark: []string{name, strings.TrimSuffix(name, "-8"), "p." + name, "p." + strings.TrimSuffix(name, "-8")}[i%4], Commit: "0000005"})
	}
	for i := range acks.List {
		acks.List[i].Until.Year, acks.List[i].Until.Month, acks.List[i].Until.Day = 2999, 12, 31
	}
	if stale := acks.Acknowledge(changes, all, line(9), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)); len(stale) > 0 {
		t.Errorf("%d are stale: %v", len(stale), stale[0])
	}
	groups := alert.Groups(changes)
	if len(groups) != 1 || len(groups[0].Changes) != n || groups[0].Commit != 5 {
		t.Errorf("%d groups", len(groups))
	}
	for _, c := range changes {
		if c.Open() {
			t.Fatalf("%s is open", all[c.Series].Name)
		}
	}
}
