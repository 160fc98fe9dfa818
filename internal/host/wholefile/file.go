package wholefile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"

	"github.com/bufbench/bufbench/internal/host/filelock"
)

// prefix begins the name of a file that is not whole yet. The name is short, so
// that it fits wherever the name of the whole file does.
const prefix = ".bufbench-part-"

// File is a file that gets its name when it is whole.
type File struct {
	path string
	part *os.File // nil once it is kept or discarded
}

// Create begins a file that [File.Keep] puts in the place of path. A link there is
// replaced, never followed. What killed processes left in the folder is removed.
func Create(path string) (*File, error) {
	folder := filepath.Dir(path)
	Sweep(folder)
	there, err := os.Lstat(path)
	switch {
	case err == nil && there.IsDir():
		return nil, &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	part, err := newPart(folder)
	var at *fs.PathError
	if errors.As(err, &at) {
		return nil, &fs.PathError{Op: at.Op, Path: path, Err: at.Err} // the name of the part tells nobody anything
	}
	if err != nil {
		return nil, err
	}
	f := &File{path: path, part: part}
	if there != nil && there.Mode().IsRegular() { // the mode that people gave it stays
		if err := part.Chmod(there.Mode().Perm()); err != nil {
			f.Discard()
			return nil, err
		}
	}
	return f, nil
}

// newPart creates a file with a random name and holds its lock.
func newPart(folder string) (*os.File, error) {
	for {
		name := filepath.Join(folder, fmt.Sprintf("%s%016x", prefix, rand.Uint64()))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL|noFollow, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		err = filelock.Try(f)
		locked := err == nil || errors.Is(err, errors.ErrUnsupported)
		if locked && isAt(f, name) {
			return f, nil
		}
		f.Close()
		if !locked && !errors.Is(err, filelock.ErrHeld) {
			os.Remove(name)
			return nil, err
		}
		// Between creating and locking, another process has swept it away.
	}
}

// isAt reports whether a file still has that name.
func isAt(f *os.File, name string) bool {
	open, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(name)
	return err == nil && os.SameFile(open, there)
}

// Write implements io.Writer.
func (f *File) Write(p []byte) (int, error) { return f.part.Write(p) }

// Sync has what was written so far on the disk.
func (f *File) Sync() error { return f.part.Sync() }

// Keep gives the file its name. When it returns nil, a power failure does not take
// the file away; otherwise the path is as it was, and nothing is left beside it.
func (f *File) Keep() error {
	if err := f.part.Sync(); err != nil {
		f.Discard()
		return err
	}
	if err := rename(f.part, f.path); err != nil {
		f.Discard()
		return err
	}
	f.part = nil
	return SyncFolder(filepath.Dir(f.path))
}

// Discard removes what was written. It does nothing to a file that is kept.
func (f *File) Discard() {
	if f.part == nil {
		return
	}
	f.part.Close()
	os.Remove(f.part.Name())
	f.part = nil
}

// Write puts a text in the place of path: all of it, or nothing.
func Write(path string, text []byte) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Discard()
		return err
	}
	return f.Keep()
}
