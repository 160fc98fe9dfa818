package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"github.com/bufbench/bufbench/internal/judge/history"
	"github.com/bufbench/bufbench/internal/measure/clocks"
)

// printCreeps shows how often a slow rise is found, and as what.
func printCreeps(out io.Writer, count int, r *rand.Rand) {
	const begin, length, after = 60, 60, 30
	fmt.Fprintf(out, "\nA rise over %d points in noise of 1 %%, after %d points (%d series of each)\n\n", length, begin, count)
	fmt.Fprintf(out, "%-10s %8s %10s %9s %18s\n", "rise", "found", "as a creep", "reports", "after every point")
	for _, rise := range []float64{0.03, 0.06, 0.12} {
		seen, creeps, reports, every := 0, 0, 0, 0
		for range count {
			s := plan{kind: kinds()[0], n: begin + length + after}.series(r)
			for i := range s.Points {
				s.Points[i].Values[0] *= 1 + rise*math.Min(1, math.Max(0, float64(i-begin)/length))
			}
			changes := history.Changes(s, history.Options{})
			reports += len(changes)
			every += len(alarms(s))
			creep := false
			for _, c := range changes {
				creep = creep || c.Creep
			}
			seen += int(when(len(changes) > 0, 1))
			creeps += int(when(creep, 1))
		}
		share := 100 / float64(count)
		fmt.Fprintf(out, "%+6.0f %%   %7.0f%% %9.0f%% %9.2f %18.2f\n", 100*rise, share*float64(seen), share*float64(creeps), float64(reports)/float64(count), float64(every)/float64(count))
	}
}

// printExact shows that counts are certain at once.
func printExact(out io.Writer, count int, r *rand.Rand) {
	planted, late, wrong, points := 0, 0, 0, 0
	for range count {
		f := history.Follower{Exact: true}
		value, last := 10+r.IntN(100), 0
		for i := range 400 {
			changed := i > 0 && i-last > 2 && r.IntN(40) == 0
			if changed {
				value, last = value+1+r.IntN(3), i
				planted++
			}
			before := len(f.Changes())
			now := f.Add(history.Point{Values: []float64{float64(value)}})
			points++
			switch {
			case changed && (len(now) != before+1 || now[len(now)-1].At != i):
				late++
			case !changed && len(now) != before:
				wrong++
			}
		}
	}
	fmt.Fprintf(out, "\nExact counts: of %d changes in %d points, %d were not reported at once, and %d false alarms\n", planted, points, late, wrong)
}

// printFamily shows the false share among many series, of which a few have a change.
func printFamily(out io.Writer, r *rand.Rand) {
	const series, n = 2000, 100
	all := make([]history.Series, series)
	for i := range all {
		p := plan{kind: kinds()[i%5], n: n}
		if i%50 == 0 {
			p.step, p.ratio = 50, 1.05
		}
		all[i] = p.series(r)
	}
	changes, perWeek := history.ChangesOf(all, history.Options{})
	right, wrong := 0, 0
	for i, found := range changes {
		for _, c := range found {
			if i%50 == 0 && c.Low <= 50 && 50 <= max(c.High, c.Until) {
				right++
			} else {
				wrong++
			}
		}
	}
	fmt.Fprintf(out, "\nOf %d series of all kinds of noise, %d have a step of 5 %%: %d found, %d false. Expected false\nalarms per week of 50 points, if nothing changes: %.2f\n", series, series/50, right, wrong, perWeek)
}

// printTimes shows what a search costs on this machine, in CPU time.
func printTimes(out io.Writer, r *rand.Rand) {
	long := plan{kind: kinds()[0], n: 100_000}.series(r)
	for i := range long.Points {
		long.Points[i].Values[0] *= 1 + 0.05*float64(i/500%3)
	}
	const part = 500
	many := make([]history.Series, part)
	for i := range many {
		many[i] = plan{kind: kinds()[i%5], n: 500, step: 250, ratio: 1.03}.series(r)
	}
	clock := clocks.System().Process
	if clock == nil {
		return // this platform has no such clock
	}
	begin, found := clock(), len(history.Changes(long, history.Options{}))
	one := clock() - begin
	begin = clock()
	history.ChangesOf(many, history.Options{})
	fmt.Fprintf(out, "\nCPU time: %d ms for 100,000 points with a step every 500, of which %d were found;\n%.2f s for %d series of 500 points\n", one.Milliseconds(), found, (clock() - begin).Seconds(), part)
}
