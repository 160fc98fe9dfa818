package main

import (
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/bufbench/bufbench/internal/judge/history"
)

// alarms looks at a series after every point and returns the changes that it sees for
// the first time. A change is the same as an earlier one if their intervals overlap.
func alarms(s history.Series) []history.Change {
	var f history.Follower
	var known []history.Change
	for _, p := range s.Points {
		for _, c := range f.Add(p) {
			if !overlaps(known, c) {
				known = append(known, c)
			}
		}
	}
	return known
}

func overlaps(known []history.Change, c history.Change) bool {
	for _, k := range known {
		if c.Low <= max(k.High, k.Until) && k.Low <= max(c.High, c.Until) {
			return true
		}
	}
	return false
}

// printAlarms shows how many changes are found in noise of each kind, at the end and at
// any point.
func printAlarms(out io.Writer, count int, r *rand.Rand) {
	const n = 400
	followed := (count + 4) / 5
	fmt.Fprintf(out, "\nFalse alarms per 1,000 points without a change (%d series of %d points,\n%d of them looked at after every point)\n\n", count, n, followed)
	fmt.Fprintf(out, "%-20s %10s %18s\n", "noise", "at the end", "after every point")
	for _, k := range kinds() {
		end, every := 0, 0
		for i := range count {
			s := plan{kind: k, n: n}.series(r)
			end += len(history.Changes(s, history.Options{}))
			if i < followed {
				every += len(alarms(s))
			}
		}
		fmt.Fprintf(out, "%-20s %10.2f %18.2f\n", k.name, 1000*float64(end)/float64(count*n), 1000*float64(every)/float64(followed*n))
	}
}
