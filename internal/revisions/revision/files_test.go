package revision

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/host/git/gittest"
)

func TestWriteCommit(t *testing.T) {
	tr := plant(t, map[string]string{"a": "1", "run.sh": "#!/bin/sh\n", "deep/er/b": "b", "sp ace\tü": "odd", ".gitignore": "*.o\n", "index": "", "into.index": "kept"})
	tr.symlink("deep/er", "link")
	tr.run("add", "-A")
	tr.run("update-index", "--chmod=+x", "run.sh")
	tr.run("commit", "-q", "-m", "modes")
	tr.remove("deep")
	tr.write(map[string]string{"a": "2", "new": "", "x.o": ""})
	rev, err := tr.Resolve(context.Background(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	before := tr.state()
	check(t, "Write", tr.written(rev), []string{
		`.gitignore "*.o\n"`, `a "1"`, `deep/er/b "b"`, `index ""`, `into.index "kept"`, `link -> deep/er`, `run.sh x "#!/bin/sh\n"`, "sp ace\tü \"odd\"",
	})
	check(t, "the repository", tr.state(), before)
}

func TestWriteDirty(t *testing.T) {
	tr := plant(t, map[string]string{"same": "1", "changed": "1", "deleted": "1", "staged": "1", "folder/a": "1", "file": "1", "linked/a": "1", "elsewhere/a": "2", ".gitignore": "*.o\n"})
	tr.remove("deleted")
	tr.remove("folder")
	tr.remove("file")
	tr.remove("linked")
	tr.symlink("elsewhere", "linked") // a folder became a link
	tr.symlink("/no/such/place", "dangling")
	tr.write(map[string]string{"changed": "2", "new/file": "3", "x.o": "ignored", "staged": "2", "folder": "a file", "file/a": "a folder", "run": ""})
	tr.run("add", "staged")
	if err := os.Chmod(filepath.Join(tr.Root, "run"), 0o755); err != nil {
		t.Fatal(err)
	}
	before := tr.state()
	check(t, "Write", tr.working(), []string{
		`.gitignore "*.o\n"`, `changed "2"`, `dangling -> /no/such/place`, `elsewhere/a "2"`, `file/a "a folder"`, `folder "a file"`,
		`linked -> elsewhere`, `new/file "3"`, `run x ""`, `same "1"`, `staged "2"`,
	})
	check(t, "the repository", tr.state(), before)
}

func TestWriteUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	tr := plant(t, map[string]string{"a": "1"})
	tr.write(map[string]string{"secret": "s"})
	if err := os.Chmod(filepath.Join(tr.Root, "secret"), 0); err != nil {
		t.Fatal(err)
	}
	check(t, "Write", tr.working(), []string{`a "1"`})
}

// TestWriteMerging: a path in conflict has an entry a side.
func TestWriteMerging(t *testing.T) {
	tr := plant(t, map[string]string{"a": "1\n"})
	tr.symlink("one", "link")
	tr.commit(nil)
	tr.run("branch", "side")
	tr.remove("link")
	tr.symlink("two", "link")
	tr.commit(map[string]string{"a": "2\n"})
	tr.run("checkout", "-q", "side")
	tr.remove("link")
	tr.symlink("three", "link")
	tr.commit(map[string]string{"a": "3\n"})
	if _, err := tr.git(context.Background(), "merge", "main"); err == nil {
		t.Fatal("there is no conflict")
	}
	got := tr.working()
	if len(got) != 2 || !strings.Contains(got[0], "<<<<<<<") || got[1] != "link -> three" {
		t.Errorf("Write in a merge = %q", got)
	}
}

// TestWriteAttributes: line ends are as the revision itself has them.
func TestWriteAttributes(t *testing.T) {
	tr := plant(t, map[string]string{".gitattributes": "*.txt eol=crlf\n", "sub/.gitattributes": "b.txt eol=lf\n", "a.txt": "1\r\n", "sub/b.txt": "1\n", "c.md": "1\n"})
	base := tr.run("rev-parse", "HEAD")
	tr.remove("sub/.gitattributes")
	tr.commit(map[string]string{".gitattributes": "*.txt eol=lf\n"})
	check(t, "Write", tr.written(Revision{Commit: base}), []string{
		`.gitattributes "*.txt eol=crlf\n"`, `a.txt "1\r\n"`, `c.md "1\n"`, `sub/.gitattributes "b.txt eol=lf\n"`, `sub/b.txt "1\n"`,
	})
	check(t, "Write", tr.written(Revision{Commit: tr.run("rev-parse", "HEAD")}), []string{
		`.gitattributes "*.txt eol=lf\n"`, `a.txt "1\n"`, `c.md "1\n"`, `sub/b.txt "1\n"`,
	})
	tr.write(map[string]string{"a.txt": "2\r\n"})
	check(t, "Write", tr.working(), []string{`.gitattributes "*.txt eol=lf\n"`, `a.txt "2\r\n"`, `c.md "1\n"`, `sub/b.txt "1\n"`})
}

func TestWriteSubmodules(t *testing.T) {
	inner := plant(t, map[string]string{"code": "1"})
	tr := plant(t, map[string]string{"a": "1"})
	tr.run("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.Root, "deep/sub")
	tr.commit(map[string]string{"deep/sub.index": "kept"})
	base := Revision{Name: "base", Commit: tr.run("rev-parse", "HEAD")}
	modules := `.gitmodules "[submodule \"deep/sub\"]\n\tpath = deep/sub\n\turl = ` + inner.Root + `\n"`
	present := []string{modules, `a "1"`, `deep/sub.index "kept"`, `deep/sub/code "1"`}

	inner.commit(map[string]string{"code": "2"})
	sub := tree{&Repo{Root: filepath.Join(tr.Root, "deep", "sub")}, t}
	sub.run("pull", "-q", "origin", "main")
	check(t, "Write of the working tree", tr.working(), []string{modules, `a "1"`, `deep/sub.index "kept"`, `deep/sub/code "2"`})
	check(t, "Write of the commit", tr.written(base), present)
	sub.run("checkout", "-q", "HEAD~1")
	sub.write(map[string]string{"code": "3", "new": ""})
	tr.run("config", "diff.ignoreSubmodules", "all")
	before := tr.state()
	check(t, "Write of changes in it", tr.working(), []string{modules, `a "1"`, `deep/sub.index "kept"`, `deep/sub/code "3"`, `deep/sub/new ""`})
	check(t, "Write of the commit", tr.written(base), present)
	check(t, "the repository", tr.state(), before)

	absent := filepath.Join(t.TempDir(), "absent")
	tr.run("clone", "-q", tr.Root, absent)
	without := tree{&Repo{Root: absent}, t}
	check(t, "Write without it", without.written(base), []string{modules, `a "1"`, `deep/sub.index "kept"`})

	// The working tree has it, but not the commit that a revision wants.
	tr.run("config", "--unset", "diff.ignoreSubmodules")
	later := inner.commit(map[string]string{"code": "4"})
	tr.run("update-index", "--cacheinfo", "160000,"+later+",deep/sub")
	tr.run("commit", "-q", "-m", "later")
	err := tr.Write(context.Background(), Revision{Name: "later", Commit: tr.run("rev-parse", "HEAD")}, filepath.Join(t.TempDir(), "into"))
	if want := "git -C deep/sub fetch origin " + later; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("Write of a submodule's absent commit: %v, want %s", err, want)
	}
}

// TestWriteSparse: what a sparse checkout leaves out belongs to the revision.
func TestWriteSparse(t *testing.T) {
	for _, index := range []string{"--no-sparse-index", "--sparse-index"} {
		t.Run(index, func(t *testing.T) {
			tr := plant(t, map[string]string{"a": "1", "in/a": "1", "out/a": "1", "out/deep/b": "1"})
			tr.run("sparse-checkout", "init", "--cone", index)
			tr.run("sparse-checkout", "set", "in")
			whole := []string{`a "1"`, `in/a "1"`, `out/a "1"`, `out/deep/b "1"`}
			check(t, "Write of the commit", tr.written(Revision{Commit: tr.run("rev-parse", "HEAD")}), whole)
			tr.write(map[string]string{"in/a": "2"})
			before := tr.state()
			whole[1] = `in/a "2"`
			check(t, "Write of the working tree", tr.working(), whole)
			check(t, "the repository", tr.state(), before)
		})
	}
}

// TestWriteWorktree: a working tree that is not the repository's first.
func TestWriteWorktree(t *testing.T) {
	tr := plant(t, map[string]string{"a": "1"})
	tr.run("worktree", "add", "-q", "-b", "side", "../beside")
	beside := tree{&Repo{Root: filepath.Join(filepath.Dir(tr.Root), "beside")}, t}
	beside.commit(map[string]string{"a": "2"})
	before := tr.state()
	check(t, "Write", beside.written(Revision{Commit: tr.run("rev-parse", "side")}), []string{`a "2"`})
	check(t, "Write", beside.written(Revision{Commit: tr.run("rev-parse", "main")}), []string{`a "1"`})
	check(t, "the repository", tr.state(), before)

	// Of a repository that has none of its own.
	bare := filepath.Join(t.TempDir(), "bare")
	tr.run("clone", "-q", "--bare", tr.Root, bare)
	tr.run("-C", bare, "worktree", "add", "-q", "../own", "side")
	own, err := Open(context.Background(), filepath.Join(filepath.Dir(bare), "own"))
	if err != nil {
		t.Fatal(err)
	}
	check(t, "Write", tree{own, t}.written(Revision{Commit: tr.run("rev-parse", "main")}), []string{`a "1"`})
}

// TestWritePartial: nothing is fetched, and what fetches it is said, and does.
func TestWritePartial(t *testing.T) {
	tr := plant(t, map[string]string{"a": "1"})
	base := tr.run("rev-parse", "HEAD")
	tr.commit(map[string]string{"a": "2"})
	tr.run("config", "uploadpack.allowFilter", "true")
	tr.run("config", "uploadpack.allowAnySHA1InWant", "true")
	partial := filepath.Join(t.TempDir(), "partial")
	tr.run("clone", "-q", "--filter=blob:none", "file://"+tr.Root, partial)
	clone := tree{&Repo{Root: partial}, t}
	err := clone.Write(context.Background(), Revision{Commit: base}, filepath.Join(t.TempDir(), "into"))
	if want := "git archive " + base[:9]; err == nil || !strings.Contains(err.Error(), want) {
		t.Fatalf("Write of a commit whose files are not here: %v, want %s", err, want)
	}
	clone.run("archive", "--output="+os.DevNull, base[:9])
	check(t, "Write", clone.written(Revision{Commit: base}), []string{`a "1"`})
}

// TestWriteFiltered: a filter of the repository's own configuration is not run, and
// a file that needs it is refused by name. One of the person's is run.
func TestWriteFiltered(t *testing.T) {
	tr := plant(t, map[string]string{"a": "1", "b": "1", ".gitattributes": "b filter=shout\n"})
	base := Revision{Commit: tr.run("rev-parse", "HEAD")}
	own := filepath.Join(t.TempDir(), "config")
	tr.run("config", "--file", own, "filter.shout.smudge", "tr 1 !")
	t.Setenv("GIT_CONFIG_GLOBAL", own)
	filtered := []string{".gitattributes \"b filter=shout\\n\"", `a "1"`, `b "!"`}
	check(t, "Write", tr.written(base), filtered)
	tr.run("config", "filter.shout.smudge", "tr 1 ?")
	err := tr.Write(context.Background(), base, filepath.Join(t.TempDir(), "into"))
	if err == nil || !strings.Contains(err.Error(), `b goes through the filter "shout"`) {
		t.Errorf("Write of a file with a filter of the repository's: %v, want its name", err)
	}
	tr.run("config", "--unset", "filter.shout.smudge")
	tr.run("config", "filter.other.smudge", "tr 1 ?") // of no file
	check(t, "Write", tr.written(base), filtered)
}

// TestWriteHostile: a repository whose configuration names programs for everything.
func TestWriteHostile(t *testing.T) {
	r := gittest.Plant(t)
	repo, err := Open(context.Background(), r.Root)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"HEAD", "v1", ":/planted"} {
		rev, err := repo.Resolve(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		repo.Write(context.Background(), rev, filepath.Join(t.TempDir(), "into"))
		r.Started(t, "Write of "+name)
	}
	rev, err := repo.WorkingTree(context.Background())
	if err != nil || !rev.Dirty {
		t.Fatalf("WorkingTree is %v, %v, want one with changes", rev, err)
	}
	if err := repo.Write(context.Background(), rev, filepath.Join(t.TempDir(), "into")); err != nil {
		t.Error(err)
	}
	r.Started(t, "Write of the working tree")
	if _, err := Open(context.Background(), filepath.Join(r.Root, "bare")); err == nil || !strings.Contains(err.Error(), "is bare") {
		t.Errorf("Open of an embedded bare repository: %v, want that it is bare", err)
	}
	r.Started(t, "Open of a bare repository")
}

// TestWriteQuietly: no hook runs, and nothing is written to the repository,
// whatever its settings ask for.
func TestWriteQuietly(t *testing.T) {
	tr := plant(t, map[string]string{"a": "1"})
	base := tr.run("rev-parse", "HEAD")
	tr.commit(map[string]string{"a": "2"})
	mark := filepath.Join(t.TempDir(), "mark")
	for _, hook := range []string{"post-checkout", "post-index-change", "pre-commit", "reference-transaction", "fsmonitor-watchman"} {
		name := filepath.Join(tr.Root, ".git", "hooks", hook)
		if err := os.WriteFile(name, []byte("#!/bin/sh\necho "+hook+" >>"+mark+"\n"), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, setting := range []string{"core.splitIndex=true", "core.fsmonitor=.git/hooks/fsmonitor-watchman", "gc.auto=1", "core.untrackedCache=true", "feature.manyFiles=true"} {
		name, value, _ := strings.Cut(setting, "=")
		tr.run("config", name, value)
	}
	tr.write(map[string]string{"a": "3", "new": ""})
	os.Remove(mark) // that git left just now
	before := tr.state()
	for range 2 {
		check(t, "Write", tr.written(Revision{Commit: base}), []string{`a "1"`})
		check(t, "Write", tr.working(), []string{`a "3"`, `new ""`})
	}
	check(t, "the repository", tr.state(), before)
	if said, err := os.ReadFile(mark); err == nil {
		t.Errorf("hooks ran: %s", said)
	}
}

func TestWriteEnded(t *testing.T) {
	tr := plant(t, map[string]string{"a": "1"})
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for _, dirty := range []bool{false, true} {
		err := tr.Write(ended, Revision{Commit: tr.run("rev-parse", "HEAD"), Dirty: dirty}, filepath.Join(t.TempDir(), "into"))
		if err == nil || !strings.Contains(err.Error(), context.Canceled.Error()) {
			t.Errorf("Write of an ended context, dirty %t: %v", dirty, err)
		}
	}
}
