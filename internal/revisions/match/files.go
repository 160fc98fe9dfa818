package match

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// alike reports whether a path of the base and a used path of the head hold the same.
// They do if neither exists, if both are files with the same bytes, or if both are
// folders with the same entries.
func alike(path string, use gotest.Use) bool {
	x, err := os.Stat(path)
	y, errY := os.Stat(use.Path)
	switch {
	case err != nil || errY != nil:
		return err != nil && errY != nil
	case x.IsDir() && y.IsDir():
		return !use.Opened || slices.Equal(entries(path), entries(use.Path))
	case !x.Mode().IsRegular() || !y.Mode().IsRegular() || x.Size() != y.Size():
		return false
	}
	return sameContent(path, use.Path)
}

// entries lists the names in a folder, with the sizes of files.
func entries(dir string) (all []string) {
	found, err := os.ReadDir(dir)
	if err != nil {
		return []string{err.Error()}
	}
	for _, e := range found {
		line := e.Name()
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			line = fmt.Sprint(line, " ", info.Size())
		} else if e.Type()&fs.ModeDir != 0 {
			line += "/"
		}
		all = append(all, line)
	}
	return all
}

// sameContent reports whether two files of one size hold the same bytes.
func sameContent(a, b string) bool {
	x, err := os.Open(a)
	if err != nil {
		return false
	}
	defer x.Close()
	y, err := os.Open(b)
	if err != nil {
		return false
	}
	defer y.Close()
	var left, right [64 << 10]byte
	for {
		n, err := x.Read(left[:])
		k := 0
		for k < n {
			got, err := y.Read(right[k:n])
			if k += got; err != nil {
				return false
			}
		}
		if !bytes.Equal(left[:n], right[:n]) {
			return false
		}
		if err != nil {
			return true // at the end of both: their sizes are the same
		}
	}
}
