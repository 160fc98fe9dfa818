package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bufbench/bufbench/internal/cli/exit"
)

// abWork makes a module with one benchmark. Its work is a constant number of
// allocations, so timing does not decide which side does more.
func abWork(t *testing.T) *abPlace {
	t.Helper()
	p := newABPlace(t)
	p.write(t, "go.mod", "module example.com/work\n\ngo 1.24\n")
	p.write(t, "rounds.go", "package work\n\nconst rounds = 50\n")
	p.write(t, "work_test.go", `package work

import "testing"

var sink *int

func BenchmarkWork(b *testing.B) {
	for range b.N {
		for i := range rounds {
			sink = &i
		}
	}
}
`)
	p.write(t, ".gitignore", "*.out\n/generated.go\n")
	p.commit(t)
	return p
}

// much is rounds.go of a head that is worse. Twice as many rounds would be measured in
// several layouts first, which takes long.
const much = "package work\n\nconst rounds = 1000\n"

// TestABState: the repository is as it was, to the byte and the nanosecond,
// whatever lies there and whatever ab comes to.
func TestABState(t *testing.T) {
	tests := []struct {
		name string
		make func(t *testing.T, p *abPlace) // of a clean working tree
		args []string
		want int
		said string // on either output
	}{
		{
			name: "changed", want: exit.Worse, said: "head: the working tree (",
			make: func(t *testing.T, p *abPlace) { p.write(t, "rounds.go", much) },
		},
		{
			name: "untracked", want: exit.Worse,
			make: func(t *testing.T, p *abPlace) {
				p.write(t, "rounds.go", "package work\n\nconst rounds = more\n")
				p.write(t, "more.go", "package work\n\nconst more = 1000\n")
			},
		},
		{
			name: "deleted", want: exit.Worse,
			make: func(t *testing.T, p *abPlace) {
				p.write(t, "other.go", much)
				if err := os.Remove(filepath.Join(p.root, "rounds.go")); err != nil {
					t.Fatal(err)
				}
			},
		},
		{
			name: "ignored", want: exit.Failed, said: "undefined: more",
			make: func(t *testing.T, p *abPlace) {
				p.write(t, "rounds.go", "package work\n\nconst rounds = more\n")
				p.write(t, "generated.go", "package work\n\nconst more = 1000\n")
			},
		},
		{
			name: "symlinked", want: exit.Worse,
			make: func(t *testing.T, p *abPlace) {
				p.write(t, "more/rounds.txt", much)
				if err := os.Remove(filepath.Join(p.root, "rounds.go")); err != nil {
					t.Fatal(err)
				}
				if err := os.Symlink("more/rounds.txt", filepath.Join(p.root, "rounds.go")); err != nil {
					t.Skipf("there are no symbolic links: %v", err)
				}
			},
		},
		{
			name: "staged and stashed", want: exit.Worse,
			make: func(t *testing.T, p *abPlace) {
				p.write(t, "rounds.go", "package work\n\nconst rounds = 3\n")
				p.git(t, "stash", "-q")
				p.write(t, "rounds.go", much)
				p.git(t, "add", "rounds.go")
				p.git(t, "pack-refs", "--all")
				p.write(t, "x.out", "ignored")
			},
		},
		{
			name: "merging", want: exit.Failed, said: "does not build",
			make: func(t *testing.T, p *abPlace) {
				p.git(t, "checkout", "-q", "-b", "side")
				p.write(t, "rounds.go", much)
				p.commit(t)
				p.git(t, "checkout", "-q", "main")
				p.write(t, "rounds.go", "package work\n\nconst rounds = 200\n")
				p.commit(t)
				p.conflict(t, "side")
			},
		},
		{name: "no such revision", want: exit.Usage, args: []string{"-head", "nosuch"}, make: func(*testing.T, *abPlace) {}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := abWork(t)
			tt.make(t, p)
			before := p.state(t)
			got := p.ab(t, ".", append([]string{"--base", "HEAD"}, tt.args...)...)
			if got.code != tt.want || !strings.Contains(got.stdout+got.stderr, tt.said) {
				t.Errorf("%v, want exit code %d and %q", got, tt.want, tt.said)
			}
			p.unchanged(t, before)
		})
	}
}

// conflict merges a branch that cannot be merged.
func (p *abPlace) conflict(t *testing.T, branch string) {
	t.Helper()
	if out, err := p.gitCommand("merge", branch).CombinedOutput(); err == nil {
		t.Fatalf("there is no conflict: %s", out)
	}
}

// TestABHooks: hooks of the repository do not run, and settings that would write
// into it do not hold.
func TestABHooks(t *testing.T) {
	p := abWork(t)
	p.write(t, "rounds.go", much)
	mark := filepath.Join(t.TempDir(), "mark")
	for _, hook := range []string{"post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman"} {
		p.write(t, ".git/hooks/"+hook, "#!/bin/sh\necho "+hook+" >>"+mark+"\n")
		if err := os.Chmod(filepath.Join(p.root, ".git", "hooks", hook), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, value := range map[string]string{"core.splitIndex": "true", "core.fsmonitor": ".git/hooks/fsmonitor-watchman", "core.untrackedCache": "true", "gc.auto": "1"} {
		p.git(t, "config", name, value)
	}
	os.Remove(mark)
	before := p.state(t)
	if got := p.ab(t, ".", "--base", "HEAD"); got.code != exit.Worse {
		t.Errorf("%v, want exit code %d", got, exit.Worse)
	}
	if said, err := os.ReadFile(mark); err == nil {
		t.Errorf("hooks ran: %s", said)
	}
	p.unchanged(t, before)
}
