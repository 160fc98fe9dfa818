package main

import (
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/bufbench/bufbench/internal/judge/history"
)

// found is what became of one step.
type found struct {
	within          int // points of the new level when it was reported first; 0 if never
	alarms          int // changes reported after it, in 30 points
	off             int // points between it and its place, at the end
	missed, covered bool
}

// follow makes a series with a step and looks at it after every point from the step on.
func follow(p plan, r *rand.Rand) found {
	var f found
	var w history.Follower
	var known, now []history.Change
	for i, point := range p.series(r).Points {
		w.Push(point)
		if i < p.step-1 {
			continue
		}
		now = w.Changes()
		for _, c := range now {
			if !overlaps(known, c) {
				known = append(known, c)
				f.alarms += int(when(i >= p.step, 1))
			}
			if f.within == 0 && i >= p.step && abs(c.At-p.step) <= 2 {
				f.within = i - p.step + 1
			}
		}
	}
	f.off, f.missed = p.n, true
	for _, c := range now {
		if d := abs(c.At - p.step); d < f.off {
			f.off, f.missed = d, d > margin
			f.covered = c.Low <= p.step && p.step <= c.High
		}
	}
	return f
}

// printPower shows how soon and how exactly steps of 3 % are found.
func printPower(out io.Writer, count int, r *rand.Rand) {
	fmt.Fprintf(out, "\nA step of +3 %% in noise of 1 %%, after 30 to 150 points (%d series of each kind)\n\n", count)
	fmt.Fprintf(out, "%-30s %6s %6s %7s   %s\n", "", "within", "within", "reports", "after 30 points")
	fmt.Fprintf(out, "%-30s %6s %6s %7s %6s %6s %6s %6s\n", "noise", "3", "5", "in 30", "found", "exact", "±1", "held")
	for _, k := range kinds() {
		printSteps(out, k.name, plan{kind: k}, count, r)
	}
	normal := kinds()[0]
	printSteps(out, "normal, 10 replicates", plan{kind: normal, replicates: 10}, count, r)
	printSteps(out, "the same, 0.5 % between points", plan{kind: normal, replicates: 10, between: 0.5}, count, r)
}

func printSteps(out io.Writer, name string, p plan, count int, r *rand.Rand) {
	var three, five, alarms, seen, exact, one, covered float64
	for range count {
		p.step = 30 + r.IntN(121)
		p.n, p.ratio = p.step+30, 1.03
		f := follow(p, r)
		share := 100 / float64(count)
		alarms += float64(f.alarms) / float64(count)
		three += when(f.within > 0 && f.within <= 3, share)
		five += when(f.within > 0 && f.within <= 5, share)
		seen += when(!f.missed, share)
		exact += when(f.off == 0, share)
		one += when(f.off <= 1, share)
		covered += when(f.covered, share)
	}
	fmt.Fprintf(out, "%-30s %5.0f%% %5.0f%% %7.2f %5.0f%% %5.0f%% %5.0f%% %5.0f%%\n", name, three, five, alarms, seen, exact, one, covered)
}

func when(yes bool, v float64) float64 {
	if yes {
		return v
	}
	return 0
}
