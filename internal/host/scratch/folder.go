package scratch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// prefix begins the names of folders, so that the next process knows them.
	prefix = "bufbench-scratch-"
	// mark is the environment variable of processes that were started from a
	// folder; its value is the folder's path.
	mark = "BUFBENCH_SCRATCH"
	// lockName is the file in a folder that its process holds locked.
	lockName = "lock"
	// newName is its name until it is locked.
	newName = "new"
)

// Folder is a folder of this process. Its methods may be called once it is
// removed.
type Folder struct {
	Path string // absolute

	lock *os.File
}

// New makes a folder in a parent. If the parent is empty, it is the system's folder for
// temporary files. Before that, New removes the folders of ended processes. If
// one cannot be removed, that is no failure: the next call tries again.
func New(parent string) (*Folder, error) {
	if parent == "" {
		parent = os.TempDir()
	}
	parent, err := filepath.Abs(parent)
	if err == nil { // other programs name places in it without links
		parent, err = filepath.EvalSymlinks(parent)
	}
	if err != nil {
		return nil, fmt.Errorf("make a scratch folder: %w (TMPDIR names another place)", err)
	}
	sweep(parent)
	f, err := locked(parent)
	if err != nil {
		return nil, fmt.Errorf("make a scratch folder: %w (TMPDIR names another place)", err)
	}
	// Where it lies in a repository, git sees nothing of it.
	if err := os.WriteFile(filepath.Join(f.Path, ".gitignore"), []byte("*\n"), 0o666); err != nil {
		f.Remove()
		return nil, fmt.Errorf("make a scratch folder: %w", err)
	}
	return f, nil
}

// locked makes a folder and locks it. Before it is locked, another process may take
// it for one that was left behind and remove it; then it makes another.
func locked(parent string) (*Folder, error) {
	const most = 100
	for try := 1; ; try++ {
		path, err := os.MkdirTemp(parent, prefix)
		if err != nil {
			return nil, err
		}
		f, err := lock(path)
		if err == nil {
			return &Folder{Path: path, lock: f}, nil
		}
		os.RemoveAll(path)
		if try == most {
			return nil, fmt.Errorf("lock it: %w", err)
		}
	}
}

// Env is the variable that processes started from the folder must have. By it they are
// found if nobody else is left to end them.
func (f *Folder) Env() string { return mark + "=" + f.Path }

// Remove ends the processes that have the variable, and removes the folder and all
// in it.
func (f *Folder) Remove() error {
	if f.lock == nil {
		return nil
	}
	end(f.Env())
	err := remove(f.Path)
	f.lock.Close()
	f.lock = nil
	return err
}

// lock makes the lock of a new folder. It gets its name once it is held. So if another
// process can lock the file by that name, the holder is gone.
func lock(folder string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(folder, newName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err = hold(f); err == nil {
		err = os.Rename(f.Name(), filepath.Join(folder, lockName))
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// unlocked is how old a folder without a lock must be to count as left behind, where
// something is in it.
const unlocked = time.Hour

// sweep removes the folders in parent whose processes are gone.
func sweep(parent string) {
	entries, _ := os.ReadDir(parent)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) { // a folder for temporary files may hold very many
			continue
		}
		folder := filepath.Join(parent, e.Name())
		info, err := os.Lstat(folder)
		if err != nil || !info.IsDir() || foreign(info) {
			continue
		}
		f, err := openLock(folder)
		switch {
		case errors.Is(err, os.ErrNotExist):
			// Its process may be about to lock it, and makes another where it is gone.
			if os.Remove(folder) != nil && time.Since(info.ModTime()) > unlocked {
				remove(folder)
			}
		case err == nil:
			if abandoned(f, info) {
				end(mark + "=" + folder)
				remove(folder)
			}
			f.Close()
		}
	}
}

// openLock opens the lock of a folder, also one that has not got its name yet.
func openLock(folder string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(folder, lockName), os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		return os.OpenFile(filepath.Join(folder, newName), os.O_RDWR, 0)
	}
	return f, err
}

// remove removes a folder, even where something in it was made read-only.
func remove(folder string) error {
	if os.RemoveAll(folder) == nil {
		return nil
	}
	filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			os.Chmod(path, 0o700)
		}
		return nil
	})
	return os.RemoveAll(folder)
}
