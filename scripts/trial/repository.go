package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"

	"github.com/bufbench/bufbench/internal/host/git"
)

// commitAll commits all files of a repository, also those that git ignores, and moves a tag
// to that commit.
func commitAll(ctx context.Context, repo, message, tag string) error {
	for _, args := range [][]string{{"add", "--all", "--force"}, {"commit", "--quiet", "-m", message}, {"tag", "--force", tag}} {
		if err := inGit(ctx, repo, args...); err != nil {
			return err
		}
	}
	return nil
}

// inGit runs git in a repository.
func inGit(ctx context.Context, dir string, args ...string) error {
	by := []string{"GIT_AUTHOR_NAME=trial", "GIT_AUTHOR_EMAIL=trial@localhost", "GIT_COMMITTER_NAME=trial", "GIT_COMMITTER_EMAIL=trial@localhost"}
	_, err := git.Call{Dir: dir, Env: by}.Output(ctx, args...)
	return err
}

// command runs a command that is to end well.
func command(ctx context.Context, dir, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, text)
	}
	return nil
}
