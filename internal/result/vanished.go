package result

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Vanished is the error of a run whose folder, or a file in it, was removed
// while it went on. What was measured is written there once more.
type Vanished struct{ Path string }

// Error implements error.
func (v *Vanished) Error() string {
	return fmt.Sprintf("%s was removed during the run; it is written once more, whole", v.Path)
}

// restore makes the folder again, and the journal from what its file still
// holds, where they were removed.
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
	if err := os.MkdirAll(filepath.Dir(w.text.Name()), 0o777); err != nil {
		return fmt.Errorf("make the results folder again, which was removed: %w", err)
	}
	if _, err := os.Stat(w.journal.Name()); err == nil {
		return gone
	}
	again, err := os.Create(w.journal.Name())
	if err != nil {
		return fmt.Errorf("write the journal again, which was removed: %w", err)
	}
	defer again.Close()
	if _, err = w.journal.Seek(0, io.SeekStart); err == nil {
		_, err = io.Copy(again, w.journal)
	}
	if err = errors.Join(err, again.Sync()); err != nil {
		return fmt.Errorf("write the journal again, which was removed: %w", err)
	}
	return gone
}
