package git_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/git"
	"github.com/bufbench/bufbench/internal/host/git/gittest"
)

// TestOutput calls git in a repository whose configuration names programs, in its
// submodule, and in a bare repository that lies in it. Some commands fail by that;
// none starts one of them.
func TestOutput(t *testing.T) {
	r := gittest.Plant(t)
	if _, err := (git.Call{Dir: filepath.Join(r.Root, "bare")}).Output(context.Background(), "rev-parse", "HEAD"); err == nil {
		t.Error("a bare repository in a folder is taken for that folder's")
	}
	for _, filters := range []bool{false, true} {
		for _, dir := range []string{r.Root, filepath.Join(r.Root, "sub"), filepath.Join(r.Root, "bare")} {
			for _, command := range []string{
				"rev-parse HEAD", "status --porcelain", "diff --textconv", "log -p -1", "fetch origin", "add --all", "checkout-index --all --force",
				"commit --allow-empty -m x", "checkout --force v1",
			} {
				git.Call{Dir: dir, Filters: filters}.Output(context.Background(), strings.Fields(command)...)
				r.Started(t, "git "+command+" in "+filepath.Base(dir))
			}
		}
	}
}

// TestPlanted shows that the programs would be started: else TestOutput shows nothing.
func TestPlanted(t *testing.T) {
	r := gittest.Plant(t)
	cmd := exec.Command("git", "status", "--porcelain")
	cmd.Dir = r.Root
	cmd.Run()
	for _, name := range []string{"core.fsmonitor", "filter.x.*"} {
		if marks, _ := filepath.Glob(filepath.Join(filepath.Dir(r.Root), "marks", name)); len(marks) == 0 {
			t.Errorf("git status as people type it does not start %s", name)
		}
	}
}

// TestOutputElsewhere: variables that point git to another repository, or start a
// program, do not reach it.
func TestOutputElsewhere(t *testing.T) {
	r := gittest.Plant(t)
	want, err := git.Call{Dir: r.Root}.Output(context.Background(), "rev-parse", "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	mark := filepath.Join(t.TempDir(), "mark")
	for name, value := range map[string]string{
		"GIT_DIR": mark, "GIT_WORK_TREE": mark, "GIT_INDEX_FILE": mark, "GIT_OBJECT_DIRECTORY": mark, "GIT_COMMON_DIR": mark, "GIT_NAMESPACE": "x",
		"GIT_EXTERNAL_DIFF": "touch " + mark, "GIT_PAGER": "touch " + mark, "GIT_TRACE": mark, "GIT_SSH": "touch", "GIT_ALLOW_PROTOCOL": "ext",
		"GIT_CONFIG_PARAMETERS": "'core.fsmonitor'='touch " + mark + "'", "GIT_LITERAL_PATHSPECS": "1", "GIT_SHALLOW_FILE": mark, "GIT_CONFIG": mark,
	} {
		t.Setenv(name, value)
	}
	for _, args := range [][]string{{"rev-parse", "HEAD"}, {"log", "-1", "--format=%H"}} {
		if got, err := (git.Call{Dir: r.Root}).Output(context.Background(), args...); got != want || err != nil {
			t.Errorf("git %q is %q, %v, want %q", args, got, err, want)
		}
	}
	if _, err := (git.Call{Dir: r.Root}).Output(context.Background(), "status"); err != nil {
		t.Error(err)
	}
	if found, _ := filepath.Glob(mark + "*"); len(found) > 0 {
		t.Errorf("a variable had %q written", found)
	}
}

// TestChanged sees changes of a submodule, and not what its parent's status would
// start.
func TestChanged(t *testing.T) {
	r := gittest.Plant(t)
	run := func(dir string, args ...string) {
		t.Helper()
		if _, err := (git.Call{Dir: filepath.Join(r.Root, dir)}).Output(context.Background(), args...); err != nil {
			t.Fatal(err)
		}
	}
	want := func(state string, untracked, changed bool) {
		t.Helper()
		for _, dir := range []string{r.Root, filepath.Join(r.Root, "sub")} {
			if got, err := (git.Call{Dir: dir}).Changed(context.Background(), untracked); got != changed || err != nil {
				t.Errorf("Changed of %s %s = %t, %v, want %t", filepath.Base(dir), state, got, err, changed)
			}
			r.Started(t, "Changed")
		}
	}
	want("with changed files", false, true)
	run("", "checkout", "--force", "HEAD", "--", "a")
	if got, err := (git.Call{Dir: r.Root}).Changed(context.Background(), false); !got || err != nil {
		t.Errorf("Changed of a repository whose submodule alone is changed = %t, %v, want true", got, err)
	}
	run("sub", "checkout", "--force", "HEAD", "--", "a")
	if got, err := (git.Call{Dir: r.Root}).Changed(context.Background(), true); !got || err != nil {
		t.Errorf("Changed of a repository with untracked files = %t, %v, want true", got, err)
	}
	want("with untracked files that do not count", false, false)
}
