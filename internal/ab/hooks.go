package ab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/callgrind"
	"github.com/bufbench/bufbench/internal/gotest"
	"github.com/bufbench/bufbench/internal/scratch"
	"github.com/bufbench/bufbench/internal/turns"
)

// countingHooks has the test binaries of a source built with hooks that tell
// callgrind when the timer of a benchmark runs.
func countingHooks(ctx context.Context, source *gotest.Source, folder *scratch.Folder, name string) error {
	if lack := callgrind.Lack(); lack != "" {
		return errors.New(lack)
	}
	hooked, err := hook(ctx, *source, folder, name, callgrind.Overlay)
	if err != nil {
		return err
	}
	*source = hooked
	return nil
}

// buildInTurns builds both sides with hooks that take samples in turn. WhyNot is
// what keeps either from it; both are built without then.
func (m *Match) buildInTurns(ctx context.Context, folder *scratch.Folder, dirs []string) error {
	m.WhyNot = turns.Lack()
	plain := [2]gotest.Source{m.Sides[0].source, m.Sides[1].source}
	for i := range m.Sides {
		s := &m.Sides[i]
		if m.WhyNot != "" {
			break
		}
		hooked, err := hook(ctx, s.source, folder, filepath.Base(s.mirror.Folder), turns.Overlay)
		if err != nil {
			m.WhyNot = fmt.Sprintf("in the %s: %v", s.name, err)
		}
		s.source = hooked
	}
	var with error
	if m.WhyNot == "" {
		if with = m.build(ctx, folder, dirs); with == nil {
			return nil
		}
	}
	for i := range m.Sides {
		m.Sides[i].source = plain[i]
	}
	if err := m.build(ctx, folder, dirs); err != nil {
		return err
	}
	if with != nil {
		m.WhyNot = brief(with.Error())
	}
	return ctx.Err()
}

// overlayFlag finds -overlay in GOFLAGS.
var overlayFlag = regexp.MustCompile(`(^|\s|['"])--?overlay=`)

// hook is a source that is built with hooks in package testing.
func hook(ctx context.Context, source gotest.Source, folder *scratch.Folder, name string, overlay func(goroot, dir string) (string, error)) (gotest.Source, error) {
	set := map[string]string{}
	for _, key := range []string{"GOFLAGS", "GOROOT", "GOMODCACHE"} {
		value, err := source.Setting(ctx, key)
		if err != nil {
			return source, fmt.Errorf("find package testing: %w", err)
		}
		set[key] = value
	}
	if overlayFlag.MatchString(set["GOFLAGS"]) {
		return source, errors.New("GOFLAGS has an -overlay, and hooks in package testing need one of their own")
	}
	root := set["GOROOT"]
	if rest, beneath := strings.CutPrefix(root, set["GOMODCACHE"]); beneath && strings.HasPrefix(rest, string(filepath.Separator)) {
		// A release that the go command downloaded, and of which it replaces nothing:
		// by another path it does.
		link := filepath.Join(folder.Path, "goroot-"+name)
		if err := os.Symlink(root, link); err != nil {
			return source, fmt.Errorf("find package testing: %w", err)
		}
		root, source.Root = link, link
	}
	dir := filepath.Join(folder.Path, "hooks-"+name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return source, err
	}
	path, err := overlay(root, dir)
	source.Flags = append(slices.Clone(source.Flags), "-overlay="+path)
	return source, err
}
