package result

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/filelock"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"golang.org/x/perf/benchfmt"
)

// Writer writes a results file and its journal, launch by launch.
type Writer struct {
	header  Header
	text    *os.File
	journal *os.File
	launch  bytes.Buffer      // the text of one launch, written at once
	bench   *benchfmt.Writer  // to launch
	groups  []*group          // in the order of first appearance
	notes   []string          // for the head
	about   map[string]string // a comment for each case, by scenario and case
	done    bool              // the plan is
	lost    error             // why an event is not in the journal
}

// Create makes the folder and the two files, and fails before anything is
// measured if they cannot hold a run.
func Create(dir string, h Header) (*Writer, error) {
	folder := filepath.Join(dir, h.Machine)
	if err := wholefile.MakeFolder(folder); err != nil {
		return nil, fmt.Errorf("make the results folder: %w", err)
	}
	if err := reserve(folder); err != nil {
		return nil, fmt.Errorf("write to the results folder: %w", err)
	}
	w := &Writer{header: h, about: map[string]string{}}
	var err error
	if w.text, w.journal, err = createNew(folder, h.Started.UTC().Format("20060102T150405Z")+"-"+h.Commit); err != nil {
		return nil, fmt.Errorf("create the results file and its journal: %w", err)
	}
	w.bench = benchfmt.NewWriter(&w.launch)
	if err := w.begin(); err != nil {
		w.Discard()
		return nil, fmt.Errorf("begin the results file: %w", err)
	}
	return w, nil
}

// begin writes the head of the text, and the plan into the journal, which it locks.
// When it returns, the names of both files are on the disk, too.
func (w *Writer) begin() error {
	if err := w.lock(); err != nil {
		return err
	}
	if err := writeHead(w.text, w.header); err != nil {
		return err
	}
	if w.header.Plan != nil {
		if err := w.appendEntry(planned{w.header.Plan}); err != nil {
			return err
		}
	}
	return errors.Join(w.sync(), wholefile.SyncFolder(filepath.Dir(w.text.Name())))
}

// lock keeps others from resuming this run while this process measures it.
func (w *Writer) lock() error {
	err := filelock.Try(w.journal)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		return nil
	case errors.Is(err, filelock.ErrHeld):
		return &Busy{w.journal.Name()}
	}
	return err
}

// Busy is the error of a run that another process still measures.
type Busy struct{ Path string }

// Error implements error.
func (b *Busy) Error() string {
	return fmt.Sprintf("%s: another bufbench still measures this run (wait for its end, or interrupt it)", b.Path)
}

func (w *Writer) sync() error { return errors.Join(w.text.Sync(), w.journal.Sync()) }

// The entries that are no records.
type (
	planned struct {
		Plan json.RawMessage `json:"plan"`
	}
	tried struct {
		Tried Tried `json:"tried"`
	}
	ended struct {
		Ended bool `json:"ended"`
	}
	noted struct {
		Note string `json:"note"`
	}
)

// Tried keeps the findings of proof and calibration in one case, for a resumed run.
func (w *Writer) Tried(scenario string, t launch.Trial) error {
	if w.header.Plan == nil {
		return nil
	}
	if err := w.appendEntry(tried{Tried{scenario, t}}); err != nil {
		return fmt.Errorf("append to %s: %w", w.journal.Name(), err)
	}
	return nil
}

// Ended notes that the plan is done. [Writer.Finish] says so in the journal, when
// all else is on the disk: nobody resumes a run that is said to be complete.
func (w *Writer) Ended() { w.done = true }

// end says in the journal that the plan is done.
func (w *Writer) end() error {
	if !w.done || w.header.Plan == nil {
		return nil
	}
	if err := errors.Join(w.appendEntry(ended{true}), w.journal.Sync()); err != nil {
		return fmt.Errorf("append to %s: %w", w.journal.Name(), err)
	}
	return nil
}

// createNew creates base.txt and base.jsonl.gz, or base-2 and so on: a run never
// overwrites another.
func createNew(folder, base string) (text, journal *os.File, err error) {
	const anew = os.O_RDWR | os.O_CREATE | os.O_EXCL // read too: see Vanished
	path := filepath.Join(folder, base)
	for n := 2; ; n++ {
		if text, err = os.OpenFile(path+".txt", anew, 0o666); err == nil {
			if journal, err = os.OpenFile(path+".jsonl.gz", anew, 0o666); err == nil {
				return text, journal, nil
			}
			text.Close()
			os.Remove(text.Name())
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, nil, err
		}
		path = filepath.Join(folder, fmt.Sprintf("%s-%d", base, n))
	}
}

