package revision

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/git"
)

// Repo is a repository with a working tree.
type Repo struct {
	Root string // of the working tree: absolute, without symbolic links
}

// Open finds the repository that a folder is in.
func Open(ctx context.Context, dir string) (*Repo, error) {
	if git.Missing() {
		return nil, errors.New("there is no git on PATH, which knows the revisions: install it")
	}
	out, err := git.Call{Dir: dir}.Output(ctx, "rev-parse", "--show-toplevel")
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && strings.Contains(err.Error(), "dubious ownership"):
		return nil, fmt.Errorf("open the repository of %s: %w", dir, err)
	case err != nil && (strings.Contains(err.Error(), "must be run in a work tree") || strings.Contains(err.Error(), "cannot use bare repository")):
		return nil, fmt.Errorf("the repository of %s is bare: run this in a clone that has files", dir)
	case err != nil:
		return nil, fmt.Errorf("%s is in no git repository, so there are no revisions to compare (cd into one; two commands need no repository)", dir)
	}
	root, err := filepath.EvalSymlinks(filepath.FromSlash(strings.TrimSuffix(out, "\n")))
	if err != nil {
		return nil, fmt.Errorf("open the repository of %s: %w", dir, err)
	}
	return &Repo{Root: root}, nil
}

func (r *Repo) git(ctx context.Context, args ...string) (string, error) {
	return r.call().Output(ctx, args...)
}

// call calls git in the working tree, with the filters of a checkout on this machine.
func (r *Repo) call() git.Call { return git.Call{Dir: r.Root, Filters: true} }
