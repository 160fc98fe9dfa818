package action_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/git/gittest"
)

// repo is the working tree of a git repository.
type repo struct {
	t   *testing.T
	dir string
}

// newRepo makes one with a module that has a benchmark.
func newRepo(t *testing.T) repo {
	t.Helper()
	r := repo{t, t.TempDir()}
	r.git("init", "--quiet", "--initial-branch=main")
	r.write("go.mod", "module example.com/sums\n\ngo 1.21\n")
	r.write("sums/sums.go", "// Package sums sums.\npackage sums\n")
	r.write("sums/sums_test.go", sums)
	r.commit("sums")
	return r
}

// sums is the benchmark: its work is as much as the number in it.
const sums = `package sums

import "testing"

var sink int

func BenchmarkSum(b *testing.B) {
	for i := 0; i < b.N; i++ {
		for n := 0; n < 1000; n++ {
			sink += n
		}
	}
}
`

// slower is a benchmark text with so much more work that a busy machine sees it too.
func slower(text string) string { return strings.ReplaceAll(text, "1000", "20000") }

func (r repo) write(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		r.t.Fatal(err)
	}
	write(r.t, path, text)
}

// commit commits all files and returns the hash.
func (r repo) commit(message string) string {
	r.t.Helper()
	r.git("add", "--all")
	r.git("commit", "--quiet", "--allow-empty", "--message", message)
	return r.git("rev-parse", "HEAD")
}

func (r repo) git(args ...string) string {
	r.t.Helper()
	cmd := exec.CommandContext(r.t.Context(), "git", args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), gitEnv...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// gitEnv is the environment of git in these tests.
var gitEnv = gittest.Environment()

// checkout is a clone of depth 1 that has a commit detached, as actions/checkout
// leaves it.
func (r repo) checkout(commit string) repo {
	r.t.Helper()
	c := repo{r.t, r.t.TempDir()}
	c.git("init", "--quiet", "--initial-branch=main")
	c.git("remote", "add", "origin", "file://"+filepath.ToSlash(r.dir))
	c.git("fetch", "--quiet", "--no-tags", "--depth=1", "origin", commit)
	c.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
	return c
}
