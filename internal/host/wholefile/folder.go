package wholefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/filelock"
)

// MakeFolder makes a folder and its parents, so that a power failure does not take
// them away.
func MakeFolder(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := MakeFolder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return errors.Join(err, &fs.PathError{Op: "mkdir", Path: path, Err: fs.ErrExist})
	}
	return SyncFolder(parent)
}

// old is the age from which a part is litter, on a system without locks.
const old = time.Hour

// Sweep removes the parts that killed processes left in a folder: those that
// nobody holds the lock of.
func Sweep(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) || !e.Type().IsRegular() {
			continue
		}
		name := filepath.Join(folder, e.Name())
		f, err := os.OpenFile(name, os.O_RDWR|noFollow, 0)
		if err != nil {
			continue
		}
		gone := abandoned(f)
		if gone && removeOpen { // while its lock is held: its name cannot be another's
			os.Remove(name)
		}
		f.Close()
		if gone && !removeOpen {
			os.Remove(name)
		}
	}
}

// abandoned reports whether nobody writes a part any more.
func abandoned(f *os.File) bool {
	err := filelock.Try(f)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err == nil
	}
	info, err := f.Stat()
	return err == nil && time.Since(info.ModTime()) > old
}
