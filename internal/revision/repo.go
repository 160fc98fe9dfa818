package revision

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/procgroup"
)

// Repo is a repository with a working tree.
type Repo struct {
	Root string // of the working tree: absolute, without symbolic links
}

// Open finds the repository that a folder is in.
func Open(ctx context.Context, dir string) (*Repo, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("there is no git on PATH, which knows the revisions: install it")
	}
	out, err := git(ctx, dir, nil, "rev-parse", "--show-toplevel")
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && strings.Contains(err.Error(), "dubious ownership"):
		return nil, fmt.Errorf("open the repository of %s: %w", dir, err)
	case err != nil && strings.Contains(err.Error(), "must be run in a work tree"):
		return nil, fmt.Errorf("the repository of %s is bare: run this in a clone that has files", dir)
	case err != nil:
		return nil, fmt.Errorf("%s is in no git repository, so there are no revisions to compare (cd into one, or bufbench ab -cmd A -cmd B for two commands)", dir)
	}
	root, err := filepath.EvalSymlinks(filepath.FromSlash(strings.TrimSuffix(out, "\n")))
	if err != nil {
		return nil, fmt.Errorf("open the repository of %s: %w", dir, err)
	}
	return &Repo{Root: root}, nil
}

func (r *Repo) git(ctx context.Context, args ...string) (string, error) {
	return git(ctx, r.Root, nil, args...)
}

// git is the output of a git command about the repository that dir is in. It
// writes nothing there, runs no hook, and starts nothing that stays.
func git(ctx context.Context, dir string, env []string, args ...string) (string, error) {
	return gitReading(ctx, "", dir, env, args...)
}

// gitReading is git with something on its standard input.
func gitReading(ctx context.Context, in, dir string, env []string, args ...string) (string, error) {
	var quiet []string
	for _, setting := range []string{
		"core.hooksPath=" + os.DevNull, "core.fsmonitor=false", "gc.auto=0", "maintenance.auto=false",
		"core.splitIndex=false",     // which would put a part of an index of ours into the repository
		"core.sparseCheckout=false", // a commit has all its files
	} {
		quiet = append(quiet, "-c", setting)
	}
	cmd := exec.CommandContext(ctx, "git", append(quiet, args...)...)
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(os.Environ(), elsewhere)
	cmd.Env = append(cmd.Env, "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	cmd.Env = append(cmd.Env, env...)
	cmd.Stdin = strings.NewReader(in)
	out, err := procgroup.Output(ctx, cmd)
	if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, nil
}

// elsewhere reports whether a variable points git to another repository than
// the folder's, as it does inside git's hooks.
func elsewhere(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_COMMON_DIR"}, name)
}
