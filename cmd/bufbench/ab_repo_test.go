package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// abPlace is a folder with a repository in it, and what ab needs beside that.
type abPlace struct {
	above, root string // the repository is in above
	temp        string // TMPDIR of ab
	results     string
	env         []string
}

// newABPlace makes a repository with nothing in it.
func newABPlace(t *testing.T) *abPlace {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git (apt-get install git)")
	}
	above, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p := &abPlace{above: above, root: filepath.Join(above, "repo"), temp: t.TempDir(), results: t.TempDir()}
	p.env = append(os.Environ(), "TMPDIR="+p.temp, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_ALLOW_PROTOCOL=file",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.com",
		"GOPROXY=off", "GOTOOLCHAIN=local", "GOWORK=", "GOFLAGS=", "GITHUB_ACTIONS=")
	if err := os.Mkdir(p.root, 0o777); err != nil {
		t.Fatal(err)
	}
	p.git(t, "init", "-q", "-b", "main")
	return p
}

// git runs git in the repository, as people do.
func (p *abPlace) git(t *testing.T, args ...string) string {
	t.Helper()
	out, err := p.gitCommand(args...).CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (p *abPlace) gitCommand(args ...string) *exec.Cmd {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = p.root, p.env
	return cmd
}

// commit commits all that lies there.
func (p *abPlace) commit(t *testing.T) {
	t.Helper()
	p.git(t, "add", "-A", "-f")
	p.git(t, "commit", "-q", "-m", "a commit")
}

// write writes a file of the repository.
func (p *abPlace) write(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(p.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// shape copies a part of testdata/shapes.
func (p *abPlace) shape(t *testing.T, shape, into string) {
	t.Helper()
	if err := os.CopyFS(into, os.DirFS(filepath.Join("testdata", "shapes", filepath.FromSlash(shape)))); err != nil {
		t.Fatal(err)
	}
}

// replace replaces a text in a file of the repository, which must have it.
func (p *abPlace) replace(t *testing.T, name, before, after string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(before)) {
		t.Fatalf("%s has no %q", name, before)
	}
	p.write(t, name, strings.ReplaceAll(string(text), before, after))
}

// abEnd is how ab ended.
type abEnd struct {
	code           int
	stdout, stderr string
}

// String is all that it said.
func (e abEnd) String() string {
	return fmt.Sprintf("exit code %d\n%s\n%s", e.code, e.stdout, e.stderr)
}

// command is ab in a folder of the repository, with twelve pairs of launches.
func (p *abPlace) command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("bufbench", append([]string{"ab", "-results", p.results, "-count", "12"}, args...)...)
	cmd.Dir, cmd.Env = filepath.Join(p.root, filepath.FromSlash(dir)), p.env
	return cmd
}

// ab runs it on revisions, with short samples. It must leave nothing.
func (p *abPlace) ab(t *testing.T, dir string, args ...string) abEnd {
	t.Helper()
	cmd := p.command(dir, append([]string{"-benchtime", "200x"}, args...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var code *exec.ExitError
	if err != nil && !errors.As(err, &code) {
		t.Fatal(err)
	}
	p.empty(t)
	return abEnd{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// empty checks that nothing is left in the folder for temporary files.
func (p *abPlace) empty(t *testing.T) {
	t.Helper()
	left, err := os.ReadDir(p.temp)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range left {
		t.Errorf("temporary file left behind: %s", e.Name())
	}
}

// state is the repository as it is: a line for each file and folder, those of .git
// too, by which nothing can be written there without being seen.
func (p *abPlace) state(t *testing.T) (all []string) {
	t.Helper()
	err := filepath.WalkDir(p.root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var what string
		switch {
		case d.Type()&fs.ModeSymlink != 0:
			what, err = os.Readlink(path)
		case d.Type().IsRegular():
			var text []byte
			text, err = os.ReadFile(path)
			what = fmt.Sprintf("%x", sha256.Sum256(text))
		}
		all = append(all, fmt.Sprint(strings.TrimPrefix(path, p.root), " ", info.Mode(), " ", info.ModTime().UnixNano(), " ", what))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// unchanged checks that the repository is as it was.
func (p *abPlace) unchanged(t *testing.T, before []string) {
	t.Helper()
	after := p.state(t)
	for _, line := range before {
		if !slices.Contains(after, line) {
			t.Errorf("the repository lost %s", line)
		}
	}
	for _, line := range after {
		if !slices.Contains(before, line) {
			t.Errorf("the repository got %s", line)
		}
	}
}
