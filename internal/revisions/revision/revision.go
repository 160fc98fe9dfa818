package revision

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Revision is a state of the files of a repository.
type Revision struct {
	Name   string // as it was given, or "the working tree"
	Commit string // its full hash, or that of the commit below a working tree
	Dirty  bool   // a working tree with uncommitted changes
}

// Short returns its name in results: the first digits of the commit, with -dirty.
func (r Revision) Short() string {
	short := r.Commit[:min(len(r.Commit), 9)]
	if r.Dirty {
		return short + "-dirty"
	}
	return short
}

// UnknownError means that a repository has no such revision.
type UnknownError struct{ text string }

// Error implements error.
func (e *UnknownError) Error() string { return e.text }

// Resolve finds the commit of a revision, as git does: a branch, a tag, a hash, HEAD~2.
// The error is an [UnknownError] if there is none.
func (r *Repo) Resolve(ctx context.Context, name string) (Revision, error) {
	if name == "" || name[0] == '-' { // an option, to git
		return Revision{}, r.unknown(ctx, name)
	}
	// In two steps: with :/words, git takes the rest of the name for words too.
	object, err := r.git(ctx, "rev-parse", "--verify", "--quiet", name)
	if err == nil {
		object, err = r.git(ctx, "rev-parse", "--verify", "--quiet", strings.TrimSpace(object)+"^{commit}")
	}
	if ctx.Err() != nil {
		return Revision{}, ctx.Err()
	}
	if err != nil {
		return Revision{}, r.unknown(ctx, name)
	}
	return Revision{Name: name, Commit: strings.TrimSpace(object)}, nil
}

// unknown says why there is no such revision, and how to get it.
func (r *Repo) unknown(ctx context.Context, name string) error {
	if _, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "HEAD"); err != nil {
		return &UnknownError{"the repository has no commit yet: there is nothing to compare with"}
	}
	if remote, _ := r.git(ctx, "for-each-ref", "--count=1", "--format=%(refname:short)", "refs/remotes/*/"+name); remote != "" {
		return &UnknownError{fmt.Sprintf("there is no revision %q; did you mean %q?", name, strings.TrimSpace(remote))}
	}
	if shallow, _ := r.git(ctx, "rev-parse", "--is-shallow-repository"); strings.TrimSpace(shallow) == "true" {
		if depth := depthOf(name); depth > 1 {
			return &UnknownError{fmt.Sprintf("revision %q is not in this shallow clone, which needs a depth of %d for it: git fetch --depth=%d (with actions/checkout: fetch-depth: %d)", name, depth, depth, depth)}
		}
		return &UnknownError{fmt.Sprintf("revision %q is not in this shallow clone: git fetch --unshallow (with actions/checkout: fetch-depth: 0), or git fetch --depth=1 origin and its name", name)}
	}
	return &UnknownError{fmt.Sprintf("there is no revision %q in %s (git log and git branch -a list them; git fetch gets those of others)", name, r.Root)}
}

// ancestor matches a step back in a name such as HEAD~2^.
var ancestor = regexp.MustCompile(`[~^][0-9]{0,9}$`)

// depthOf returns how many commits deep a clone must be for a revision such as HEAD~2.
// It returns 0 for any other name.
func depthOf(name string) int {
	depth := 0
	for {
		at := ancestor.FindStringIndex(name)
		if at == nil {
			break
		}
		steps, err := strconv.Atoi(name[at[0]+1 : at[1]])
		if err != nil || name[at[0]] == '^' {
			steps = 1
		}
		depth, name = depth+steps, name[:at[0]]
	}
	if depth == 0 {
		return 0
	}
	return depth + 1
}

// WorkingTree returns the state of the files in the working tree: HEAD, or HEAD with
// changes.
func (r *Repo) WorkingTree(ctx context.Context) (Revision, error) {
	head, err := r.Resolve(ctx, "HEAD")
	if err != nil {
		return Revision{}, err
	}
	changed, err := r.call().Changed(ctx, true)
	if err != nil {
		return Revision{}, errors.Join(errors.New("see what is changed in the working tree"), err)
	}
	return Revision{Name: "the working tree", Commit: head.Commit, Dirty: changed}, nil
}
