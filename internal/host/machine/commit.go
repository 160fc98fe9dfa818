package machine

import (
	"context"
	"runtime/debug"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/git"
)

// gitPatience is how long git may take.
var gitPatience = 2 * time.Second

// Commit names the source tree that dir belongs to: git's abbreviated commit, with
// -dirty unless the tracked files are known to be unchanged. Untracked files do not
// count: results just written are untracked. Without git or a repository it is the
// commit of this program's build, or else nogit. It takes at most about 2 s; if git takes
// longer, it is nogit.
func Commit(dir string) string {
	ctx, cancel := context.WithTimeout(context.Background(), gitPatience)
	defer cancel()
	repository := git.Call{Dir: dir}
	id, err := repository.Output(ctx, "rev-parse", "--short", "HEAD")
	switch id = strings.TrimSpace(id); {
	case err == nil && isHex(id):
		changed, err := repository.Changed(ctx, false)
		return dirty(id, err != nil || changed)
	case ctx.Err() != nil: // the commit of the build may be that of another tree
		return noCommit
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		return stamp(info.Settings)
	}
	return noCommit
}

const noCommit = "nogit"

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
