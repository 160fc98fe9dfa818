//go:build cpython && cgo

package main

import (
	"encoding/json"
	"errors"
	"flag"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bufbench/bufbench/internal/host/pythons"
)

// built is a Python, and the folder of the module that was built for its
// version.
type built struct {
	pythons.Python
	dir string
}

// folder holds a folder of modules for each version.
var folder string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if folder, err = os.MkdirTemp("", "buffer_example"); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			return 1
		}
		defer os.RemoveAll(folder)
		return m.Run()
	}())
}

var every = flag.Bool("pythons.every", false, "try every Python that is installed, and not only the first on PATH, the oldest and the newest")

// found are the Pythons to try. Each version is a build of its own.
var found = sync.OnceValues(func() ([]pythons.Python, error) {
	all, err := pythons.Find()
	if err != nil || *every {
		return all, err
	}
	order := func(a, b pythons.Python) int { return version.Compare("go"+a.Version, "go"+b.Version) }
	some := all[:1:1]
	for _, p := range []pythons.Python{slices.MinFunc(all, order), slices.MaxFunc(all, order)} {
		if !slices.Contains(some, p) {
			some = append(some, p)
		}
	}
	return some, nil
})

// build builds the module once for each version that was found, with the headers
// of the first Python that has it: the others must do with the same file.
var build = sync.OnceValues(func() ([]built, error) {
	root, err := pythons.Root()
	if err != nil {
		return nil, err
	}
	pys, err := found()
	if err != nil {
		return nil, err
	}
	var all []built
	for _, p := range pys {
		b := built{p, filepath.Join(folder, p.Minor())}
		if err := os.Mkdir(b.dir, 0o777); err == nil {
			if err := p.Go(root, "scenarios/cpython/buffer_example", b.dir); err != nil {
				return nil, err
			}
		}
		all = append(all, b)
	}
	return all, nil
})

// each runs f for every Python.
func each(t *testing.T, f func(t *testing.T, b built)) {
	t.Helper()
	if _, err := found(); err != nil {
		t.Skip(err)
	}
	all, err := build()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		t.Run(b.Version, func(t *testing.T) { f(t, b) })
	}
}

// table hands rows to script in one session, which prints a line for each: its
// first column, and what is to be said of it. A row that is not printed is where
// the session died. The last column is what a row needs; a Python that lacks it
// says so.
func table(t *testing.T, script string, rows [][]string, check func(t *testing.T, i int, said string)) {
	t.Helper()
	list, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, b built) {
		for allocator, env := range allocators {
			t.Run(allocator, func(t *testing.T) {
				got := map[string]string{}
				for line := range strings.Lines(b.session(t, script, env, string(list))) {
					name, said, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
					got[name] = said
				}
				for i, row := range rows {
					t.Run(row[0], func(t *testing.T) {
						if need := row[len(row)-1]; got[row[0]] == "lacks "+need {
							t.Skipf("python %s lacks %s", b.Version, need)
						}
						check(t, i, got[row[0]])
					})
				}
			})
		}
	})
}

// session runs `python3 -c code` with further variables of the environment. The
// session must end well; its last line may say "skip: why".
func (b built) session(t *testing.T, code string, env []string, args ...string) string {
	t.Helper()
	cmd := b.Command(b.dir, code, args...)
	cmd.Env = append(cmd.Env, env...)
	out, err := cmd.Output()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		t.Fatalf("python %s: %v\n%s%s", b.Version, err, out, failed.Stderr)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, why, skipped := strings.Cut(string(out), "skip: "); skipped {
		t.Skip(strings.TrimSpace(why))
	}
	return string(out)
}

// allocators are how sessions allocate: as usual, and with Python's checks for
// bytes written or read where they should not be.
var allocators = map[string][]string{
	"plain": nil,
	"debug": {"PYTHONMALLOC=debug", "PYTHONFAULTHANDLER=1"},
}
