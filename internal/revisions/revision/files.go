package revision

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/git"
)

// Write writes the files of a revision below a folder, and makes the folder. Of a
// working tree with changes, it writes the files that git tracks or does not ignore, as
// they are. A submodule is written if the working tree has it.
func (r *Repo) Write(ctx context.Context, rev Revision, into string) error {
	if err := os.MkdirAll(into, 0o777); err != nil {
		return fmt.Errorf("write the files of %s: %w", rev.Name, err)
	}
	write := r.checkout
	if rev.Dirty {
		write = r.copy
	}
	if err := write(ctx, rev, into); err != nil {
		return fmt.Errorf("write the files of %s: %w", rev.Name, err)
	}
	return nil
}

// checkout writes the files of a commit by way of an index of its own, and deletes the
// index. Git takes the folder for the working tree, so it reads the attributes of the
// commit, not those of the repository.
func (r *Repo) checkout(ctx context.Context, rev Revision, into string) error {
	own, err := r.git(ctx, "rev-parse", "--absolute-git-dir")
	if err != nil {
		return err
	}
	aside := filepath.Join(into, ".git") // no file of a revision has that name
	if err := os.Mkdir(aside, 0o777); err != nil {
		return err
	}
	defer os.RemoveAll(aside)
	env := []string{"GIT_DIR=" + strings.TrimSuffix(own, "\n"), "GIT_WORK_TREE=" + into, "GIT_INDEX_FILE=" + filepath.Join(aside, "index")}
	call := git.Call{Dir: into, Env: env, Filters: true}
	if _, err := call.Output(ctx, "read-tree", rev.Commit); err != nil {
		return err
	}
	paths, err := call.Output(ctx, "ls-files", "-z")
	if err != nil {
		return err
	}
	if err := filtered(ctx, call, paths); err != nil {
		return err
	}
	if _, err := call.Output(ctx, "checkout-index", "--all", "--force"); err != nil {
		return r.incomplete(ctx, rev, err)
	}
	tree, err := r.git(ctx, "ls-tree", "-r", "-z", rev.Commit)
	if err != nil {
		return err
	}
	for entry := range strings.SplitSeq(tree, "\x00") {
		of, path, _ := strings.Cut(entry, "\t")
		if fields := strings.Fields(of); len(fields) == 3 && fields[1] == "commit" {
			if err := r.submodule(ctx, path, fields[2], into); err != nil {
				return err
			}
		}
	}
	return nil
}

// filtered returns an error if one of some files of the index has a filter that
// bufbench does not run. Both sides of a comparison would differ by the filter, and
// not by the change. Paths end with a zero byte each.
func filtered(ctx context.Context, call git.Call, paths string) error {
	names, err := call.Unfiltered(ctx)
	if err != nil || len(names) == 0 {
		return err
	}
	call.In = paths
	said, err := call.Output(ctx, "check-attr", "--cached", "--stdin", "-z", "filter")
	if err != nil {
		return err
	}
	fields := strings.Split(said, "\x00") // path, "filter", name, and so on
	for i := 0; i+2 < len(fields); i += 3 {
		if path, name := fields[i], fields[i+2]; slices.Contains(names, name) {
			return fmt.Errorf("%s goes through the filter %q, a program that the configuration of the repository names, and bufbench runs none of those: if you trust it, make it your own (git config --global filter.%s.smudge, .clean, .process)", path, name, name)
		}
	}
	return nil
}

// incomplete explains why files could not be written in a partial clone, which
// lacks some: nothing is fetched here.
func (r *Repo) incomplete(ctx context.Context, rev Revision, err error) error {
	if partial, _ := r.git(ctx, "config", "--get-regexp", `^(remote\..*\.promisor|extensions\.partialclone)$`); partial == "" {
		return err
	}
	return fmt.Errorf("%w\nthis is a partial clone, which may lack files of %.9s: git archive %.9s >%s fetches them", err, rev.Commit, rev.Commit, os.DevNull)
}

// submodule writes a submodule at a commit, if the working tree has it.
func (r *Repo) submodule(ctx context.Context, path, commit, into string) error {
	sub := &Repo{Root: filepath.Join(r.Root, filepath.FromSlash(path))}
	if !exists(filepath.Join(sub.Root, ".git")) {
		return nil
	}
	if _, err := sub.git(ctx, "cat-file", "-e", commit+"^{commit}"); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("the submodule %s lacks its commit %.9s: git -C %s fetch origin %s", path, commit, path, commit)
	}
	return sub.Write(ctx, Revision{Name: path, Commit: commit}, filepath.Join(into, filepath.FromSlash(path)))
}

// copy writes the files of the working tree, and those of its index that a sparse
// checkout leaves out.
func (r *Repo) copy(ctx context.Context, _ Revision, into string) error {
	list, err := r.git(ctx, "ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return err
	}
	var sparse strings.Builder
	seen, known := map[string]bool{}, folders{}
	for entry := range strings.SplitSeq(strings.TrimSuffix(list, "\x00"), "\x00") {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		tag, name, _ := strings.Cut(entry, " ")
		if name == "" || seen[name] { // in a merge, it has an entry a side
			continue
		}
		seen[name] = true
		path := filepath.FromSlash(name)
		there, err := r.take(ctx, path, into, known)
		if err != nil {
			return err
		}
		if !there && tag == "S" {
			sparse.WriteString(name + "\x00")
		}
	}
	if sparse.Len() == 0 {
		return nil
	}
	call := r.call()
	if err := filtered(ctx, call, sparse.String()); err != nil {
		return err
	}
	call.In = sparse.String()
	_, err = call.Output(ctx, "checkout-index", "--ignore-skip-worktree-bits", "--force", "-z", "--stdin", "--prefix="+filepath.ToSlash(into)+"/")
	return err
}

// take copies a file or a submodule of the working tree. There is false if it does not
// exist, because it is deleted and still in the index, say.
func (r *Repo) take(ctx context.Context, path, into string, known folders) (there bool, err error) {
	if !known.has(r.Root, filepath.Dir(path)) {
		return false, nil
	}
	from, to := filepath.Join(r.Root, path), filepath.Join(into, path)
	info, err := os.Lstat(from)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.IsDir():
		return true, copyFile(from, to, info)
	case exists(filepath.Join(from, ".git")):
		return true, (&Repo{Root: from}).copy(ctx, Revision{}, to)
	}
	return true, nil
}

// folders knows which paths below a folder are folders all the way, without symbolic
// links. To git, there are no files behind a link.
type folders map[string]bool

func (f folders) has(root, path string) bool {
	if path == "." {
		return true
	}
	is, seen := f[path]
	if !seen {
		info, err := os.Lstat(filepath.Join(root, path))
		is = err == nil && info.IsDir() && f.has(root, filepath.Dir(path))
		f[path] = is
	}
	return is
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
