package revision

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// place is what a test makes beside a repository, and asks of its mirror.
type place struct {
	name   string
	files  map[string]string // of the repository
	later  map[string]string // of the working tree, once the others are committed
	beside map[string]string // of the folder that it is in
	dir    string            // from which it is run
	work   string            // GOWORK, relative to the folder that it is in
	query  []string          // arguments of the go command in the mirror
	want   string            // what it prints, without the mirror's path
	err    string            // a part of what Link says
}

const library = "package lib\n\nfunc One() int { return 1 }\n"

func user(path string) string {
	return "package user\n\nimport \"" + path + "\"\n\nvar X = lib.One()\n"
}

// list asks whether a package and what it needs can be loaded, and from where.
var list = []string{"list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}} {{.Dir}}{{end}}", "."}

func places() []place {
	inside := map[string]string{
		"go.mod": "module example.com/user\n\ngo 1.24\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../shared/lib\n", "user.go": user("example.com/lib"),
	}
	outside := map[string]string{"shared/lib/go.mod": "module example.com/lib\n\ngo 1.24\n", "shared/lib/lib.go": library}
	member := map[string]string{"go.mod": "module example.com/user\n\ngo 1.24\n", "user.go": user("example.com/lib")}
	members := map[string]string{
		".gitignore": "go.work\ngo.work.sum\n", "user/go.mod": member["go.mod"], "user/user.go": member["user.go"],
		"lib/go.mod": "module example.com/lib\n\ngo 1.24\n", "lib/lib.go": library,
	}
	return []place{
		{name: "alone", files: map[string]string{"go.mod": "module example.com/lib\n\ngo 1.24\n", "lib.go": library}, query: list, want: "example.com/lib /repo"},
		{name: "no module", files: map[string]string{"lib.go": library}, query: []string{"env", "GOWORK"}, want: ""},
		{name: "replaced", files: inside, beside: outside, query: list, want: "example.com/lib /shared/lib\nexample.com/user /repo"},
		{
			name: "workspace above", files: member, query: list, want: "example.com/lib /shared/lib\nexample.com/user /repo",
			beside: with(outside, "go.work", "go 1.24\n\nuse (\n\t./repo\n\t./shared/lib\n)\n"),
		},
		{
			name: "workspace inside", dir: "user", query: list, want: "example.com/lib /repo/lib\nexample.com/user /repo/user",
			files: map[string]string{
				"go.work": "go 1.24\n\nuse (\n\t./user\n\t./lib\n)\n", "user/go.mod": member["go.mod"], "user/user.go": member["user.go"],
				"lib/go.mod": "module example.com/lib\n\ngo 1.24\n", "lib/lib.go": library,
			},
			beside: map[string]string{"go.work": "go 1.24\n"}, // which it hides
		},
		{
			name: "workspace leads out", query: list, want: "example.com/lib /shared/lib\nexample.com/user /repo", beside: outside,
			files: with(member, "go.work", "go 1.24\n\nuse (\n\t.\n\t../shared/lib\n)\n"),
		},
		{
			name: "workspace replaces", query: list, want: "example.com/lib /shared/lib\nexample.com/user /repo", beside: outside,
			files: map[string]string{
				"go.work": "go 1.24\n\nuse .\n\nreplace example.com/lib => ../shared/lib\n", "user.go": member["user.go"],
				"go.mod": "module example.com/user\n\ngo 1.24\n\nrequire example.com/lib v0.0.0\n",
			},
		},
		{
			name: "GOWORK", work: "other/go.work", files: member, query: list, want: "example.com/lib /shared/lib\nexample.com/user /repo",
			beside: with(outside, "other/go.work", "go 1.24\n\nuse (\n\t../repo\n\t../shared/lib\n)\n"),
		},
		{
			name: "GOWORK inside", work: "repo/ci.work", files: with(member, "ci.work", "go 1.24\n\nuse (\n\t.\n\t../shared/lib\n)\n"), beside: outside,
			query: list, want: "example.com/lib /shared/lib\nexample.com/user /repo",
		},
		{
			name: "ignored workspace", dir: "user", query: list, want: "example.com/lib /repo/lib\nexample.com/user /repo/user", files: members,
			later: map[string]string{"go.work": "go 1.24\n\nuse (\n\t./user\n\t./lib\n)\n"},
		},
		{
			name: "ignored workspace of GOWORK", dir: "user", work: "repo/go.work", query: list, want: "example.com/lib /repo/lib\nexample.com/user /repo/user", files: members,
			later: map[string]string{"go.work": "go 1.24\n\nuse (\n\t./user\n\t./lib\n)\n"},
		},
		{
			name: "ignored workspace with absolute paths and a new module", dir: "user", query: list, want: "example.com/lib /repo/lib\nexample.com/user /repo/user", files: members,
			later: map[string]string{"go.work": "go 1.24\n\nuse (\n\t./user\n\tROOT/lib\n\t./young\n)\n", "young/go.mod": "module example.com/young\n\ngo 1.24\n"},
		},
		{
			name: "a workspace that is new", dir: "lib", query: []string{"env", "GOWORK"}, want: "", files: map[string]string{"lib/go.mod": members["lib/go.mod"], "lib/lib.go": library},
			later: map[string]string{"go.work": "go 1.24\n\nuse ./lib\n"},
		},
		{
			name: "absolute inside", err: "go.mod leads to ROOT/lib, which would be the working tree's in every revision: make the path relative",
			files: map[string]string{"go.mod": "module example.com/user\n\ngo 1.24\n\nreplace example.com/lib => ROOT/lib\n"},
		},
		{
			name: "absolute outside", query: list, want: "example.com/lib BESIDE/shared/lib\nexample.com/user /repo", beside: outside,
			files: map[string]string{"go.mod": strings.ReplaceAll(inside["go.mod"], "../shared", "BESIDE/shared"), "user.go": inside["user.go"]},
		},
		{
			name: "replaced by nothing", query: []string{"env", "GOWORK"}, want: "",
			files: map[string]string{"go.mod": strings.ReplaceAll(inside["go.mod"], "../shared", "../no/such")},
		},
	}
}

