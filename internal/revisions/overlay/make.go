package overlay

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Make writes changed files of the standard library into the existing folder dir. It
// returns the path of the file for the flag -overlay of the go command. The folder must
// outlive the build. goroot is the GOROOT of the go command that builds; Make only reads
// its files. Change gets the folder of the library, and returns files by their paths in
// it, with slashes. Its error means an unknown library.
func Make(goroot, dir string, change func(library string) (map[string][]byte, error)) (path string, err error) {
	library := filepath.Join(goroot, "src")
	texts, err := change(library)
	if err != nil {
		return "", fmt.Errorf("change the standard library for a build: %w (goroot is what this prints: go env GOROOT; if it is, this Go release is not known: try GOTOOLCHAIN=go1.26.0)", err)
	}
	path, err = write(library, dir, texts)
	if err != nil {
		return "", fmt.Errorf("write changed files of the standard library: %w", err)
	}
	return path, nil
}

func write(library, dir string, texts map[string][]byte) (path string, err error) {
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
		replace[filepath.Join(library, filepath.FromSlash(name))] = written
	}
	text, err := json.MarshalIndent(map[string]any{"Replace": replace}, "", "\t")
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, text, 0o644)
}
