package ab

import (
	"fmt"
	"time"

	"github.com/bufbench/bufbench/internal/revisions/match"
)

// Observer is told what goes on in a run. A function may be nil. No function is called
// while something is measured.
type Observer struct {
	Say   func(line string) // a line about what is done now
	Pair  func(p Progress)  // after each pair
	Ended func(e Ending)    // when a benchmark needs no more pairs
}

// Progress says how far the measurement is.
type Progress struct {
	Pairs      int
	Benchmarks int // in all
	Done       int // benchmarks that need no more pairs
	Spent      time.Duration
}

// Ending is the end of the pairs of one benchmark.
type Ending struct {
	Benchmark string
	Pairs     int
	Spent     time.Duration
}

func (o Observer) say(format string, args ...any) {
	if o.Say != nil {
		o.Say(fmt.Sprintf(format, args...))
	}
}

// watch follows the series of some benchmarks for an observer.
type watch struct {
	tell    Observer
	members []match.Benchmark
	ended   map[*series]bool
	began   time.Time
}

func newWatch(tell Observer, members []match.Benchmark) *watch {
	return &watch{tell: tell, members: members, ended: map[*series]bool{}, began: time.Now()}
}

// saw is called after each pair.
func (w *watch) saw(all []*series) {
	pairs := 0
	for i, s := range all {
		pairs += len(s.pairs)
		if !s.done() || w.ended[s] {
			continue
		}
		w.ended[s] = true
		if w.tell.Ended != nil {
			w.tell.Ended(Ending{title(w.members[i]), len(s.pairs), s.spent})
		}
	}
	if w.tell.Pair != nil {
		w.tell.Pair(Progress{Pairs: pairs, Benchmarks: len(w.members), Done: len(w.ended), Spent: time.Since(w.began)})
	}
}
