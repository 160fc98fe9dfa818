package revision

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Mirror is a folder in which the files of a revision stand at the path that they
// have in the file system, so that relative paths lead out of the repository as
// they do there: a replaced module beside it, a workspace above it. What they
// lead to is linked, not copied: it is of no revision.
type Mirror struct {
	Folder string // absolute
	repo   *Repo
}

// Mirror writes a revision into a folder that is empty or new.
func (r *Repo) Mirror(ctx context.Context, rev Revision, folder string) (*Mirror, error) {
	m := &Mirror{Folder: folder, repo: r}
	return m, r.Write(ctx, rev, m.Path(r.Root))
}

// Path is where a path of the file system stands in the mirror.
func (m *Mirror) Path(path string) string {
	return filepath.Join(m.Folder, strings.TrimPrefix(path, filepath.VolumeName(path)))
}

// Link links what the module of a folder of the repository, or its workspace,
// has outside of it, and returns the environment that the go command needs in the
// mirror, to be added to that of this process.
func (m *Mirror) Link(ctx context.Context, dir string) (env []string, err error) {
	work, err := goCommand(ctx, dir, "env", "GOWORK")
	if err != nil {
		return nil, fmt.Errorf("find the workspace of %s: %w", dir, err)
	}
	work = strings.TrimSpace(work)
	if work == "" || work == "off" {
		module, err := goCommand(ctx, m.Path(dir), "env", "GOMOD")
		if err != nil {
			return nil, fmt.Errorf("find the module of %s: %w", dir, err)
		}
		if module = strings.TrimSpace(module); module == "" || module == os.DevNull || !within(m.Folder, module) {
			return nil, nil // the go command will say it
		}
		return nil, m.follow(ctx, []string{filepath.Dir(module)})
	}
	if !within(m.repo.Root, work) {
		for _, file := range []string{work, strings.TrimSuffix(work, ".work") + ".work.sum"} {
			info, err := os.Stat(file)
			if err == nil {
				err = copyFile(file, m.Path(file), info)
			}
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("copy the workspace file: %w", err)
			}
		}
	}
	if os.Getenv("GOWORK") != "" {
		env = []string{"GOWORK=" + m.Path(work)}
	}
	return env, m.workspace(ctx, m.Path(work))
}

// edited is what "go mod edit -json" and "go work edit -json" say of paths.
type edited struct {
	Use     []struct{ DiskPath string }
	Replace []struct{ Old, New struct{ Path, Version string } }
}

// read reads a go.mod or go.work file.
func read(ctx context.Context, kind, file string) (e edited, err error) {
	out, err := goCommand(ctx, filepath.Dir(file), kind, "edit", "-json", file)
	if err == nil {
		err = json.Unmarshal([]byte(out), &e)
	}
	if err != nil {
		return e, fmt.Errorf("read %s: %w", file, err)
	}
	return e, nil
}

// workspace follows the modules of a workspace file of the mirror, and what it
// replaces.
func (m *Mirror) workspace(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err != nil {
		return nil // this revision has none
	}
	e, err := read(ctx, "work", file)
	if err != nil {
		return err
	}
	var modules []string
	for _, use := range e.Use {
		dir, err := m.lead(filepath.Dir(file), use.DiskPath)
		if err != nil {
			return err
		}
		modules = append(modules, dir)
	}
	for _, r := range e.Replace {
		if r.New.Version == "" {
			if _, err := m.lead(filepath.Dir(file), r.New.Path); err != nil {
				return err
			}
		}
	}
	return m.follow(ctx, modules)
}

// follow links what main modules are replaced by.
func (m *Mirror) follow(ctx context.Context, modules []string) error {
	for _, dir := range modules {
		file := filepath.Join(dir, "go.mod")
		if _, err := os.Stat(file); err != nil {
			continue // the go command will say it
		}
		e, err := read(ctx, "mod", file)
		if err != nil {
			return err
		}
		for _, r := range e.Replace {
			if r.New.Version != "" {
				continue
			}
			if _, err := m.lead(dir, r.New.Path); err != nil {
				return err
			}
		}
	}
	return nil
}

// lead makes a path of a go.mod or go.work file in a folder of the mirror lead
// somewhere, and returns where.
func (m *Mirror) lead(dir, path string) (string, error) {
	path = filepath.FromSlash(path)
	if filepath.IsAbs(path) {
		if within(m.repo.Root, path) {
			return "", fmt.Errorf("a module is replaced by %s, which would be the working tree's in every revision: make the path relative", path)
		}
		return path, nil
	}
	there := filepath.Join(dir, path)
	if !within(m.Folder, there) {
		return there, nil // it is above the root of the file system
	}
	return there, m.link(there)
}

// link makes a path of the mirror lead to that of the file system, unless it is
// there or belongs to the repository.
func (m *Mirror) link(there string) error {
	if within(m.Path(m.repo.Root), there) {
		return nil
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
	// The folder is there because the repository is below it: link what it has
	// beside.
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

// origin is the path of the file system that stands at a path of the mirror.
func (m *Mirror) origin(there string) string {
	rest, _ := filepath.Rel(m.Folder, there)
	return filepath.VolumeName(m.repo.Root) + string(filepath.Separator) + rest
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// within reports whether a path is a folder or lies in it.
func within(folder, path string) bool {
	rest, err := filepath.Rel(folder, path)
	return err == nil && rest != ".." && !strings.HasPrefix(rest, ".."+string(filepath.Separator))
}

// goCommand is the output of a go command.
func goCommand(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	if args[0] != "env" {
		cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GOFLAGS=") })
		cmd.Env = append(cmd.Env, "GOFLAGS=") // flags of a build mean nothing to it
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if said := strings.TrimSpace(stderr.String()); said != "" {
			return "", errors.New(said)
		}
		return "", err
	}
	return stdout.String(), nil
}

// Root is that of the repository.
func (m *Mirror) Root() string { return m.repo.Root }
