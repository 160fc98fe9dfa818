package alert

import (
	"slices"

	"github.com/bufbench/bufbench/internal/judge/history"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// farthestBack is how many earlier runs of one series are judged with all others, beside
// the last one. A run counts if the series by itself has the change there. After noise has
// hidden a change, it comes back within a few of them, and each judges every series again.
const farthestBack = 10

// aside is the number of points of a creep behind a step within it. A step nearer to the end
// may have made a creep of it. Simulated steps of two and five standard deviations were all
// new.
const aside = 10

// past is what earlier runs showed. A run is known by its commit.
type past struct {
	all    []trend.Series
	o      history.Options
	newest int
	shown  map[int][][]history.Change // by run
}

func pastOf(all []trend.Series, o history.Options) *past {
	p := &past{all: all, o: o, newest: -1, shown: map[int][][]history.Change{}}
	for _, s := range all {
		p.newest = max(p.newest, s.Last())
	}
	return p
}

// knows reports whether an earlier run showed change j of those of series i. The run before
// the newest does not suffice: noise hides a change for a run, and then shows it again.
func (p *past) knows(i, j int, of []history.Change) bool {
	if p.shows(p.newest-1, i, j, of) {
		return true
	}
	looked := 0
	for _, run := range p.alone(i, j, of) {
		if p.shows(run, i, j, of) {
			return true
		}
		if looked++; looked == farthestBack {
			break
		}
	}
	return false
}

// shows reports whether a run shows change j of those of series i.
func (p *past) shows(run, i, j int, of []history.Change) bool {
	if _, ok := p.shown[run]; !ok {
		p.shown[run], _ = history.ChangesOf(inputs(p.all, run), p.o)
	}
	return has(p.shown[run][i], of, j)
}

// alone are the runs before the newest after which the series has the change if no other
// series is looked at, the newest first.
func (p *past) alone(i, j int, of []history.Change) (runs []int) {
	s := p.all[i]
	f := history.Follower{Options: p.o, Exact: s.Exact}
	for k, point := range s.Points {
		if point.At >= p.newest {
			break
		}
		f.Push(history.Point{Values: point.Values})
		if k >= min(of[j].Low, of[j].At) && has(f.Changes(), of, j) {
			runs = append(runs, point.At)
		}
	}
	slices.Reverse(runs)
	return runs
}

// has reports whether change j is among earlier ones of its series. Each earlier one is one
// change today: the one at its place or else, if it has the same size, the one that is a
// creep now and was a step, or the reverse.
func has(earlier, today []history.Change, j int) bool {
	used := make([]bool, len(earlier))
	known := make([]bool, len(today))
	for _, same := range []func(a, b history.Change) bool{atOnePlace, overOnePlace} {
		for i, c := range today {
			for k, b := range earlier {
				if !known[i] && !used[k] && same(b, c) {
					known[i], used[k] = true, true
				}
			}
		}
	}
	return known[j]
}

// atOnePlace reports whether two changes go the same way, and began at one place.
func atOnePlace(a, b history.Change) bool {
	return (a.Ratio > 1) == (b.Ratio > 1) && min(a.Low, a.At) <= max(b.High, b.At) && min(b.Low, b.At) <= max(a.High, a.At)
}

// overOnePlace reports whether the same change was a step and is a creep, or was a creep and
// is a step: they go the same way, are of one size, and the step is on the way of the creep.
// A step at the end of a creep is another one.
func overOnePlace(a, b history.Change) bool {
	if b.Creep {
		a, b = b, a
	}
	return a.Creep && !b.Creep && (a.Ratio > 1) == (b.Ratio > 1) && a.RatioLow <= b.RatioHigh && b.RatioLow <= a.RatioHigh &&
		min(a.Low, a.At) <= max(b.High, b.At) && max(b.High, b.At) <= a.Until-aside
}
