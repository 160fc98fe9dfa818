package threshold

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/judge/breakeven"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// Outcome is what a search found. Of the two rivals of its break-even, Copy is the first
// and View the second, or the base and the head.
type Outcome struct {
	What      string // the benchmark
	Over      string // the parameter in words
	Breakeven verdict.Breakeven
	Times     []Time // in the order of the parameter
	Notes     []string
	Failed    []match.Note // what could not be measured
	Launches  int          // of each rival
	Spent     time.Duration
	Go        string // version of the go command that built the benchmarks
	File      string // the text of all launches; empty if it could not be kept
}

// seconds is a number of seconds.
func seconds(n float64) time.Duration { return time.Duration(n * float64(time.Second)) }

// Time is what both rivals take at one place, in nanoseconds per operation.
type Time struct {
	X          float64
	Copy, View float64
	Launches   int
}

// Observer is told what goes on. A function may be nil. No function is called while
// something is measured.
type Observer struct {
	Say    func(line string)
	Launch func(p Progress) // after each launch of both rivals
}

// Progress says how far the measurement is.
type Progress struct {
	At       int    // the last value of the parameter
	Over     string // the parameter in words
	Launches int    // of each rival so far
	Spent    time.Duration
}

func (o Observer) say(format string, args ...any) {
	if o.Say != nil {
		o.Say(fmt.Sprintf(format, args...))
	}
}

func (o Observer) launch(p Progress) {
	if o.Launch != nil {
		o.Launch(p)
	}
}

// times are the medians of points, one per place.
func times(points []breakeven.Point) (all []Time) {
	joined := map[float64]*breakeven.Point{}
	for _, p := range points {
		if joined[p.X] == nil {
			joined[p.X] = &breakeven.Point{X: p.X}
		}
		at := joined[p.X]
		at.View, at.Copy = append(at.View, p.View...), append(at.Copy, p.Copy...)
	}
	for x, p := range joined {
		all = append(all, Time{X: x, Copy: median(p.Copy), View: median(p.View), Launches: len(p.View)})
	}
	slices.SortFunc(all, func(a, b Time) int {
		if a.X < b.X {
			return -1
		}
		return 1
	})
	return all
}

func median(xs []float64) float64 { return interval.TrimmedMean(xs, 0.5) }

const (
	// steady is the largest change of a time over the range at which it hardly depends on
	// the parameter. A shared machine changes its speed by as much.
	steady = 0.15
	// cheapest is the time of an iteration of an empty loop, in nanoseconds.
	cheapest = 0.7
)

// doubts are notes on times that look wrong.
func doubts(all []Time, labels [2]string, over string) (notes []string) {
	if len(all) < 2 {
		return nil
	}
	changes := [2]float64{}
	for i, of := range []func(Time) float64{func(t Time) float64 { return t.Copy }, func(t Time) float64 { return t.View }} {
		low, high := math.Inf(1), 0.
		for _, t := range all {
			low, high = min(low, of(t)), max(high, of(t))
		}
		changes[i] = high/low - 1
		if low < cheapest {
			notes = append(notes, fmt.Sprintf("%s takes %.2g ns, no more than an empty loop: the compiler has probably removed the work (keep its result in a variable of the package)", labels[i], low))
		}
	}
	if changes[0] < steady && changes[1] < steady {
		from, to := all[0].X, all[len(all)-1].X
		notes = append(notes, fmt.Sprintf("%s hardly matters: from %.0f to %.0f, %s changes by %.1f %% and %s by %.1f %%%s",
			over, from, to, labels[0], 100*changes[0], labels[1], 100*changes[1], unread(over)))
	}
	return notes
}

// unread is a question about a variable or a flag that changes nothing.
func unread(over string) string {
	if strings.HasPrefix(over, "$") || strings.HasPrefix(over, "-") {
		return " (does the benchmark read " + over + "?)"
	}
	return ""
}
