package match

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
)

// buildAll builds packages of both sides and returns the folders of those that build on
// both. It notes the others as failed. The error is about all packages.
func (m *Match) buildAll(ctx context.Context, folder *scratch.Folder, dirs []string) ([]string, error) {
	build := m.buildInTurns
	if m.spec.Sampling.Instructions || m.spec.Sampling.Launches {
		build = func(ctx context.Context, _ *scratch.Folder, dirs []string) (failures, error) {
			return m.build(ctx, dirs)
		}
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
			m.spec.Say("%s", m.Sides[one.side].told(one.err))
		}
		one := sides[0]
		c := &m.Sides[one.side]
		m.fail(c.packages[dir].Path, fmt.Sprintf("in the %s: it does not build: %s%s", one.side, c.inRepository(one.brief()), c.ignoredHint(ctx, dir)))
	}
	return without(dirs, failed), ctx.Err()
}

// failures are failed builds by folder.
type failures map[string][]failure

// failure is a failed build of a package on one side.
type failure struct {
	side Side
	err  error
}

// brief returns the first message of the compiler.
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

// buildInTurns builds both sides with the hooks for samples in turn. If one side does
// not bear the hooks, it builds both without, and WhyNot says why.
func (m *Match) buildInTurns(ctx context.Context, folder *scratch.Folder, dirs []string) (failures, error) {
	plain := [2]gotest.Source{m.Sides[Base].source, m.Sides[Head].source}
	hooked := m.hooked(ctx, folder)
	if m.WhyNot != "" {
		return m.build(ctx, dirs)
	}
	m.Sides[Base].source, m.Sides[Head].source = hooked[Base], hooked[Head]
	failed, err := m.build(ctx, dirs)
	if err != nil || len(failed) == 0 {
		return failed, err
	}
	m.Sides[Base].source, m.Sides[Head].source = plain[Base], plain[Head]
	suspects := slices.Collect(maps.Keys(failed))
	broken, err := m.build(ctx, suspects)
	if err != nil {
		return nil, err
	}
	for _, dir := range suspects {
		if len(broken[dir]) == 0 { // it builds without the hooks
			m.WhyNot = brief(failed[dir][0].err.Error())
		}
	}
	if m.WhyNot == "" {
		m.Sides[Base].source, m.Sides[Head].source = hooked[Base], hooked[Head]
		return broken, nil
	}
	more, err := m.build(ctx, without(dirs, broken))
	maps.Copy(broken, more)
	return broken, err
}

// hooked returns the sources of both sides with the hooks for samples in turn. If that
// fails, WhyNot says why.
func (m *Match) hooked(ctx context.Context, folder *scratch.Folder) (sources [2]gotest.Source) {
	m.WhyNot = gotest.TurnsLack()
	for i := range m.Sides {
		if m.WhyNot != "" {
			break
		}
		c := &m.Sides[i]
		s, err := c.source.Hooked(ctx, hooksIn(folder, filepath.Base(c.mirror.Folder)), gotest.TurnsOverlay)
		if err != nil {
			m.WhyNot = fmt.Sprintf("in the %s: %v", c.side, err)
		}
		sources[i] = s
	}
	return sources
}

// build builds the test binaries of packages of both sides.
func (m *Match) build(ctx context.Context, dirs []string) (failures, error) {
	jobs, err := m.jobs(ctx, dirs, m.spec.Linking.Layouts)
	if err != nil {
		return nil, err
	}
	said := do(ctx, jobs)
	failed := failures{}
	for i, j := range jobs {
		known := slices.ContainsFunc(failed[j.dir], func(f failure) bool { return f.side == j.of.side })
		if said[i] != nil && !known {
			failed[j.dir] = append(failed[j.dir], failure{j.of.side, said[i]})
		}
	}
	return failed, ctx.Err()
}
