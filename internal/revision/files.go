package revision

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Write writes the files of a revision below a folder, which it makes. Of a
// working tree with changes they are those that git tracks or does not ignore, as
// they lie there. A submodule is written where the working tree has it.
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

// checkout writes the files of a commit by way of an index of its own, which is
// deleted.
func (r *Repo) checkout(ctx context.Context, rev Revision, into string) error {
	index := into + ".index"
	defer os.Remove(index)
	env := []string{"GIT_INDEX_FILE=" + index}
	if _, err := git(ctx, r.Root, env, "read-tree", rev.Commit); err != nil {
		return err
	}
	if _, err := git(ctx, r.Root, env, "checkout-index", "--all", "--force", "--prefix="+filepath.ToSlash(into)+"/"); err != nil {
		return err
	}
	tree, err := r.git(ctx, "ls-tree", "-r", "-z", rev.Commit)
	if err != nil {
		return err
	}
	for entry := range strings.SplitSeq(tree, "\x00") {
		of, path, _ := strings.Cut(entry, "\t")
		if fields := strings.Fields(of); len(fields) == 3 && fields[1] == "commit" {
			sub := filepath.FromSlash(path)
			if err := r.submodule(ctx, sub, Revision{Name: path, Commit: fields[2]}, filepath.Join(into, sub)); err != nil {
				return err
			}
		}
	}
	return nil
}

// submodule writes a submodule, where the working tree has it.
func (r *Repo) submodule(ctx context.Context, path string, rev Revision, into string) error {
	root := filepath.Join(r.Root, path)
	if _, err := os.Lstat(filepath.Join(root, ".git")); err != nil {
		return nil
	}
	return (&Repo{Root: root}).Write(ctx, rev, into)
}

// copy writes the files of the working tree.
func (r *Repo) copy(ctx context.Context, _ Revision, into string) error {
	list, err := r.git(ctx, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return err
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(list, "\x00"), "\x00") {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		path := filepath.FromSlash(name)
		from, to := filepath.Join(r.Root, path), filepath.Join(into, path)
		info, err := os.Lstat(from)
		switch {
		case errors.Is(err, fs.ErrNotExist) || name == "":
			continue // deleted, and still in the index
		case err != nil:
			return err
		case info.IsDir():
			sub := &Repo{Root: from}
			if _, err := os.Lstat(filepath.Join(from, ".git")); err == nil {
				if err := sub.copy(ctx, Revision{}, to); err != nil {
					return err
				}
			}
			continue
		}
		if err := copyFile(from, to, info); err != nil {
			return err
		}
	}
	return nil
}

// copyFile copies a file or a symbolic link, and makes its folder. Others, such
// as sockets, are left out, as git leaves them out.
func copyFile(from, to string, info fs.FileInfo) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		return os.Symlink(target, to)
	}
	if !info.Mode().IsRegular() {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
