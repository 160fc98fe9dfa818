package pythons

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Find returns every Python that extensions can be built for: those on PATH
// and, where there is pyenv, its versions. The first on PATH comes first, none
// comes twice. The error is that there is none.
func Find() ([]Python, error) {
	var found []Python
	var seen []string
	for _, program := range Programs() {
		file, err := filepath.EvalSymlinks(program)
		if err != nil || slices.Contains(seen, file+filepath.Base(program)) {
			continue
		}
		seen = append(seen, file+filepath.Base(program)) // a shim is one file under many names
		p, err := At(program)
		if err != nil {
			continue
		}
		if !slices.ContainsFunc(found, func(q Python) bool { return same(p.Program, q.Program) }) {
			found = append(found, p)
		}
	}
	if len(found) == 0 {
		return nil, errNone
	}
	return found, nil
}

// Programs are the files that may be Pythons, in no way asked yet: those that
// BUFBENCH_PYTHONS lists, as PATH lists folders; python3 and python3.N of PATH;
// and those that pyenv has installed.
func Programs() []string {
	all := filepath.SplitList(os.Getenv("BUFBENCH_PYTHONS"))
	name := regexp.MustCompile(`^python3(\.[0-9]+)?$`)
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		files, _ := filepath.Glob(filepath.Join(dir, "python3*"))
		all = append(all, slices.DeleteFunc(files, func(f string) bool { return !name.MatchString(filepath.Base(f)) })...)
	}
	if root, err := answer("pyenv", "root"); err == nil {
		files, _ := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "versions", "*", "bin", "python3"))
		all = append(all, files...)
	}
	return all
}

// same is whether two paths are one file.
func same(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
