package machine

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bufbench/bufbench/internal/host/git/gittest"
)

func TestCommit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	defer func(usual time.Duration) { gitPatience = usual }(gitPatience)
	gitPatience = time.Minute // the machine may be busy
	dir := t.TempDir()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	t.Setenv("GIT_DIR", filepath.Join(dir, "elsewhere")) // as inside a hook of another repository

	run := func(args ...string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "git", args...)
		cmd.Dir = dir
		cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_DIR=") })
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := func(state, pattern string) {
		t.Helper()
		if got := Commit(dir); !regexp.MustCompile(pattern).MatchString(got) {
			t.Errorf("Commit of a repository %s = %q, want %s", state, got, pattern)
		}
	}
	want("that is none", `^nogit$`)
	run("init", "-q")
	want("without a commit", `^nogit$`)
	write("kept", "one")
	run("add", "kept")
	run("-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "one")
	want("just committed", `^[0-9a-f]{7,40}$`)
	write("result", "untracked")
	want("with an untracked file", `^[0-9a-f]{7,40}$`)
	write("kept", "three")
	want("with a change", `^[0-9a-f]{7,40}-dirty$`)
}

// TestCommitQuietly: naming the commit starts no program of the repository's.
func TestCommitQuietly(t *testing.T) {
	r := gittest.Plant(t)
	for _, dir := range []string{r.Root, filepath.Join(r.Root, "sub"), filepath.Join(r.Root, "bare")} {
		Commit(dir)
		r.Started(t, "Commit of "+dir)
	}
}

func TestCommitWithoutGit(t *testing.T) {
	t.Setenv("PATH", "")
	if got := Commit(t.TempDir()); got != noCommit && !regexp.MustCompile(`^[0-9a-f]{7}(-dirty)?$`).MatchString(got) {
		t.Errorf("Commit without git = %q, want build information or %s", got, noCommit)
	}
}

func TestStamp(t *testing.T) {
	revision := func(s string) debug.BuildSetting { return debug.BuildSetting{Key: "vcs.revision", Value: s} }
	modified := func(s string) debug.BuildSetting { return debug.BuildSetting{Key: "vcs.modified", Value: s} }
	tests := []struct {
		settings []debug.BuildSetting
		want     string
	}{
		{nil, "nogit"},
		{[]debug.BuildSetting{revision("0123456789abcdef")}, "0123456"},
		{[]debug.BuildSetting{revision("0123456789abcdef"), modified("false")}, "0123456"},
		{[]debug.BuildSetting{modified("true"), revision("0123456789abcdef")}, "0123456-dirty"},
		{[]debug.BuildSetting{modified("true")}, "nogit"},
		{[]debug.BuildSetting{revision("abc")}, "nogit"},
		{[]debug.BuildSetting{revision("../../etc/passwd")}, "nogit"},
	}
	for _, tt := range tests {
		if got := stamp(tt.settings); got != tt.want {
			t.Errorf("stamp(%v) = %q, want %q", tt.settings, got, tt.want)
		}
	}
}
