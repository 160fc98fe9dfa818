package revision

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree is a repository that a test works in.
type tree struct {
	*Repo
	t *testing.T
}

// plant makes a repository with one commit of some files.
func plant(t *testing.T, files map[string]string) tree {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git (apt-get install git)")
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_ALLOW_PROTOCOL": "file",
		"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com",
	} {
		t.Setenv(name, value)
	}
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	root = filepath.Join(root, "repo")
	if err := os.Mkdir(root, 0o777); err != nil {
		t.Fatal(err)
	}
	tr := tree{&Repo{Root: root}, t}
	tr.run("init", "-q", "-b", "main")
	tr.commit(files)
	return tr
}

// run runs git as people do.
func (tr tree) run(args ...string) string {
	tr.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = tr.Root
	out, err := cmd.CombinedOutput()
	if err != nil {
		tr.t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// write writes files below the root.
func (tr tree) write(files map[string]string) {
	tr.t.Helper()
	for name, text := range files {
		path := filepath.Join(tr.Root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			tr.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			tr.t.Fatal(err)
		}
	}
}

// symlink makes a symbolic link below the root.
func (tr tree) symlink(target, name string) {
	tr.t.Helper()
	if err := os.Symlink(target, filepath.Join(tr.Root, name)); err != nil {
		tr.t.Skipf("there are no symbolic links: %v", err)
	}
}

func (tr tree) remove(name string) {
	tr.t.Helper()
	if err := os.RemoveAll(filepath.Join(tr.Root, name)); err != nil {
		tr.t.Fatal(err)
	}
}

// commit commits all that lies there, with some files written before, and returns
// its hash.
func (tr tree) commit(files map[string]string) string {
	tr.t.Helper()
	tr.write(files)
	tr.run("add", "-A")
	tr.run("commit", "-q", "--allow-empty", "-m", "a commit")
	return tr.run("rev-parse", "HEAD")
}

// written is what Write makes of a revision: a line a file, with what it holds.
func (tr tree) written(rev Revision) []string {
	tr.t.Helper()
	into := filepath.Join(tr.t.TempDir(), "into")
	if err := tr.Write(context.Background(), rev, into); err != nil {
		tr.t.Fatal(err)
	}
	return lines(tr.t, into)
}

// working is Write's of the working tree.
func (tr tree) working() []string {
	tr.t.Helper()
	rev, err := tr.WorkingTree(context.Background())
	if err != nil {
		tr.t.Fatal(err)
	}
	if !rev.Dirty {
		tr.t.Fatal("the working tree is said to have no changes")
	}
	return tr.written(rev)
}

// lines are the files below a folder: name, then x where it can be run, then what
// it holds or leads to.
func lines(t *testing.T, root string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(root, path)
		info, err := d.Info()
		if err != nil {
			return err
		}
		if d.Type()&fs.ModeSymlink != 0 {
			target, err := os.Readlink(path)
			all = append(all, filepath.ToSlash(name)+" -> "+target)
			return err
		}
		text, err := os.ReadFile(path)
		mode := ""
		if info.Mode()&0o100 != 0 {
			mode = " x"
		}
		all = append(all, fmt.Sprintf("%s%s %q", filepath.ToSlash(name), mode, text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// state is all that a repository and its working tree hold, byte for byte.
func (tr tree) state() []string {
	tr.t.Helper()
	return lines(tr.t, tr.Root)
}

// check compares lists.
func check(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s = %s, want %s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}
