package match

import (
	"context"
	"errors"
	"fmt"
	"go/version"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// buildAll builds the packages of some folders on both sides, and returns the
// folders of those that build. The others are moved to Failed. The error is one
// that concerns all packages.
func (m *Match) buildAll(ctx context.Context, folder *scratch.Folder, dirs []string) ([]string, error) {
	build := m.buildInTurns
	if m.wish.Instructions || m.wish.Launches {
		build = m.build
	}
	failed, err := build(ctx, folder, dirs)
	if err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		sides := failed[dir]
		if len(sides) == 0 {
			continue
		}
		for _, one := range sides {
			m.wish.Say("%s", m.Sides[one.side].told(one.err))
		}
		one := sides[0]
		s := &m.Sides[one.side]
		said := strings.ReplaceAll(one.brief(), s.mirror.Folder, "")
		m.Failed = append(m.Failed, Note{s.packages[dir].Path, fmt.Sprintf("in the %s: it does not build: %s%s", one.side, said, s.ignoredHint(ctx, dir))})
	}
	return without(dirs, failed), ctx.Err()
}

// failures are packages that do not build, by folder.
type failures map[string][]failure

// failure is why a package does not build, and on which side.
type failure struct {
	side alternate.Side
	err  error
}

// brief is the first thing that the compiler says.
func (f failure) brief() string {
	said := f.err.Error()
	var of *gotest.BuildError
	if errors.As(f.err, &of) {
		said = of.Said
	}
	for line := range strings.Lines(said) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return brief(line)
		}
	}
	return brief(said)
}

func without(dirs []string, failed failures) []string {
	return slices.DeleteFunc(slices.Clone(dirs), func(dir string) bool {
		return len(failed[dir]) > 0
	})
}

// buildInTurns builds both sides with hooks that take samples in turn. WhyNot is
// what keeps either from it; both are built without then.
func (m *Match) buildInTurns(ctx context.Context, folder *scratch.Folder, dirs []string) (failures, error) {
	m.WhyNot = gotest.TurnsLack()
	plain := [2]gotest.Source{m.Sides[0].source, m.Sides[1].source}
	hooked := plain
	for i := range m.Sides {
		if m.WhyNot != "" {
			break
		}
		s, err := m.Sides[i].source.Hooked(ctx, hooksIn(folder, filepath.Base(m.Sides[i].mirror.Folder)), gotest.TurnsOverlay)
		if err != nil {
			m.WhyNot = fmt.Sprintf("in the %s: %v", m.Sides[i].name, err)
		}
		hooked[i] = s
	}
	if m.WhyNot != "" {
		return m.build(ctx, folder, dirs)
	}
	m.Sides[0].source, m.Sides[1].source = hooked[0], hooked[1]
	failed, err := m.build(ctx, folder, dirs)
	if err != nil || len(failed) == 0 {
		return failed, err
	}
	m.Sides[0].source, m.Sides[1].source = plain[0], plain[1]
	var suspects []string
	for dir := range failed {
		suspects = append(suspects, dir)
	}
	broken, err := m.build(ctx, folder, suspects)
	if err != nil {
		return nil, err
	}
	for _, dir := range suspects {
		if len(broken[dir]) == 0 { // the hooks are what it does not bear
			m.WhyNot = brief(failed[dir][0].err.Error())
		}
	}
	if m.WhyNot == "" {
		m.Sides[0].source, m.Sides[1].source = hooked[0], hooked[1]
		return broken, nil
	}
	more, err := m.build(ctx, folder, without(dirs, broken))
	maps.Copy(broken, more)
	return broken, err
}

// job is a test binary to be built.
type job struct {
	dir    string
	side   *Side
	binary string
	more   []string
}

// build builds the test binaries of packages of both sides, two at a time: one
// of either side, as a rule.
func (m *Match) build(ctx context.Context, folder *scratch.Folder, dirs []string) (failures, error) {
	jobs, err := m.jobs(ctx, dirs, m.wish.Layouts)
	if err != nil {
		return nil, err
	}
	said := m.do(ctx, jobs)
	failed := failures{}
	for i, j := range jobs {
		known := slices.ContainsFunc(failed[j.dir], func(f failure) bool { return f.side == j.side.name })
		if said[i] != nil && !known {
			failed[j.dir] = append(failed[j.dir], failure{j.side.name, said[i]})
		}
	}
	return failed, ctx.Err()
}

