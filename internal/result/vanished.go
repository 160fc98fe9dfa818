package result

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

// Vanished is the error of a run whose folder, or a file in it, was removed
// while it went on. What was measured is written there once more.
type Vanished struct{ Path string }

// Error implements error.
func (v *Vanished) Error() string {
	return fmt.Sprintf("%s was removed during the run; it is written once more, whole", v.Path)
}

// restore makes the folder again if it was removed. Likewise it writes the journal
// again, from the open file.
func (w *Writer) restore() error {
	var gone error
	for _, f := range []*os.File{w.text, w.journal} {
		if _, err := os.Stat(f.Name()); errors.Is(err, fs.ErrNotExist) {
			gone = &Vanished{w.text.Name()}
		}
	}
	if gone == nil {
		return nil
	}
	if err := wholefile.MakeFolder(filepath.Dir(w.text.Name())); err != nil {
		return fmt.Errorf("make the results folder again, which was removed: %w", err)
	}
	if _, err := os.Stat(w.journal.Name()); err == nil {
		return gone
	}
	if err := w.restoreJournal(); err != nil {
		return fmt.Errorf("write the journal again, which was removed: %w", err)
	}
	return gone
}

// restoreJournal writes the journal again, and goes on with that.
func (w *Writer) restoreJournal() error {
	again, err := wholefile.Create(w.journal.Name())
	if err != nil {
		return err
	}
	defer again.Discard()
	if _, err = w.journal.Seek(0, io.SeekStart); err == nil {
		_, err = io.Copy(again, w.journal)
	}
	if err == nil {
		err = again.Keep()
	}
	if err != nil {
		return err
	}
	f, err := os.OpenFile(w.journal.Name(), os.O_RDWR, 0)
	if err == nil {
		w.journal.Close()
		w.journal = f
	}
	return err
}
