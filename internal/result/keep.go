package result

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// sweep removes what a killed run left half written. What is younger than a
// minute may belong to a run that goes on.
func sweep(folder string) {
	for _, pattern := range []string{".room-*", "*.txt.part"} {
		names, _ := filepath.Glob(filepath.Join(folder, pattern))
		for _, name := range names {
			if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > time.Minute {
				os.Remove(name)
			}
		}
	}
}

// Keep writes a text into a folder of results, which it makes: the whole file or,
// where that fails, what it was before.
func Keep(path string, text []byte) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	sweep(folder)
	half := path + ".part"
	err := os.WriteFile(half, text, 0o666)
	if err == nil {
		err = os.Rename(half, path)
	}
	if err != nil {
		os.Remove(half)
	}
	return err
}

// Reserve makes a folder of results and proves that it can take some.
func Reserve(folder string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	return reserve(folder)
}

// reserve proves that the folder can take a run: an unwritable or full one is
// said before measuring, not after.
func reserve(folder string) error {
	const room = 256 << 10
	f, err := os.CreateTemp(folder, ".room-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(bytes.Repeat([]byte("#"), room))
	return errors.Join(err, f.Sync(), f.Close())
}