func with(files map[string]string, name, text string) map[string]string {
	all := map[string]string{name: text}
	for k, v := range files {
		all[k] = v
	}
	return all
}

func TestLink(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "-mod=readonly")
	t.Setenv("GOTOOLCHAIN", "local")
	for _, p := range places() {
		t.Run(p.name, func(t *testing.T) { p.check(t) })
	}
}

func (p place) check(t *testing.T) {
	tr := plant(t, nil)
	above := filepath.Dir(tr.Root)
	paths := strings.NewReplacer("ROOT", tr.Root, "BESIDE", above)
	for name, text := range p.files {
		tr.write(map[string]string{name: paths.Replace(text)})
	}
	rev := Revision{Commit: tr.commit(nil)}
	for name, text := range p.later {
		tr.write(map[string]string{name: paths.Replace(text)})
	}
	tree{&Repo{Root: above}, t}.write(p.beside)
	if p.work != "" {
		t.Setenv("GOWORK", filepath.Join(above, filepath.FromSlash(p.work)))
	}
	before := lines(t, above)
	folder := filepath.Join(resolved(t, t.TempDir()), "mirror")
	m, err := tr.Mirror(context.Background(), rev, folder)
	if err != nil {
		t.Fatal(err)
	}
	env, err := m.Link(context.Background(), filepath.Join(tr.Root, p.dir))
	if p.err != "" {
		if want := paths.Replace(p.err); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Link: %v, want %s", err, want)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", p.query...)
	cmd.Dir = m.Path(filepath.Join(tr.Root, p.dir))
	cmd.Env = append(cmd.Environ(), env...)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v: %s", strings.Join(p.query, " "), err, &said)
	}
	if got, want := strings.ReplaceAll(strings.TrimSpace(string(out)), m.Path(above), ""), paths.Replace(p.want); got != want {
		t.Errorf("go %s = %s, want %s", strings.Join(p.query, " "), got, want)
	}
	check(t, "what is beside", lines(t, above), before)
}

