package result

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/launch"
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
}

// Create makes the folder and the two files, and fails before anything is
// measured if they cannot hold a run.
func Create(dir string, h Header) (*Writer, error) {
	folder := filepath.Join(dir, h.Machine)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, fmt.Errorf("make the results folder: %w", err)
	}
	sweep(folder)
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

// begin writes the head of the text, and the plan into the journal.
func (w *Writer) begin() error {
	if err := writeHead(w.text, w.header); err != nil || w.header.Plan == nil {
		return err
	}
	return w.appendEntry(planned{w.header.Plan})
}

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
)

// Tried keeps what proof and calibration found of a case, so that the run can be
// gone on with.
func (w *Writer) Tried(scenario string, t launch.Trial) error {
	if w.header.Plan == nil {
		return nil
	}
	if err := w.appendEntry(tried{Tried{scenario, t}}); err != nil {
		return fmt.Errorf("append to %s: %w", w.journal.Name(), err)
	}
	return nil
}

// Ended notes that the plan is done.
func (w *Writer) Ended() error {
	if w.header.Plan == nil {
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
	if err := appendWhole(w.text, w.launch.Bytes()); err != nil {
		return fmt.Errorf("append to %s: %w", w.text.Name(), err)
	}
	if err := w.appendJournal(records); err != nil {
		return fmt.Errorf("append to %s: %w", w.journal.Name(), err)
	}
	for _, l := range lines {
		w.keep(l)
	}
	return errors.Join(w.text.Sync(), w.journal.Sync())
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
	return appendWhole(journal, member.Bytes())
}

// appendWhole writes all of p behind the end of f, or nothing.
func appendWhole(f *os.File, p []byte) error {
	end, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err := f.Write(p); err != nil {
		return errors.Join(err, f.Truncate(end))
	}
	return nil
}

// Finish rewrites the file with its lines grouped by case, atomically, and
// closes both files. Should the rewriting fail, the file as it was appended
// remains. Files that are gone are written once more, which is an error all the
// same: a [*Vanished].
func (w *Writer) Finish() error {
	defer w.journal.Close()
	defer w.text.Close()
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
	if err := replaceSynced(path, sorted.Bytes()); err != nil {
		return fmt.Errorf("rewrite %s: %w", path, err)
	}
	return gone
}

// replaceSynced puts data in the place of path, all of them or none.
func replaceSynced(path string, data []byte) error {
	f, err := os.OpenFile(path+".part", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
