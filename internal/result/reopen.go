package result

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/bufbench/bufbench/internal/host/regular"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"golang.org/x/perf/benchfmt"
)

// FilesOf returns the results file and the journal of a run. Path names either of them.
func FilesOf(path string) (text, journal string) {
	base := strings.TrimSuffix(strings.TrimSuffix(path, ".jsonl.gz"), ".txt")
	return base + ".txt", base + ".jsonl.gz"
}

// ReadPlan returns the plan in the journal of a run, and whether the run came to its
// end. Path names the results file or the journal. The end of ctx is an error.
func ReadPlan(ctx context.Context, path string) (plan json.RawMessage, done bool, err error) {
	_, name := FilesOf(path)
	f, err := regular.Open(name, os.O_RDONLY)
	if err != nil {
		return nil, false, fmt.Errorf("open the journal: %w", err)
	}
	defer f.Close()
	_, err = WalkJournal(f, name, func(e Entry) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case e.Plan != nil && plan != nil:
			return errors.New("it says twice what was asked for")
		case e.Plan != nil:
			plan = e.Plan
		}
		done = done || e.Ended
		return nil
	})
	var cut *Cut
	if err != nil && !errors.As(err, &cut) {
		return nil, false, err
	}
	if plan == nil {
		return nil, false, fmt.Errorf("%s does not say what was asked for, so nobody can resume it (start anew)", name)
	}
	return plan, done, nil
}

// Reopen continues the files of an interrupted run. If another process still measures
// this run, the error is a [*Busy]. Reopen cuts off the end of the journal if it is
// not whole. It hands the entries to recall in order, and recall returns the lines of
// those that are records. From these lines Reopen writes the text anew. If ctx ends
// before, both files stay as they are.
func Reopen(ctx context.Context, path string, h Header, recall func(Entry) ([]Line, error)) (w *Writer, err error) {
	text, name := FilesOf(path)
	w = &Writer{header: h, about: map[string]string{}}
	w.bench = benchfmt.NewWriter(&w.launch)
	if w.journal, err = regular.Open(name, os.O_RDWR); err != nil {
		return nil, fmt.Errorf("open the journal: %w", err)
	}
	if err := w.lock(); err != nil {
		w.journal.Close()
		return nil, err
	}
	end, err := WalkJournal(w.journal, name, func(e Entry) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		lines, err := recall(e)
		if err != nil {
			return err
		}
		if e.Note != "" {
			w.notes = append(w.notes, oneLine(e.Note))
		}
		for _, l := range lines {
			w.keep(l)
		}
		return w.format(lines)
	})
	var torn *Cut
	if errors.As(err, &torn) {
		err = w.journal.Truncate(end)
	}
	if err == nil {
		err = w.rewrite(text)
	}
	if err != nil {
		w.journal.Close()
		return nil, fmt.Errorf("resume %s: %w", text, err)
	}
	return w, nil
}

// rewrite puts what was formatted in the place of a text, and opens it.
func (w *Writer) rewrite(path string) error {
	var whole bytes.Buffer
	if err := writeHead(&whole, w.header); err != nil {
		return err
	}
	whole.Write(w.launch.Bytes())
	if err := wholefile.Write(path, whole.Bytes()); err != nil {
		return err
	}
	var err error
	if w.text, err = os.OpenFile(path, os.O_WRONLY, 0); err != nil {
		return err
	}
	_, err = w.journal.Seek(0, io.SeekEnd)
	return err
}
