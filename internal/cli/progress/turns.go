package progress

import (
	"fmt"
	"io"
	"time"

	"github.com/bufbench/bufbench/internal/runs/ab"
	"github.com/bufbench/bufbench/internal/runs/threshold"
)

// Pairs tells of a comparison of two revisions or commands.
func Pairs(stderr io.Writer) ab.Observer {
	l := newLine(stderr)
	return ab.Observer{
		Say: l.say,
		Ended: func(e ab.Ending) {
			l.note(fmt.Sprintf("%s: %d pairs, %s", e.Benchmark, e.Pairs, e.Spent.Round(10*time.Millisecond)))
		},
		Pair: func(p ab.Progress) {
			l.draw(fmt.Sprintf("measuring  %d pairs  %d/%d benchmarks done  %s", p.Pairs, p.Done, p.Benchmarks, p.Spent.Round(time.Second)))
		},
	}
}

// Threshold tells of the search for a threshold.
func Threshold(stderr io.Writer) threshold.Observer {
	l := newLine(stderr)
	return threshold.Observer{
		Say: l.say,
		Launch: func(p threshold.Progress) {
			l.draw(fmt.Sprintf("measuring  %s=%d  %d launches of each  %s", p.Over, p.At, p.Launches, p.Spent.Round(time.Second)))
		},
	}
}
