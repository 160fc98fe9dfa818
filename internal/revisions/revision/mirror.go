package revision

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/git"
)

// Mirror is a folder with the files of a revision. Each file keeps its path in the file
// system, below the folder. So relative paths lead out of the repository as before: to a
// replaced module beside it, or to a workspace above it. Such files belong to no
// revision, and are linked, not copied.
type Mirror struct {
	Folder string // absolute
	repo   *Repo
}

// Mirror writes a revision into an empty or new folder.
func (r *Repo) Mirror(ctx context.Context, rev Revision, folder string) (*Mirror, error) {
	m := &Mirror{Folder: folder, repo: r}
	if err := r.Write(ctx, rev, m.Path(r.Root)); err != nil {
		return nil, err
	}
	if err := m.relink(); err != nil {
		return nil, fmt.Errorf("write the files of %s: %w", rev.Name, err)
	}
	return m, nil
}

// Root returns the root of the repository.
func (m *Mirror) Root() string { return m.repo.Root }

// Holds reports whether a path lies in the mirror.
func (m *Mirror) Holds(path string) bool { return within(m.Folder, path) }

// Path returns the path of a file in the mirror.
func (m *Mirror) Path(path string) string {
	return filepath.Join(m.Folder, strings.TrimPrefix(path, filepath.VolumeName(path)))
}

// lead makes a path of a go.mod or go.work file of the mirror lead to the same files as
// before. It returns the path of those.
func (m *Mirror) lead(file, path string) (string, error) {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		if within(m.repo.Root, path) {
			return "", fmt.Errorf("%s leads to %s, which would be the working tree's in every revision: make the path relative", filepath.Base(file), path)
		}
		return path, nil
	}
	there := filepath.Join(filepath.Dir(file), path)
	return there, m.link(there)
}

// relink makes symbolic links lead to the right files. A link out of the repository
// leads to the same files as before. An absolute link into it leads to the files of this
// revision.
func (m *Mirror) relink() error {
	root := m.Path(m.repo.Root)
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Type()&fs.ModeSymlink == 0 {
			return err
		}
		target, err := os.Readlink(path)
		switch {
		case err != nil:
			return err
		case !filepath.IsAbs(target):
			return m.link(filepath.Join(filepath.Dir(path), target))
		case !within(m.repo.Root, target):
			return nil
		}
		if err := os.Remove(path); err != nil {
			return err
		}
		return os.Symlink(m.Path(target), path)
	})
}

// link links a path of the mirror to the same path of the file system. It does nothing
// if the path exists or belongs to the repository.
func (m *Mirror) link(there string) error {
	if !m.Holds(there) || within(m.Path(m.repo.Root), there) {
		return nil
	}
	for at := filepath.Dir(there); m.Holds(at) && at != m.Folder; at = filepath.Dir(at) {
		if info, err := os.Lstat(at); err == nil && !info.IsDir() {
			return nil // a link that was made before leads there, or nothing does
		}
	}
	origin := m.origin(there)
	info, err := os.Lstat(there)
	if err != nil {
		if err := os.MkdirAll(filepath.Dir(there), 0o777); err != nil {
			return err
		}
		return os.Symlink(origin, there)
	}
	if !info.IsDir() {
		return nil
	}
	// The folder is there because the repository is below it: link the other files
	// in it.
	entries, err := os.ReadDir(origin)
	if err != nil {
		return nil // the go command will say it
	}
	for _, e := range entries {
		if to := filepath.Join(there, e.Name()); !exists(to) {
			if err := os.Symlink(filepath.Join(origin, e.Name()), to); err != nil {
				return err
			}
		}
	}
	return nil
}

// origin returns the path in the file system of a path in the mirror.
func (m *Mirror) origin(there string) string {
	rest, _ := filepath.Rel(m.Folder, there)
	return filepath.VolumeName(m.repo.Root) + string(filepath.Separator) + rest
}

// Ignored returns the names of files of the working tree that git ignores, in a folder
// and those below it. dir is the path of the folder in the mirror.
func (m *Mirror) Ignored(ctx context.Context, dir string) []string {
	if !within(m.Path(m.repo.Root), dir) {
		return nil
	}
	out, err := git.Call{Dir: m.origin(dir)}.Output(ctx, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", ".")
	if err != nil {
		return nil // the folder is new, or gone: nothing is known
	}
	return strings.FieldsFunc(out, func(r rune) bool { return r == 0 })
}

// within reports whether a path is a folder or lies in it.
func within(folder, path string) bool {
	rest, err := filepath.Rel(folder, path)
	return err == nil && rest != ".." && !strings.HasPrefix(rest, ".."+string(filepath.Separator))
}
