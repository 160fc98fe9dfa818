package git

import (
	"context"
	"os"
	"path/filepath"
	"strings"
)

// Changed reports whether the working tree below the call's folder has changes
// against HEAD, those of submodules included, and of untracked files where they
// count. Each submodule is asked by a call of its own: the status of its parent would
// run the programs of its configuration.
func (c Call) Changed(ctx context.Context, untracked bool) (bool, error) {
	files := "--untracked-files=no"
	if untracked {
		files = "--untracked-files=all"
	}
	said, err := c.Output(ctx, "status", "--porcelain", "--ignore-submodules=dirty", files)
	if err != nil || said != "" {
		return said != "", err
	}
	index, err := c.Output(ctx, "ls-files", "-z", "--stage", "--full-name", ":/")
	if err != nil {
		return false, err
	}
	for entry := range strings.SplitSeq(index, "\x00") {
		of, path, _ := strings.Cut(entry, "\t")
		if !strings.HasPrefix(of, "160000 ") {
			continue
		}
		if changed, err := c.submodule(ctx, path, untracked); err != nil || changed {
			return changed, err
		}
	}
	return false, nil
}

// submodule is Changed of a submodule; false where the working tree has none.
func (c Call) submodule(ctx context.Context, path string, untracked bool) (bool, error) {
	root, err := c.Output(ctx, "rev-parse", "--show-toplevel")
	if err != nil {
		return false, err
	}
	dir := filepath.Join(filepath.FromSlash(strings.TrimSuffix(root, "\n")), filepath.FromSlash(path))
	if _, err := os.Lstat(filepath.Join(dir, ".git")); err != nil {
		return false, nil
	}
	return Call{Dir: dir, Filters: c.Filters}.Changed(ctx, untracked)
}
