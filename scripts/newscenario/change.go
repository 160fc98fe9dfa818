package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// change is a file to write.
type change struct {
	path string // from the module's folder, with slashes
	what string // what it adds, in words
	text []byte
}

// apply writes all changes or none. Every text is written beside its file
// first; then the files are replaced one by one, and put back as they were if
// one of them cannot be.
func apply(root string, changes []change) (err error) {
	var undo []func() error
	defer func() {
		for _, u := range slices.Backward(undo) {
			if undone := u(); err != nil {
				err = errors.Join(err, undone)
			}
		}
	}()
	staged := make([]string, len(changes))
	for i, c := range changes {
		folder := filepath.Dir(filepath.Join(root, filepath.FromSlash(c.path)))
		made, err := makeFolder(folder)
		if made {
			undo = append(undo, func() error { return removeEmpty(folder) })
		}
		if err == nil {
			staged[i], err = stage(folder, c.text)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", c.path, err)
		}
		undo = append(undo, func() error { return removeAny(staged[i]) })
	}
	for i, c := range changes {
		back, err := replace(staged[i], filepath.Join(root, filepath.FromSlash(c.path)))
		if err != nil {
			return fmt.Errorf("write %s: %w", c.path, err)
		}
		undo = append(undo, back)
	}
	undo = nil
	return nil
}

// makeFolder makes a folder in one that is there, and reports whether it did.
func makeFolder(folder string) (made bool, err error) {
	err = os.Mkdir(folder, 0o777)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	return err == nil, err
}

// stage writes text to a file of a folder that the go command does not look at.
func stage(folder string, text []byte) (path string, err error) {
	f, err := os.CreateTemp(folder, ".newscenario-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// replace moves a staged file to its path, and returns what puts back what was
// there.
func replace(staged, path string) (back func() error, err error) {
	old, err := os.ReadFile(path)
	there := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := os.Rename(staged, path); err != nil {
		return nil, err
	}
	return func() error {
		if !there {
			return os.Remove(path)
		}
		return os.WriteFile(path, old, 0o644)
	}, nil
}

// removeAny removes a file that may be gone.
func removeAny(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// removeEmpty removes a folder, as its files are removed before it.
func removeEmpty(folder string) error { return os.Remove(folder) }
