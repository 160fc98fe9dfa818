package machine

import (
	"context"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// Commit names the source tree that dir belongs to: git's abbreviated commit,
// with -dirty unless the tracked files are known to be unchanged. Untracked
// files do not count: results just written are untracked. Without git or a
// repository it is the commit that this program was built from, and without
// that nogit. It takes at most about 2 s.
func Commit(dir string) string {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if id, err := git(ctx, dir, "rev-parse", "--short", "HEAD"); err == nil && isHex(id) {
		changes, err := git(ctx, dir, "status", "--porcelain", "--untracked-files=no")
		return dirty(id, err != nil || changes != "")
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		return stamp(info.Settings)
	}
	return noCommit
}

const noCommit = "nogit"

// git is the output of a git command about the repository that dir is in.
func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(os.Environ(), elsewhere)
	cmd.Env = append(cmd.Env, "GIT_OPTIONAL_LOCKS=0") // never write the index of somebody's repository
	cmd.WaitDelay = 100 * time.Millisecond            // a child of git may keep the pipe open
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

// elsewhere reports whether a variable points git to another repository than
// the directory's, as it does inside git's hooks.
func elsewhere(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	return name == "GIT_DIR" || name == "GIT_WORK_TREE" || name == "GIT_INDEX_FILE"
}

// stamp is the commit that the toolchain wrote into a program.
func stamp(settings []debug.BuildSetting) string {
	revision, modified := "", false
	for _, s := range settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			modified = s.Value == "true"
		}
	}
	if len(revision) < 7 || !isHex(revision) {
		return noCommit
	}
	return dirty(revision[:7], modified)
}

func dirty(id string, changed bool) string {
	if changed {
		return id + "-dirty"
	}
	return id
}

// isHex reports whether id can be a commit, and so part of a file's name.
func isHex(id string) bool {
	return id != "" && strings.Trim(id, "0123456789abcdef") == ""
}
