package gotest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// overlayFlag finds -overlay in GOFLAGS.
var overlayFlag = regexp.MustCompile(`(^|\s|['"])--?overlay=`)

// Hooked returns the source with hooks in the standard library: overlay writes an
// overlay for the library of a GOROOT into a folder, and returns its path. The folder
// dir is made, and must outlive every binary that is built. It is for one source.
func (s Source) Hooked(ctx context.Context, dir string, overlay func(goroot, dir string) (string, error)) (Source, error) {
	flags, err := s.Setting(ctx, "GOFLAGS")
	if err != nil {
		return s, fmt.Errorf("find package testing: %w", err)
	}
	if overlayFlag.MatchString(flags) {
		return s, errors.New("GOFLAGS has an -overlay, and hooks in package testing need one of their own")
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return s, err
	}
	root, err := s.replaceable(ctx, dir)
	if err != nil {
		return s, fmt.Errorf("find package testing: %w", err)
	}
	path, err := overlay(root, dir)
	if err != nil {
		return s, err
	}
	s.Flags = append(slices.Clone(s.Flags), "-overlay="+path)
	return s, nil
}

// replaceable returns the GOROOT of the source, by a path at which the go command
// replaces files. It replaces none beneath its module cache, and the releases of Go
// that it downloads lie there. It looks at paths only, so for such a release
// replaceable makes a link in dir and sets s.Root to it. From then on, the go command
// of that release builds the source, and the link is its GOROOT.
func (s *Source) replaceable(ctx context.Context, dir string) (root string, err error) {
	root, err = s.Setting(ctx, "GOROOT")
	if err != nil {
		return "", err
	}
	cache, err := s.Setting(ctx, "GOMODCACHE")
	if err != nil {
		return "", err
	}
	if rest, beneath := strings.CutPrefix(root, cache); !beneath || !strings.HasPrefix(rest, string(filepath.Separator)) {
		return root, nil
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return "", err
	}
	s.Root = filepath.Join(dir, "goroot")
	return s.Root, os.Symlink(root, s.Root)
}
