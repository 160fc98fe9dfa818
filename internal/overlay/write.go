package overlay

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Library is where the go command of that GOROOT, as go env GOROOT prints it, has
// the sources of the standard library.
func Library(goroot string) string { return filepath.Join(goroot, "src") }

// Write writes files of the standard library, by their paths in it, into the
// folder dir, which exists, and returns the path of the file for the flag -overlay
// of the go command of that GOROOT. The folder must outlive the build.
func Write(goroot, dir string, texts map[string][]byte) (path string, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	for name, text := range texts {
		written := filepath.Join(dir, filepath.Dir(name)+"_"+filepath.Base(name))
		if err := os.WriteFile(written, text, 0o644); err != nil {
			return "", err
		}
		replace[filepath.Join(Library(goroot), filepath.FromSlash(name))] = written
	}
	text, err := json.MarshalIndent(map[string]any{"Replace": replace}, "", "\t")
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, text, 0o644)
}

// Unknown says of the sources of a Go release that they are not as they were when
// a change was made for them.
func Unknown(err error) error {
	return fmt.Errorf("put hooks into package testing: %w (goroot is what this prints: go env GOROOT; if it is, this Go release is not known: try GOTOOLCHAIN=go1.26.0)", err)
}
