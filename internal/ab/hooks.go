package ab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

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
	flag, err := hook(ctx, *source, folder, name, callgrind.Overlay)
	if err != nil {
		return err
	}
	source.Flags = append(source.Flags, flag)
	return nil
}

// turnHooks has the test binaries of both sides built with hooks that take samples
// in turn. Why not is what keeps either from it; empty where nothing does.
func (m *Match) turnHooks(ctx context.Context, folder *scratch.Folder) (whyNot string) {
	if lack := turns.Lack(); lack != "" {
		return lack
	}
	var flags [2]string
	for i := range m.Sides {
		s := &m.Sides[i]
		var err error
		if flags[i], err = hook(ctx, s.source, folder, filepath.Base(s.mirror.Folder), turns.Overlay); err != nil {
			return fmt.Sprintf("in the %s: %v", s.name, err)
		}
	}
	for i := range m.Sides {
		m.Sides[i].source.Flags = append(m.Sides[i].source.Flags, flags[i])
	}
	return ""
}

// overlayFlag finds -overlay in GOFLAGS.
var overlayFlag = regexp.MustCompile(`(^|\s|['"])--?overlay=`)

// hook is the flag that builds a source with hooks.
func hook(ctx context.Context, source gotest.Source, folder *scratch.Folder, name string, overlay func(goroot, dir string) (string, error)) (flag string, err error) {
	set, err := source.Setting(ctx, "GOFLAGS")
	if err != nil {
		return "", fmt.Errorf("read GOFLAGS: %w", err)
	}
	if overlayFlag.MatchString(set) {
		return "", errors.New("GOFLAGS has an -overlay, and hooks in package testing need one of their own")
	}
	root, err := source.Setting(ctx, "GOROOT")
	if err != nil {
		return "", fmt.Errorf("find package testing: %w", err)
	}
	dir := filepath.Join(folder.Path, "hooks-"+name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	path, err := overlay(root, dir)
	return "-overlay=" + path, err
}
