package track

import (
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/judge/alert"
	"github.com/bufbench/bufbench/internal/judge/history"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Outcome is a history with its changes.
type Outcome struct {
	History
	Found  alert.Found
	Groups []alert.Group
	Gone   []Gone
	Stale  []error // acknowledgements
}

// Gone is a benchmark that runs on its machine no longer have: it was removed or renamed,
// or its unit changed.
type Gone struct {
	Series int
	Since  int    // index of the first commit without it
	Now    string // a unit that the benchmark has since then, if its unit changed
}

// Judge finds the changes of a history. Today is the day by which acknowledgements are
// stale.
func Judge(h History, acks alert.Acks, today time.Time) Outcome {
	o := Outcome{History: h}
	o.Found = alert.Find(h.Series, history.Options{PointsPerWeek: perWeek(h.Line)})
	o.Stale = acks.Acknowledge(o.Found.Changes, h.Series, h.Line, today)
	o.Groups = alert.Groups(o.Found.Changes)
	o.Gone = gone(h.Series)
	return o
}

// perWeek is how many commits a week are measured; 0 where the dates do not say.
func perWeek(l trend.Line) float64 {
	n := len(l.Commits)
	if n < 2 {
		return 0
	}
	const week = 7 * 24 * time.Hour
	span := l.Commits[n-1].When.Sub(l.Commits[0].When)
	if span < week {
		return float64(n)
	}
	return float64(n) * float64(week) / float64(span)
}

// gone are the series that end while their machine and package go on.
func gone(all []trend.Series) (some []Gone) {
	type home struct{ env, pkg string }
	commits := map[home][]int{}
	for _, s := range all {
		for _, p := range s.Points {
			at := home{s.Env, s.Package}
			commits[at] = append(commits[at], p.At)
		}
	}
	for of, at := range commits {
		slices.Sort(at)
		commits[of] = slices.Compact(at)
	}
	for i, s := range all {
		of := commits[home{s.Env, s.Package}]
		if at, _ := slices.BinarySearch(of, s.Last()+1); at < len(of) {
			some = append(some, Gone{Series: i, Since: of[at], Now: successor(all, i)})
		}
	}
	return some
}

// successor is the unit of the series that continues series i of a benchmark. Series of one
// benchmark stand together.
func successor(all []trend.Series, i int) string {
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(all) && all[j].Name == all[i].Name && all[j].Package == all[i].Package; j += step {
			if all[j].Env == all[i].Env && all[j].Points[0].At > all[i].Last() {
				return all[j].Unit
			}
		}
	}
	return ""
}
