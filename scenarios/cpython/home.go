//go:build cpython && cgo

package cpython

import (
	"os"
	"path/filepath"
)

// home returns the prefix below which the standard library of version (such as
// 3.11) lies, and the program that belongs to it: what Python would otherwise
// guess from whatever python3 comes first on PATH. It searches upwards from
// the shared library that this process has loaded, because both were installed
// together. Either is "" when it is not found; Python then uses the prefix it
// was compiled with.
func home(library, version string) (prefix, program string) {
	// A link such as /lib -> /usr/lib would end the search at the root.
	resolved, err := filepath.EvalSymlinks(library)
	if err != nil || !filepath.IsAbs(resolved) {
		return "", ""
	}
	python := "python" + version
	for dir := filepath.Dir(resolved); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if !exists(dir, "lib", python, "os.py") && !exists(dir, "lib64", python, "os.py") {
			continue
		}
		if exists(dir, "bin", python) {
			program = filepath.Join(dir, "bin", python)
		}
		return dir, program
	}
	return "", ""
}

func exists(path ...string) bool {
	_, err := os.Stat(filepath.Join(path...))
	return err == nil
}
