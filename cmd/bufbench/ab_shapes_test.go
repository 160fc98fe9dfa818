package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/cli/exit"
)

// abShape is modules as people have them.
type abShape struct {
	name  string
	env   []string
	lay   func(t *testing.T, p *abPlace) // writes the files of the base
	twice func(t *testing.T, p *abPlace) // doubles the work of the benchmark
	after func(t *testing.T, p *abPlace) // where the repository is to be another; may be nil
	dir   string                         // in which ab runs
}

// inRoot lays a shape out in the repository itself.
func inRoot(shape string) func(*testing.T, *abPlace) {
	return func(t *testing.T, p *abPlace) { p.shape(t, shape, p.root) }
}

// doubles replaces a text of a file.
func doubles(name, before, after string) func(*testing.T, *abPlace) {
	return func(t *testing.T, p *abPlace) { p.replace(t, name, before, after) }
}

// beside writes a file beside the repository.
func beside(t *testing.T, p *abPlace, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(p.above, name), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func abShapes() []abShape {
	const once, again = "sum.Of(1)", "sum.Of(2)"
	return []abShape{
		{name: "workspace", lay: inRoot("workspace"), twice: doubles("sum/sum.go", "rounds = 50", "rounds = 100"), dir: "codec"},
		{
			name: "workspace above", twice: doubles("codec_test.go", once, again),
			lay: func(t *testing.T, p *abPlace) {
				p.shape(t, "workspace/codec", p.root)
				p.shape(t, "workspace/sum", filepath.Join(p.above, "sum"))
				beside(t, p, "go.work", "go 1.24\n\nuse (\n\t./repo\n\t./sum\n)\n")
			},
		},
		{
			name: "replaced beside", twice: doubles("codec_test.go", once, again),
			lay: func(t *testing.T, p *abPlace) {
				p.shape(t, "workspace/codec", p.root)
				p.shape(t, "workspace/sum", filepath.Join(p.above, "sum"))
				p.replace(t, "go.mod", "require", "replace example.com/sum => ../sum\n\nrequire")
			},
		},
		{name: "nested", lay: inRoot("nested"), twice: doubles("native/sum.h", "ROUNDS 50", "ROUNDS 100"), dir: "native"},
		{
			name: "vendored", lay: inRoot("vendored"), twice: doubles("vendor/example.com/sum/sum.go", "rounds = 50", "rounds = 100"),
			env: []string{"GOFLAGS=-mod=vendor"},
		},
		{
			name: "shallow", lay: inRoot("workspace"), twice: doubles("sum/sum.go", "rounds = 50", "rounds = 100"), dir: "codec",
			after: func(t *testing.T, p *abPlace) {
				p.git(t, "clone", "-q", "--depth=2", "file://"+p.root, "../shallow")
				p.root = filepath.Join(p.above, "shallow")
			},
		},
		{
			name: "submodule", dir: "codec",
			lay: func(t *testing.T, p *abPlace) {
				p.shape(t, "workspace", p.root)
				p.apart(t, "sum")
			},
			twice: func(t *testing.T, p *abPlace) {
				p.replace(t, "sum/sum.go", "rounds = 50", "rounds = 100")
				p.git(t, "-C", "sum", "commit", "-q", "-a", "-m", "twice")
			},
		},
	}
}

// apart makes a folder of the repository a submodule.
func (p *abPlace) apart(t *testing.T, name string) {
	t.Helper()
	origin := filepath.Join(p.above, name)
	if err := os.Rename(filepath.Join(p.root, name), origin); err != nil {
		t.Fatal(err)
	}
	p.git(t, "-C", origin, "init", "-q", "-b", "main")
	p.git(t, "-C", origin, "add", "-A")
	p.git(t, "-C", origin, "commit", "-q", "-m", "apart")
	p.git(t, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", origin, name)
}

// TestABShapes: work done twice is worse in modules of every shape, without
// network.
func TestABShapes(t *testing.T) {
	for _, s := range abShapes() {
		t.Run(s.name, func(t *testing.T) {
			if s.name == "nested" {
				needCgo(t)
			}
			p := newABPlace(t)
			p.env = append(p.env, s.env...)
			s.lay(t, p)
			p.commit(t)
			s.twice(t, p)
			p.commit(t)
			if s.after != nil {
				s.after(t, p)
			}
			before := p.state(t)
			got := p.ab(t, s.dir, "--base", "HEAD~1")
			if got.code != exit.Worse || !strings.Contains(got.stdout, "Work") {
				t.Errorf("twice the work: %v, want that it is worse", got)
			}
			p.unchanged(t, before)
		})
	}
}

// needCgo skips a test where the go command builds no C.
func needCgo(t *testing.T) {
	t.Helper()
	out, err := exec.Command("go", "env", "CGO_ENABLED").Output()
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(out)) != "1" {
		t.Skip("the go command builds no C here (CGO_ENABLED=1 and a C compiler)")
	}
}

// TestABWithoutSubmodule: a clone that lacks a submodule builds neither side, and
// says which.
func TestABWithoutSubmodule(t *testing.T) {
	p := newABPlace(t)
	p.shape(t, "workspace", p.root)
	p.apart(t, "sum")
	p.commit(t)
	p.git(t, "clone", "-q", "file://"+p.root, "../clone")
	p.root = filepath.Join(p.above, "clone")
	before := p.state(t)
	got := p.ab(t, "codec", "--base", "HEAD")
	if got.code != exit.Failed || !strings.Contains(got.stderr, "sum") || got.stdout != "" {
		t.Errorf("without the submodule: %v, want exit code %d", got, exit.Failed)
	}
	p.unchanged(t, before)
}
