package match

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/bufbench/bufbench/internal/host/procgroup"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/revision"
)

// Side is one revision with its packages.
type Side struct {
	Revision revision.Revision
	Go       string // version of the go command that builds it

	name     alternate.Side
	mirror   *revision.Mirror
	source   gotest.Source
	packages map[string]*built // by folder, relative to the mirror
	order    []string          // of folders
	absent   string            // why the base has nothing to compare with; empty where it has
	missing  map[string]string // what was asked for and is not there: why, by pattern
}

// built is a package with its test binaries, one a layout.
type built struct {
	gotest.Package
	binaries []gotest.Binary
}

// measurable reports whether the package has benchmarks, as far as can be seen.
func (b *built) measurable() bool { return len(b.Benchmarks) > 0 || b.Unread || b.Broken != "" }

// String is how errors name the side: the base (main, 1a2b3c4d5).
func (s *Side) String() string {
	return fmt.Sprintf("the %s (%s, %s)", s.name, s.Revision.Name, s.Revision.Short())
}

// prepare writes the files of a side into a folder and lists its packages.
func (s *Side) prepare(ctx context.Context, repo *revision.Repo, folder *scratch.Folder, w Wish) error {
	// Paths of one length on both sides, because they stand in the binaries and in
	// the environment, where they move what is behind them.
	into := filepath.Join(folder.Path, []string{"a", "b"}[s.name])
	mirror, err := repo.Mirror(ctx, s.Revision, into)
	if err != nil {
		return err
	}
	s.mirror = mirror
	dir := mirror.Path(w.Dir)
	s.packages, s.missing = map[string]*built{}, map[string]string{}
	if _, err := os.Stat(dir); err != nil {
		return s.lacks("folder %s: run this in one that both have", w.Dir)
	}
	env, err := mirror.Link(ctx, w.Dir)
	if err != nil {
		return fmt.Errorf("prepare %s: %w", s, err)
	}
	if s.source, err = w.source(dir, folder, env...); err != nil {
		return fmt.Errorf("prepare %s: %w", s, err)
	}
	if err := s.generate(ctx, w); err != nil {
		return err
	}
	if s.Go, err = s.source.Setting(ctx, "GOVERSION"); err != nil {
		return fmt.Errorf("ask the go command about %s: %w", s, err)
	}
	module, err := s.source.Setting(ctx, "GOMOD")
	if err != nil {
		return fmt.Errorf("ask the go command about %s: %w", s, err)
	}
	if !mirror.Holds(module) { // also of a module above the scratch folder
		return s.lacks("go.mod at or above %s: compare revisions that are Go modules", w.Dir)
	}
	if err := runsHere(ctx, s.source); err != nil {
		return err
	}
	if w.Instructions {
		if err := countingHooks(ctx, &s.source, folder, filepath.Base(into)); err != nil {
			return err
		}
	}
	return s.list(ctx, w.Patterns)
}

// generate runs the line that makes files of no revision, such as generated code.
func (s *Side) generate(ctx context.Context, w Wish) error {
	if len(w.Prepare) == 0 {
		return nil
	}
	line := w.Prepare[min(int(s.name), len(w.Prepare)-1)]
	w.Say("running %q in the %s", line, s.name)
	args := words(line)
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir, cmd.Env = s.source.Dir, append(cmd.Environ(), s.source.Env...)
	said := &tail{most: 4 << 10}
	if _, err := procgroup.Run(cmd, nil, said); err != nil {
		return fmt.Errorf("prepare %s: %q ended with %w: %s", s, line, err, said)
	}
	return nil
}

// lacks is an error about what the side does not have. A base need not have it: what
// is new has nothing to be compared with.
func (s *Side) lacks(format string, args ...any) error {
	err := fmt.Errorf("%s has no "+format, append([]any{s}, args...)...)
	if s.name == alternate.Base {
		s.absent = err.Error()
		return nil
	}
	return err
}

// source is packages in a folder. What is killed leaves its temporary files in the
// scratch folder, with which they go.
func (w Wish) source(dir string, folder *scratch.Folder, env ...string) (gotest.Source, error) {
	temp := filepath.Join(folder.Path, "tmp")
	if err := os.MkdirAll(temp, 0o777); err != nil {
		return gotest.Source{}, err
	}
	return gotest.Source{Dir: dir, Env: append(env, folder.Env(), "TMPDIR="+temp, "GOTMPDIR="+temp), Flags: w.flags()}, nil
}

// runsHere says where test binaries are built for another system.
func runsHere(ctx context.Context, source gotest.Source) error {
	for name, own := range map[string]string{"GOOS": runtime.GOOS, "GOARCH": runtime.GOARCH} {
		set, err := source.Setting(ctx, name)
		if err != nil {
			return fmt.Errorf("ask the go command for %s: %w", name, err)
		}
		if set != own {
			return usagef("%s is %s, and what is built for it does not run on %s (unset %s)", name, set, own, name)
		}
	}
	return nil
}

func (s *Side) list(ctx context.Context, patterns []string) error {
	var own []string
	for _, p := range patterns {
		if strings.HasSuffix(p, ".go") {
			return usagef("%q is a file: ab compares packages, such as . and ./...", p)
		}
		if filepath.IsAbs(p) {
			p = s.mirror.Path(p)
		}
		own = append(own, p)
	}
	found, err := s.source.Packages(ctx, own)
	if err != nil {
		return fmt.Errorf("in %s: %w", s, err)
	}
	for _, p := range found {
		if p.Missing != "" {
			s.missing[p.Path] = strings.ReplaceAll(p.Missing, s.mirror.Folder, "")
			continue
		}
		dir, err := filepath.Rel(s.mirror.Folder, p.Dir)
		if err != nil {
			dir = p.Path
		}
		s.packages[dir] = &built{Package: p}
		s.order = append(s.order, dir)
	}
	return nil
}

// seed is that of a layout of a side. The linker takes 0 for none.
func (m *Match) seed(side, layout int) uint64 {
	return (m.wish.Seed<<8+uint64(side)<<7+uint64(layout))&(1<<62-1) | 1<<40
}

// commands begin lines that GitHub would take for its workflow commands.
var commands = regexp.MustCompile(`(?m)^\s*(::|##\[)`)

// ignoredHint returns a hint with the names of the files that git ignores beside a
// package, or "" if there are none. No revision has these files, and a package that
// needs them does not work without them.
func (s *Side) ignoredHint(ctx context.Context, dir string) string {
	names := s.mirror.Ignored(ctx, s.packages[dir].Dir)
	const most = 3
	switch {
	case len(names) == 0:
		return ""
	case len(names) > most:
		names = append(names[:most:most], "…")
	}
	return fmt.Sprintf(" (git ignores %s there, so no revision has them: if the package needs them, let git track them, git add -f)", strings.Join(names, ", "))
}
