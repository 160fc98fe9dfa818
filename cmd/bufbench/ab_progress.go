package main

import (
	"fmt"
	"io"
	"time"

	"github.com/bufbench/bufbench/internal/revisions/alternate"
)

// abProgress tells between launches how far ab is, and has what was measured
// kept.
type abProgress struct {
	*progress
	task  *abTask
	file  *abFile // nil if what is measured is in no file yet
	ended map[*alternate.Series]bool
	kept  time.Time
}

func newABProgress(out io.Writer, t *abTask, file *abFile) *abProgress {
	return &abProgress{progress: newProgress(out, len(t.members)), task: t, file: file, ended: map[*alternate.Series]bool{}, kept: time.Now()}
}

// keepEvery is how much of what was measured a power failure may cost.
const keepEvery = 5 * time.Second

// saw is told after each pair.
func (w *abProgress) saw(all []*alternate.Series) {
	pairs := 0
	for i, s := range all {
		pairs += len(s.Pairs)
		if s.Done() && !w.ended[s] {
			w.ended[s] = true
			w.line(fmt.Sprintf("%s: %d pairs, %s", w.task.title(i), len(s.Pairs), s.Spent.Round(10*time.Millisecond)))
		}
	}
	if w.file != nil && time.Since(w.kept) > keepEvery {
		if text, err := w.file.text(all); err == nil {
			w.file.write(text) // who waits for the end hears then that it fails
		}
		w.kept = time.Now()
	}
	if w.live {
		w.clear()
		fmt.Fprintf(w.out, "measuring  %d pairs  %d/%d benchmarks done  %s", pairs, len(w.ended), w.total, time.Since(w.begin).Round(time.Second))
		w.drawn = true
	}
}
