package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procgroup"
)

// Call is where and how git is called.
type Call struct {
	Dir     string   // in which it runs
	Env     []string // beside that of this process, such as GIT_INDEX_FILE
	In      string   // its standard input
	Filters bool     // run the filters that the person's own configuration has, and git-lfs; false runs none
}

// Output is what a git command prints. Its error has git's own words.
func (c Call) Output(ctx context.Context, args ...string) (string, error) {
	drivers, err := c.drivers(ctx)
	if err != nil {
		return "", err
	}
	return c.run(ctx, drivers.off(), args)
}

// Unfiltered are the names of the filters that this call does not run.
func (c Call) Unfiltered(ctx context.Context) ([]string, error) {
	drivers, err := c.drivers(ctx)
	return drivers.filters, err
}

// settings hold for every call. The last two are for a whole commit: no part of an
// index of ours goes into the repository, and no file is left out of it.
var settings = []string{
	"core.hooksPath=" + os.DevNull, "core.fsmonitor=false", "gc.auto=0", "maintenance.auto=false",
	"safe.bareRepository=explicit",
	"core.pager=cat", "core.editor=:", "core.askPass=", "core.sshCommand=false", "core.alternateRefsCommand=:",
	"credential.helper=", "protocol.allow=never", "submodule.recurse=false",
	"diff.external=", "commit.gpgSign=false", "tag.gpgSign=false", "log.showSignature=false", "gpg.program=false",
	"core.splitIndex=false", "core.sparseCheckout=false",
}

// run runs git with some settings beside those of every call.
func (c Call) run(ctx context.Context, more, args []string) (string, error) {
	var all []string
	for _, list := range [][]string{settings, more} {
		for _, setting := range list {
			all = append(all, "-c", setting)
		}
	}
	cmd := exec.CommandContext(ctx, "git", append(all, args...)...)
	cmd.Dir = c.Dir
	cmd.Env = append(environment(os.Environ()), c.Env...)
	cmd.Stdin = strings.NewReader(c.In)
	out, err := procgroup.Output(ctx, cmd)
	if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, nil
}

// kept are the variables of git that a call keeps: the person's configuration, how
// far git looks for a repository, the folder of git's own programs, the author and
// committer, and those of git-lfs. All others could lead to another repository, or
// start a program.
var kept = []string{"GIT_CONFIG_", "GIT_CEILING_DIRECTORIES=", "GIT_DISCOVERY_ACROSS_FILESYSTEM=", "GIT_EXEC_PATH=", "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_LFS_"}

// environment returns the environment of a git command. It leaves out of this
// process's own every variable of git that is not kept, and adds variables of ours. An
// older git does not know GIT_NO_LAZY_FETCH, but it has no transport to fetch by.
func environment(own []string) []string {
	var env []string
	for _, variable := range own {
		if !strings.HasPrefix(variable, "GIT_") || isKept(variable) {
			env = append(env, variable)
		}
	}
	return append(env, "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "GIT_SSH_COMMAND=false",
		"GIT_ALLOW_PROTOCOL=none", "GIT_NO_LAZY_FETCH=1", "GIT_PAGER=cat", "GIT_EDITOR=:", "LC_ALL=C")
}

func isKept(variable string) bool {
	if strings.HasPrefix(variable, "GIT_CONFIG_PARAMETERS=") { // it would outdo our settings
		return false
	}
	for _, prefix := range kept {
		if strings.HasPrefix(variable, prefix) {
			return true
		}
	}
	return false
}

// Missing reports whether there is no git on PATH.
func Missing() bool {
	_, err := exec.LookPath("git")
	return errors.Is(err, exec.ErrNotFound)
}
