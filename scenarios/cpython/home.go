//go:build cpython && cgo

package cpython

import (
	"os"
	"path/filepath"
)

// home returns the prefix of the standard library of version (such as 3.11), and its
// program. Python would otherwise guess both from the first python3 on PATH. home
// searches upwards from the shared library of this process, because both were
// installed together. Either is "" if it is not found. Python then uses the prefix of
// its own build.
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
