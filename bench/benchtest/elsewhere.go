package benchtest

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/bufbench/bufbench/bench"
)

// otherwise says how to measure a claim in another way than here: a command that works in
// the folder of the test.
func (c Claim) otherwise(point bench.Case) string {
	if c.elsewhere != "" {
		return c.elsewhere
	}
	what := fmt.Sprintf("run -bench '^%s$'", regexp.QuoteMeta(c.Scenario.Describe().Name+"/"+point.String()))
	dir, err := os.Getwd()
	if err != nil {
		return "over processes: bufbench " + what
	}
	root, module := moduleOf(dir)
	if module == ownModule || root == "" {
		return "over processes: bufbench " + what
	}
	if program := programOf(dir, root); program != "" {
		return fmt.Sprintf("over processes: go run %s %s", program, what)
	}
	return fmt.Sprintf("over processes: give the scenario to benchmain.Main (bufbench init writes such a program), and in its folder: go run . %s", what)
}

// ownModule is the module with the scenarios that bufbench itself has.
const ownModule = "github.com/bufbench/bufbench"

// moduleOf is the module that a folder belongs to: its folder and its path. Both are empty
// if there is none.
func moduleOf(dir string) (root, path string) {
	for ; ; dir = filepath.Dir(dir) {
		if text, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil {
			lines := bufio.NewScanner(bytes.NewReader(text))
			for lines.Scan() {
				if name, ok := strings.CutPrefix(lines.Text(), "module "); ok {
					return dir, strings.Trim(strings.TrimSpace(name), `"`)
				}
			}
			return dir, ""
		}
		if filepath.Dir(dir) == dir {
			return "", ""
		}
	}
}

// mostFiles limits the search for a program: a hint is not worth more.
const mostFiles = 5000

// programOf is the package of a program of scenarios in a module, as a folder seen from
// another one: the folder itself, or else the first one below the root. It is empty if
// there is none.
func programOf(dir, root string) (found string) {
	n := 0
	search := func(from string) {
		filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
			n++
			switch {
			case found != "" || n > mostFiles:
				return fs.SkipAll
			case err != nil:
				return nil
			case d.IsDir() && path != from && strings.HasPrefix(d.Name(), "."), d.IsDir() && d.Name() == "testdata":
				return fs.SkipDir
			case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			if text, err := os.ReadFile(path); err == nil && bytes.Contains(text, []byte("benchmain.Main(")) {
				found = filepath.Dir(path)
			}
			return nil
		})
	}
	if search(dir); found == "" {
		search(root)
	}
	if found == "" {
		return ""
	}
	rel, err := filepath.Rel(dir, found)
	if err != nil {
		return ""
	}
	if rel == "." || strings.HasPrefix(rel, "..") {
		return filepath.ToSlash(rel)
	}
	return "./" + filepath.ToSlash(rel)
}