func resolved(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// TestLinkByRevision: the base has a workspace that the working tree lacks, and
// the other way round.
func TestLinkByRevision(t *testing.T) {
	tr := plant(t, map[string]string{"go.mod": "module example.com/user\n\ngo 1.24\n"})
	lacks := Revision{Commit: tr.run("rev-parse", "HEAD")}
	has := Revision{Commit: tr.commit(map[string]string{"go.work": "go 1.24\n\nuse (\n\t.\n\t../lib\n)\n"})}
	tree{&Repo{Root: filepath.Dir(tr.Root)}, t}.write(map[string]string{"lib/go.mod": "module example.com/lib\n"})
	for _, there := range []string{"main", lacks.Commit} {
		tr.run("checkout", "-q", there)
		for _, rev := range []Revision{lacks, has} {
			m, err := tr.Mirror(context.Background(), rev, filepath.Join(resolved(t, t.TempDir()), "mirror"))
			if err != nil {
				t.Fatal(err)
			}
			if env, err := m.Link(context.Background(), tr.Root); err != nil || env != nil {
				t.Errorf("Link = %q, %v, want nothing", env, err)
			}
			lib := m.Path(filepath.Join(filepath.Dir(tr.Root), "lib", "go.mod"))
			if _, err := os.Stat(lib); (err == nil) != (rev == has) {
				t.Errorf("with %.7s checked out, %s of %.7s: %v", there, lib, rev.Commit, err)
			}
		}
	}
}

// TestLinkBelowWorkspace: the scratch folder lies below a workspace file that is
// not the repository's.
func TestLinkBelowWorkspace(t *testing.T) {
	tr := plant(t, map[string]string{"go.mod": "module example.com/user\n\ngo 1.24\n"})
	folder := resolved(t, t.TempDir())
	if err := os.WriteFile(filepath.Join(folder, "go.work"), []byte("go 1.24\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	m, err := tr.Mirror(context.Background(), Revision{Commit: tr.run("rev-parse", "HEAD")}, filepath.Join(folder, "mirror"))
	if err != nil {
		t.Fatal(err)
	}
	if env, err := m.Link(context.Background(), tr.Root); err != nil || !slices.Equal(env, []string{"GOWORK=off"}) {
		t.Errorf("Link = %q, %v, want GOWORK=off", env, err)
	}
}

func TestLinkWithoutGo(t *testing.T) {
	tr := plant(t, map[string]string{"go.mod": "module example.com/user\n"})
	m, err := tr.Mirror(context.Background(), Revision{Commit: tr.run("rev-parse", "HEAD")}, filepath.Join(resolved(t, t.TempDir()), "mirror"))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := m.Link(context.Background(), tr.Root); err == nil || !strings.Contains(err.Error(), "there is no go on PATH: install it") {
		t.Errorf("Link without a go command: %v", err)
	}
}

// TestLinkWritesNothing: a module outside is linked, and what it lacks is not made
// there.
func TestLinkWritesNothing(t *testing.T) {
	tr := plant(t, map[string]string{"go.mod": "module example.com/user\n", "go.work": "go 1.24\n\nuse (\n\t.\n\t../lib\n)\n"})
	above := filepath.Dir(tr.Root)
	tree{&Repo{Root: above}, t}.write(map[string]string{"lib/go.mod": "module example.com/lib\n\nreplace example.com/x => ./no/such/x\n\nreplace example.com/y => ../y\n"})
	before := lines(t, above)
	m, err := tr.Mirror(context.Background(), Revision{Commit: tr.run("rev-parse", "HEAD")}, filepath.Join(resolved(t, t.TempDir()), "mirror"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Link(context.Background(), tr.Root); err != nil {
		t.Fatal(err)
	}
	check(t, "what is beside", lines(t, above), before)
	if exists(filepath.Join(above, "lib", "no")) {
		t.Error("Link made a folder outside of the mirror")
	}
}

// TestMirrorLinks: symbolic links of a revision lead where they do in the
// repository, but never to the files of the working tree.
func TestMirrorLinks(t *testing.T) {
	tr := plant(t, map[string]string{"data": "1", "sub/a": ""})
	above := filepath.Dir(tr.Root)
	tree{&Repo{Root: above}, t}.write(map[string]string{"corpus/big": "beside"})
	tr.symlink("../data", "sub/up")
	tr.symlink(filepath.Join(tr.Root, "data"), "own")
	tr.symlink("../corpus/big", "out")
	tr.symlink("../../corpus", "sub/corpus")
	tr.symlink(filepath.Join(above, "corpus"), "absolute")
	tr.symlink("../no/such", "nowhere")
	rev := Revision{Commit: tr.commit(nil)}
	tr.write(map[string]string{"data": "2"})
	m, err := tr.Mirror(context.Background(), rev, filepath.Join(resolved(t, t.TempDir()), "mirror"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"sub/up": "1", "own": "1", "out": "beside", "sub/corpus/big": "beside", "absolute/big": "beside"} {
		if got, err := os.ReadFile(m.Path(filepath.Join(tr.Root, name))); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v, want %q", name, got, err, want)
		}
	}
	if got := m.Root(); got != tr.Root {
		t.Errorf("Root() = %s, want %s", got, tr.Root)
	}
}
