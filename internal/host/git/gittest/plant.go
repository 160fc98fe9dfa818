// Package gittest plants a repository with a program in every hook and under every
// configuration key that can name one. It reports each program that was started.
package gittest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Repo is such a repository. It has a submodule sub, and a bare repository that lies
// in its folder bare as files. A tracked file of each is changed.
type Repo struct {
	Root  string
	marks string // the folder in which a program that is started leaves its name
}

// hooks are all that git could run here.
var hooks = []string{
	"applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg", "post-commit",
	"pre-rebase", "post-checkout", "post-merge", "pre-push", "reference-transaction", "post-index-change", "pre-auto-gc", "fsmonitor-watchman",
}

// keys are those that name a program.
var keys = []string{
	"core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.alternateRefsCommand", "core.gitProxy",
	"diff.external", "diff.x.textconv", "diff.x.command", "merge.x.driver", "gpg.program", "gpg.ssh.program", "credential.helper",
	"filter.x.clean", "filter.x.smudge", "filter.x.process", "filter.lfs.smudge", "lfs.extension.x.clean",
	"remote.origin.uploadpack", "uploadpack.packObjectsHook", "sequence.editor", "alias.status", "pager.status", "pager.config", "hook.x.command",
}

// Environment returns the variables by which git commits in a test, whatever this
// machine has configured.
func Environment() []string {
	return []string{
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.com",
	}
}

// Plant makes it. What the caller's environment says of git is set aside.
func Plant(t *testing.T) *Repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git (apt-get install git)")
	}
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, variable := range append(Environment(), "GIT_CEILING_DIRECTORIES="+root) {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	r := &Repo{Root: filepath.Join(root, "repo"), marks: filepath.Join(root, "marks")}
	sub := filepath.Join(r.Root, "sub")
	for _, dir := range []string{r.marks, sub, filepath.Join(root, "hooks")} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{sub, r.Root} {
		r.git(t, dir, "init", "--quiet", "--initial-branch=main")
		write(t, filepath.Join(dir, "a"), "1")
		write(t, filepath.Join(dir, ".gitattributes"), "a filter=x diff=x merge=x\n")
		r.git(t, dir, "add", "--all")
		r.git(t, dir, "commit", "--quiet", "--message", "planted")
	}
	r.git(t, r.Root, "tag", "v1")
	r.git(t, r.Root, "clone", "--quiet", "--bare", ".", "bare")
	for _, hook := range hooks {
		r.program(t, filepath.Join(root, "hooks", hook), hook)
	}
	for _, dir := range []string{sub, r.Root, filepath.Join(r.Root, "bare")} {
		r.arm(t, dir, filepath.Join(root, "hooks"))
	}
	for _, dir := range []string{sub, r.Root} {
		write(t, filepath.Join(dir, "a"), "2")
	}
	r.Started(t, "") // by these commands
	return r
}

// arm names the programs in the configuration of a repository.
func (r *Repo) arm(t *testing.T, dir, hooks string) {
	t.Helper()
	path := filepath.Join(dir, ".git", "config")
	if _, err := os.Stat(path); err != nil {
		path = filepath.Join(dir, "config")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	set := func(key, value string) {
		section, name := key[:strings.LastIndexByte(key, '.')], key[strings.LastIndexByte(key, '.')+1:]
		if before, driver, deep := strings.Cut(section, "."); deep {
			section = before + " \"" + driver + "\""
		}
		text = append(text, "["+section+"]\n\t"+name+" = "+value+"\n"...)
	}
	for _, key := range keys {
		program := filepath.Join(filepath.Dir(hooks), key)
		r.program(t, program, key)
		set(key, program)
	}
	for _, key := range []string{"filter.x.required", "commit.gpgSign", "log.showSignature"} {
		set(key, "true")
	}
	set("hook.x.event", "post-index-change")
	set("core.hooksPath", hooks)
	write(t, path, string(text))
}

// program writes a program that leaves its name.
func (r *Repo) program(t *testing.T, path, name string) {
	t.Helper()
	write(t, path, "#!/bin/sh\necho started >'"+filepath.Join(r.marks, name)+"'\n")
	if err := os.Chmod(path, 0o777); err != nil {
		t.Fatal(err)
	}
}

// git runs git as people do.
func (r *Repo) git(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, out)
	}
}

// Started fails where a program was started since it was called last; without a name
// for what may have done it, it only begins anew.
func (r *Repo) Started(t *testing.T, by string) {
	t.Helper()
	marks, err := os.ReadDir(r.marks)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range marks {
		if by != "" {
			t.Errorf("%s started the program of %s", by, m.Name())
		}
		os.Remove(filepath.Join(r.marks, m.Name()))
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
