package revision

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	tr := plant(t, map[string]string{"a": "1"})
	first := tr.run("rev-parse", "HEAD")
	tr.run("tag", "-a", "-m", "a tag", "v1")
	tr.run("branch", "-m", "main")
	second := tr.commit(map[string]string{"a": "2"})
	tr.run("update-ref", "refs/remotes/mine/side", second)
	tests := []struct {
		name, want string // want is a hash, or a part of the error
	}{
		{"HEAD", second},
		{"main", second},
		{"HEAD~1", first},
		{"HEAD^", first},
		{"v1", first},
		{"v1^{tree}", "there is no revision"},
		{"HEAD:a", "there is no revision"},
		{second[:8], second},
		{strings.Repeat("1", 40), `there is no revision "1111`},
		{":/a commit", second},
		{"@{0}", second},
		{"mine/side", second},
		{"side", `there is no revision "side"; did you mean "mine/side"?`},
		{"HEAD..v1", "there is no revision"},
		{"nosuch", `there is no revision "nosuch" in ` + tr.Root + " (git log and git branch -a list them"},
		{"", "there is no revision"},
		{"-n", `there is no revision "-n"`},
		{"--all", `there is no revision "--all"`},
		{"--help", "there is no revision"},
		{"--upload-pack=touch mark", "there is no revision"},
		{"HEAD --all", "there is no revision"},
		{"a\nb", "there is no revision"},
		{"*", "there is no revision"},
	}
	for _, tt := range tests {
		rev, err := tr.Resolve(context.Background(), tt.name)
		var unknown *UnknownError
		switch {
		case err == nil && rev != Revision{Name: tt.name, Commit: tt.want}:
			t.Errorf("Resolve(%q) = %+v, want %s", tt.name, rev, tt.want)
		case err != nil && (!errors.As(err, &unknown) || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("Resolve(%q): %v, want %s", tt.name, err, tt.want)
		}
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := tr.Resolve(ended, "HEAD"); !errors.Is(err, context.Canceled) {
		t.Errorf("Resolve of an ended context: %v, want that it ended", err)
	}
	if _, err := Open(ended, tr.Root); !errors.Is(err, context.Canceled) {
		t.Errorf("Open of an ended context: %v, want that it ended", err)
	}
}

func TestResolveShallow(t *testing.T) {
	tr := plant(t, nil)
	for range 3 {
		tr.commit(nil)
	}
	shallow := filepath.Join(t.TempDir(), "shallow")
	tr.run("clone", "-q", "--depth=1", "file://"+tr.Root, shallow)
	r := &Repo{Root: shallow}
	for name, want := range map[string]string{
		"HEAD~3":  "needs a depth of 4 for it: git fetch --depth=4 (with actions/checkout: fetch-depth: 4)",
		"main^^":  "needs a depth of 3 for it",
		"nosuch":  "git fetch --unshallow (with actions/checkout: fetch-depth: 0), or git fetch --depth=1 origin",
		"HEAD~99": "git fetch --depth=100 ",
	} {
		if _, err := r.Resolve(context.Background(), name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Resolve(%q): %v, want %s", name, err, want)
		}
	}
	// What it says helps.
	(tree{r, t}).run("fetch", "-q", "--depth=4")
	if _, err := r.Resolve(context.Background(), "HEAD~3"); err != nil {
		t.Errorf("after git fetch --depth=4: %v", err)
	}
}

func TestDepthOf(t *testing.T) {
	for name, want := range map[string]int{
		"main": 0, "HEAD": 0, "HEAD~": 2, "HEAD^": 2, "HEAD~5": 6, "HEAD~0": 0, "HEAD^2": 2, "HEAD^^~3": 6, "v1^{}": 0, "": 0, "~2": 3,
		"HEAD~99999999999999999999": 0,
	} {
		if got := depthOf(name); got != want {
			t.Errorf("depthOf(%q) = %d, want %d", name, got, want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, tt := range []struct {
		rev  Revision
		want string
	}{
		{Revision{Commit: "0123456789abcdef"}, "012345678"},
		{Revision{Commit: "0123456789abcdef", Dirty: true}, "012345678-dirty"},
		{Revision{Commit: "0123"}, "0123"},
	} {
		if got := tt.rev.Short(); got != tt.want {
			t.Errorf("%+v.Short() = %q, want %q", tt.rev, got, tt.want)
		}
	}
}

func TestOpen(t *testing.T) {
	tr := plant(t, map[string]string{"sub/a": ""})
	bare := filepath.Join(t.TempDir(), "bare")
	tr.run("clone", "-q", "--bare", tr.Root, bare)
	tr.run("worktree", "add", "-q", "../beside", "HEAD")
	beside := filepath.Join(filepath.Dir(tr.Root), "beside")
	tr.symlink("sub", "link")
	tests := []struct{ dir, want, err string }{
		{dir: tr.Root, want: tr.Root},
		{dir: filepath.Join(tr.Root, "sub"), want: tr.Root},
		{dir: filepath.Join(tr.Root, "link"), want: tr.Root},
		{dir: beside, want: beside},
		{dir: bare, err: "is bare: run this in a clone that has files"},
		{dir: t.TempDir(), err: "is in no git repository, so there are no revisions to compare (cd into one; two commands need no repository)"},
	}
	for _, tt := range tests {
		got, err := Open(context.Background(), tt.dir)
		switch {
		case err == nil && got.Root != tt.want:
			t.Errorf("Open(%s) = %s, want %s", tt.dir, got.Root, tt.want)
		case err != nil && (tt.err == "" || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("Open(%s): %v, want %s", tt.dir, err, tt.err)
		}
	}
	// Inside git's hooks, variables point elsewhere.
	t.Setenv("GIT_DIR", bare)
	t.Setenv("GIT_INDEX_FILE", filepath.Join(bare, "index"))
	if got, err := Open(context.Background(), tr.Root); err != nil || got.Root != tr.Root {
		t.Errorf("Open(%s) with GIT_DIR = %v, %v", tr.Root, got, err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Open(context.Background(), tr.Root); err == nil || !strings.Contains(err.Error(), "there is no git on PATH") {
		t.Errorf("Open without git: %v", err)
	}
}

func TestOpenEmpty(t *testing.T) {
	tr := plant(t, nil)
	tr.run("checkout", "-q", "--orphan", "nothing")
	if _, err := tr.WorkingTree(context.Background()); err == nil || !strings.Contains(err.Error(), "has no commit yet") {
		t.Errorf("WorkingTree without a commit: %v", err)
	}
	if _, err := tr.Resolve(context.Background(), "nosuch"); err == nil || !strings.Contains(err.Error(), "has no commit yet") {
		t.Errorf("Resolve without a commit: %v", err)
	}
}

func TestWorkingTree(t *testing.T) {
	tr := plant(t, map[string]string{"a": "1", ".gitignore": "*.o\n"})
	dirty := func() bool {
		t.Helper()
		rev, err := tr.WorkingTree(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return rev.Dirty
	}
	tr.write(map[string]string{"x.o": "ignored", "a": "1"})
	if dirty() {
		t.Error("ignored and touched files make a working tree dirty")
	}
	tr.run("config", "status.showUntrackedFiles", "no")
	tr.write(map[string]string{"new": ""})
	if !dirty() {
		t.Error("an untracked file makes no working tree dirty")
	}
	tr.remove("new")
	if err := os.Chmod(filepath.Join(tr.Root, "a"), 0o755); err != nil {
		t.Fatal(err)
	}
	if !dirty() {
		t.Error("another mode makes no working tree dirty")
	}
}
