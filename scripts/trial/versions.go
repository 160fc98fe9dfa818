package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// commit commits a version of a module to a repository, and gives it a tag.
func (p *pasts) commit(ctx context.Context, repo, path, version, tag string) error {
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", path+"@"+version)
	cmd.Dir = p.dir
	text, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("download %s@%s: %w", path, version, err)
	}
	var got struct{ Dir string }
	if err := json.Unmarshal(text, &got); err != nil {
		return fmt.Errorf("download %s@%s: %w", path, version, err)
	}
	if _, err := os.Stat(repo); err != nil {
		if err := os.MkdirAll(repo, 0o777); err != nil {
			return err
		}
		if err := inGit(ctx, repo, "init", "--quiet"); err != nil {
			return err
		}
	} else if err := inGit(ctx, repo, "rm", "-r", "--quiet", "."); err != nil {
		return err
	}
	if err := copyWritable(repo, got.Dir); err != nil {
		return fmt.Errorf("copy %s@%s: %w", path, version, err)
	}
	return commitAll(ctx, repo, version, tag)
}

// copyWritable copies the files of a folder. Those of the module cache may not be
// written to.
func copyWritable(to, from string) error {
	return filepath.WalkDir(from, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if e.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o777)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), text, 0o666)
	})
}
