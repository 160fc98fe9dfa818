package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/bufbench/bufbench/internal/host/wholefile"
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
	staged := make([]*wholefile.File, len(changes))
	for i, c := range changes {
		path := filepath.Join(root, filepath.FromSlash(c.path))
		made, err := makeFolder(filepath.Dir(path))
		if made {
			undo = append(undo, func() error { return removeEmpty(filepath.Dir(path)) })
		}
		if err == nil {
			staged[i], err = stage(path, c.text)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", c.path, err)
		}
		undo = append(undo, func() error { staged[i].Discard(); return nil })
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

// stage writes text beside its file, where the go command does not look at it.
func stage(path string, text []byte) (*wholefile.File, error) {
	f, err := wholefile.Create(path)
	if err != nil {
		return nil, err
	}
	if _, err := f.Write(text); err != nil {
		f.Discard()
		return nil, err
	}
	return f, nil
}

// replace puts a staged file in its place. It returns back, which restores the former
// file, or removes the new one if there was none.
func replace(staged *wholefile.File, path string) (back func() error, err error) {
	old, err := os.ReadFile(path)
	there := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := staged.Keep(); err != nil {
		return nil, err
	}
	return func() error {
		if !there {
			return os.Remove(path)
		}
		return wholefile.Write(path, old)
	}, nil
}

// removeEmpty removes a folder, as its files are removed before it.
func removeEmpty(folder string) error { return os.Remove(folder) }
