package overlay

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Make writes changed files of the standard library into the folder dir, which
// exists, and returns the path of the file for the flag -overlay of the go command.
// The folder must outlive the build. goroot is that of the go command which builds,
// as go env GOROOT prints it; its files are only read. Change gets the folder of the
// library's sources, and returns files by their paths in it, where slashes separate;
// its error is that the library is not as it knows it.
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
