package revision

import (
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

	"github.com/bufbench/bufbench/internal/host/procgroup"
)

// Link links the files outside of the repository that the module of a folder, or its
// workspace, refers to. It returns the environment of the go command in the mirror,
// beside that of this process.
func (m *Mirror) Link(ctx context.Context, dir string) (env []string, err error) {
	// The workspace of GOWORK, or one above the repository.
	above, err := workspaceOf(ctx, filepath.Dir(m.repo.Root))
	if err != nil {
		return nil, err
	}
	if above != "" && !within(m.repo.Root, above) {
		if err := m.take(above, sumOf(above)); err != nil {
			return nil, err
		}
	}
	own, err := m.ignored(ctx, dir)
	if err != nil {
		return nil, err
	}
	work, err := workspaceOf(ctx, m.Path(dir))
	switch {
	case err != nil:
		return nil, err
	case work != "" && m.Holds(work):
		return nil, m.workspace(ctx, work)
	case work != "" && (work == above || work == own): // GOWORK names it
		if !exists(m.Path(work)) {
			return []string{"GOWORK=off"}, nil // this revision has none
		}
		return []string{"GOWORK=" + m.Path(work)}, m.workspace(ctx, m.Path(work))
	case work != "": // it lies above the mirror, by chance
		env = []string{"GOWORK=off"}
	}
	module, err := goCommand(ctx, m.Path(dir), "env", "GOMOD")
	if err != nil {
		return nil, fmt.Errorf("find the module of %s: %w", dir, err)
	}
	if module = strings.TrimSpace(module); module == "" || module == os.DevNull || !m.Holds(module) {
		return env, nil // the go command will say it
	}
	return env, m.follow(ctx, []string{filepath.Dir(module)})
}

// ignored finds the workspace file of a folder in the repository. If git ignores the
// file, no revision has it, and it holds for all: ignored copies it into the mirror. Own
// is its path, or empty.
func (m *Mirror) ignored(ctx context.Context, dir string) (own string, err error) {
	own, err = workspaceOf(ctx, dir)
	if err != nil || own == "" || !within(m.repo.Root, own) {
		return "", err
	}
	if _, err := m.repo.git(ctx, "check-ignore", "--quiet", "--", own); err != nil {
		return own, ctx.Err() // the revision has it, or has none
	}
	if err := m.take(own, sumOf(own)); err != nil {
		return own, err
	}
	return own, m.adapt(ctx, own)
}

// adapt makes a copied workspace file one of this revision. Absolute paths into the
// repository lead into the mirror, and modules that the revision lacks are left out.
func (m *Mirror) adapt(ctx context.Context, own string) error {
	file := m.Path(own)
	e, err := read(ctx, "work", file)
	if err != nil {
		return err
	}
	edit := []string{"work", "edit"}
	for _, use := range e.Use {
		path := filepath.FromSlash(use.DiskPath)
		there := filepath.Join(filepath.Dir(file), path)
		if filepath.IsAbs(path) {
			there = m.Path(path)
		}
		switch inside := within(m.Path(m.repo.Root), there); {
		case inside && !exists(filepath.Join(there, "go.mod")):
			edit = append(edit, "-dropuse="+use.DiskPath)
		case inside && filepath.IsAbs(path):
			edit = append(edit, "-dropuse="+use.DiskPath, "-use="+filepath.ToSlash(there))
		}
	}
	if len(edit) == 2 {
		return nil
	}
	if _, err := goCommand(ctx, filepath.Dir(file), append(edit, file)...); err != nil {
		return fmt.Errorf("adapt %s, which git ignores, to the revision: %w", own, err)
	}
	return nil
}

// sumOf returns the file of checksums of a workspace file.
func sumOf(work string) string { return strings.TrimSuffix(work, ".work") + ".work.sum" }

// workspaceOf returns the workspace file of a folder, or "".
func workspaceOf(ctx context.Context, dir string) (string, error) {
	work, err := goCommand(ctx, dir, "env", "GOWORK")
	if err != nil {
		return "", fmt.Errorf("find the workspace of %s: %w", dir, err)
	}
	if work = strings.TrimSpace(work); work == "off" {
		return "", nil
	}
	return work, nil
}

// take copies files, if they exist.
func (m *Mirror) take(files ...string) error {
	for _, file := range files {
		info, err := os.Stat(file)
		if err == nil {
			err = copyFile(file, m.Path(file), info)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("copy the workspace file: %w", err)
		}
	}
	return nil
}

// modFile holds the paths of a go.mod or go.work file, as "go mod edit -json" and "go
// work edit -json" print them.
type modFile struct {
	Use     []struct{ DiskPath string }
	Replace []struct {
		Old, New struct{ Path, Version string }
	}
}

// read reads a go.mod or go.work file.
func read(ctx context.Context, kind, file string) (e modFile, err error) {
	out, err := goCommand(ctx, filepath.Dir(file), kind, "edit", "-json", file)
	if err == nil {
		err = json.Unmarshal([]byte(out), &e)
	}
	if err != nil {
		return e, fmt.Errorf("read %s: %w", file, err)
	}
	return e, nil
}

// workspace follows the modules and the replacements of a workspace file of the mirror.
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
		dir, err := m.lead(file, use.DiskPath)
		if err != nil {
			return err
		}
		modules = append(modules, dir)
	}
	for _, r := range e.Replace {
		if r.New.Version == "" {
			if _, err := m.lead(file, r.New.Path); err != nil {
				return err
			}
		}
	}
	return m.follow(ctx, modules)
}

// follow links the replacements of main modules.
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
			if _, err := m.lead(file, r.New.Path); err != nil {
				return err
			}
		}
	}
	return nil
}

// goCommand returns the output of a go command.
func goCommand(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	if args[0] != "env" {
		cmd.Env = slices.DeleteFunc(cmd.Environ(), func(v string) bool { return strings.HasPrefix(v, "GOFLAGS=") })
		cmd.Env = append(cmd.Env, "GOFLAGS=") // it knows no flags of a build
	}
	return procgroup.Output(ctx, cmd)
}
