package alert

import (
	"cmp"
	"slices"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/judge/history"
	"github.com/bufbench/bufbench/internal/track/trend"
)

// Word says which way a series changed.
type Word string

// The words. Changed is that of a unit with no better direction.
const (
	Worse   Word = "worse"
	Better  Word = "better"
	Changed Word = "changed"
)

// Change is a change of one series.
type Change struct {
	history.Change
	Series int // index
	Word   Word

	// Commit is the index on the line of the first commit of the new level. The change
	// came with a commit after From and up to To: the interval of its place.
	Commit, From, To int

	New          bool      // the newest run shows it, and no earlier one did
	Acknowledged *gate.Ack // nil unless it is
}

// Open reports whether a change is worse and nobody acknowledged it.
func (c Change) Open() bool { return c.Word == Worse && c.Acknowledged == nil }

// Found is what was found in all series together.
type Found struct {
	Changes    []Change // in the order of commits, then of series
	FalseAWeek float64  // false alarms to expect per week, if nothing changes
}

// Find finds the changes of series that have one line of commits.
func Find(all []trend.Series, o history.Options) Found {
	before := pastOf(all, o)
	changes, perWeek := history.ChangesOf(inputs(all, before.newest), o)
	f := Found{FalseAWeek: perWeek}
	for i, found := range changes {
		for j, c := range found {
			one := changeOf(all[i], c)
			one.Series = i
			one.New = !before.knows(i, j, found)
			f.Changes = append(f.Changes, one)
		}
	}
	slices.SortStableFunc(f.Changes, func(a, b Change) int { return cmp.Compare(a.Commit, b.Commit) })
	return f
}

// TooFew reports whether a series has too few commits to judge it.
func TooFew(s trend.Series) bool { return !s.Exact && len(s.Points) < history.Fewest }

// inputs are the series as the detector takes them, with the points up to a commit.
func inputs(all []trend.Series, upTo int) []history.Series {
	in := make([]history.Series, len(all))
	for i, s := range all {
		in[i] = history.Series{Name: s.Name, Unit: s.Unit, Better: s.Better, Exact: s.Exact}
		for _, p := range s.Points {
			if p.At <= upTo {
				in[i].Points = append(in[i].Points, history.Point{Values: p.Values})
			}
		}
	}
	return in
}

func changeOf(s trend.Series, c history.Change) Change {
	one := Change{Change: c, Word: Changed, Commit: s.Points[c.At].At}
	low, high := min(c.Low, c.At), max(c.High, c.At)
	one.From, one.To = -1, s.Points[min(high, len(s.Points)-1)].At
	if low > 0 {
		one.From = s.Points[low-1].At
	}
	switch up := c.After > c.Before; {
	case s.Better == 0 || c.After == c.Before:
	case up == (s.Better > 0):
		one.Word = Better
	default:
		one.Word = Worse
	}
	return one
}