// Discard closes both files and removes them.
func (w *Writer) Discard() {
	for _, f := range []*os.File{w.text, w.journal} {
		f.Close()
		os.Remove(f.Name())
	}
}

// Path is the name of the results file.
func (w *Writer) Path() string { return w.text.Name() }

// Note keeps a comment for the head of the finished file.
func (w *Writer) Note(format string, args ...any) {
	w.notes = append(w.notes, fmt.Sprintf(format, args...))
}

// Event is [Writer.Note] for things that happen once, such as a replaced child. It
// stands in the journal at once, so that a resumed run has it too. An event that is
// there already is not noted again.
func (w *Writer) Event(format string, args ...any) {
	note := fmt.Sprintf(format, args...)
	if slices.Contains(w.notes, note) {
		return
	}
	w.notes = append(w.notes, note)
	if w.header.Plan != nil {
		w.lost = errors.Join(w.lost, w.appendEntry(noted{note}))
	}
}

// About adds to the comment that heads the lines of one case. An empty text
// adds nothing.
func (w *Writer) About(scenario string, c bench.Case, text string) {
	key := scenario + "/" + c.String()
	if w.about[key] != "" && text != "" {
		text = w.about[key] + "; " + text
	}
	if text != "" {
		w.about[key] = text
	}
}

// Append writes the lines and the records of one launch, whole or not at all,
// and syncs both files: whatever happens next, at most one launch is lost.
func (w *Writer) Append(lines []Line, records []launch.Record) error {
	w.launch.Reset()
	if err := w.format(lines); err != nil {
		return fmt.Errorf("append to %s: %w", w.text.Name(), err)
	}
	if err := wholefile.AppendWhole(w.text, w.launch.Bytes()); err != nil {
		return fmt.Errorf("append to %s: %w", w.text.Name(), err)
	}
	if err := w.appendJournal(records); err != nil {
		return fmt.Errorf("append to %s: %w", w.journal.Name(), err)
	}
	for _, l := range lines {
		w.keep(l)
	}
	return w.sync()
}

// format adds lines to the text of a launch.
func (w *Writer) format(lines []Line) error {
	for i, l := range lines {
		if i == 0 || l.Scenario != lines[i-1].Scenario || l.Case.String() != lines[i-1].Case.String() {
			w.launch.WriteString(l.Design.comment(1, "yes"))
		}
		if err := w.bench.Write(w.header.result(l)); err != nil {
			return err
		}
	}
	return nil
}

// appendJournal writes a gzip member of its own, so that a journal cut
// anywhere can be read up to its last whole launch.
func (w *Writer) appendJournal(records []launch.Record) error {
	return appendMember(w.journal, records)
}

func (w *Writer) appendEntry(e any) error { return appendMember(w.journal, []any{e}) }

func appendMember[T any](journal *os.File, entries []T) error {
	var member bytes.Buffer
	z := gzip.NewWriter(&member)
	enc := json.NewEncoder(z)
	for _, e := range entries {
		if err := enc.Encode(e); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return wholefile.AppendWhole(journal, member.Bytes())
}

// Finish rewrites the file with its lines grouped by case, atomically, and closes both
// files. Should the rewriting fail, the file as it was appended remains. Files that are
// gone are written once more. The error is then a [*Vanished].
func (w *Writer) Finish() error {
	defer func() { w.journal.Close(); w.text.Close() }() // the journal may become another file
	path := w.text.Name()
	var sorted bytes.Buffer
	if err := w.writeGrouped(&sorted); err != nil {
		return fmt.Errorf("group the lines of %s: %w", path, err)
	}
	gone := w.restore()
	var vanished *Vanished
	if gone != nil && !errors.As(gone, &vanished) {
		return gone
	}
	if err := wholefile.Write(path, sorted.Bytes()); err != nil {
		return fmt.Errorf("rewrite %s: %w", path, err)
	}
	if w.lost != nil {
		return fmt.Errorf("append to %s: %w", w.journal.Name(), w.lost)
	}
	if err := w.end(); err != nil {
		return err
	}
	return gone
}
