//go:build cpython && cgo

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/pythons"
)

// built is a Python, and the folder of the module that was built for its
// version.
type built struct {
	pythons.Python
	dir string
}

var (
	pys     []built
	missing error // why there are none
)

// TestMain builds the module once for each version, with the headers of the
// first Python that has it: the others must do with the same file.
func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "buffer_example")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		if pys, missing = build(dir); missing != nil && pys != nil {
			os.Stderr.WriteString(missing.Error() + "\n")
			return 1
		}
		return m.Run()
	}())
}

// build returns no Pythons where there are none, and some with an error where
// the module cannot be built.
func build(dir string) ([]built, error) {
	root, err := pythons.Root()
	if err != nil {
		return nil, err
	}
	found, err := pythons.Find()
	if err != nil {
		return nil, err
	}
	all := []built{}
	for _, p := range found {
		b := built{p, filepath.Join(dir, p.Minor())}
		if err := os.Mkdir(b.dir, 0o777); err == nil {
			if err := p.Go(root, "scenarios/cpython/buffer_example", b.dir); err != nil {
				return all, err
			}
		}
		all = append(all, b)
	}
	return all, nil
}

// each runs f for every Python.
func each(t *testing.T, f func(t *testing.T, b built)) {
	t.Helper()
	if missing != nil {
		t.Skip(missing)
	}
	for _, b := range pys {
		t.Run(b.Version, func(t *testing.T) { f(t, b) })
	}
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