// do does jobs, two at a time, and returns their errors.
func (m *Match) do(ctx context.Context, jobs []job) []error {
	var wait sync.WaitGroup
	room := make(chan struct{}, 2)
	said := make([]error, len(jobs))
	for i, j := range jobs {
		room <- struct{}{}
		wait.Go(func() {
			defer func() { <-room }()
			if ctx.Err() == nil {
				said[i] = j.side.source.Build(ctx, j.side.packages[j.dir].Package, j.binary, j.more...)
			}
		})
	}
	wait.Wait()
	return said
}

// jobs are the test binaries of packages of both sides: one each in the linker's order, or
// so many in random layouts. They take the place of those that the packages had.
func (m *Match) jobs(ctx context.Context, dirs []string, layouts int) (jobs []job, err error) {
	m.builds++
	for at, dir := range dirs {
		for i := range m.Sides {
			m.Sides[i].packages[dir].binaries = nil
		}
		for layout := range max(1, layouts) {
			for i := range m.Sides {
				s := &m.Sides[i]
				one := job{dir: dir, side: s, binary: filepath.Join(m.scratch, fmt.Sprintf("%s-%d-%d-%d.test", []string{"a", "b"}[i], m.builds, at, layout))}
				if layouts > 0 {
					if one.more, err = s.layout(ctx, m.seed(i, layout)); err != nil {
						return nil, err
					}
				}
				s.add(dir, one.binary, m.wish)
				jobs = append(jobs, one)
			}
		}
	}
	return jobs, nil
}

// add adds a test binary to those of a package.
func (s *Side) add(dir, path string, w Wish) {
	p := s.packages[dir]
	p.binaries = append(p.binaries, gotest.Binary{Path: path, Dir: p.Dir, Env: s.source.Env, Procs: w.Procs, Args: w.Args, Limit: w.Timeout})
}

// layout returns the flags of a build with a random order of functions. Half of the seeds
// also give functions another alignment, if the linker can.
func (s *Side) layout(ctx context.Context, seed uint64) ([]string, error) {
	flags := "-randlayout=" + strconv.FormatUint(seed, 10)
	if seed&1 == 1 && version.Compare(s.Go, "go1.25") >= 0 {
		flags += " -funcalign=64"
	}
	flag, err := s.source.Linker(ctx, flags)
	return []string{flag}, err
}

// Relink links the test binaries of some benchmarks anew, in so many random layouts of
// each side, and returns the groups that measure them so.
func (m *Match) Relink(ctx context.Context, some []Benchmark, layouts int) ([]alternate.Group, error) {
	var dirs []string
	for _, b := range some {
		if !slices.Contains(dirs, b.dir) {
			dirs = append(dirs, b.dir)
		}
	}
	m.wish.Say("linking %d test binaries in random layouts", 2*layouts*len(dirs))
	jobs, err := m.jobs(ctx, dirs, layouts)
	if err != nil {
		return nil, err
	}
	for _, said := range m.do(ctx, jobs) {
		if said != nil {
			return nil, fmt.Errorf("link in a random layout: %w", said)
		}
	}
	var groups []alternate.Group
	for _, b := range some { // each by itself: they are few
		groups = append(groups, m.group([]Benchmark{b}, m.starts[b.dir]))
	}
	return groups, ctx.Err()
}

// told is the failure with all that the compiler said. Paths are those of the
// repository.
func (s *Side) told(err error) string {
	var of *gotest.BuildError
	if !errors.As(err, &of) {
		return err.Error()
	}
	said := commands.ReplaceAllString(strings.ReplaceAll(of.Said, s.mirror.Folder, ""), "| $0")
	return fmt.Sprintf("%s does not build: %s\n%s", s, of.Package, said)
}
