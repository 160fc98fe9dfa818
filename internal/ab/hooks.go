package ab

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

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
	hooked, err := source.Hooked(ctx, hooksIn(folder, name), callgrind.Overlay)
	if err != nil {
		return err
	}
	*source = hooked
	return nil
}

// hooksIn is the folder for the hooks of a source of that name.
func hooksIn(folder *scratch.Folder, name string) string {
	return filepath.Join(folder.Path, "hooks-"+name)
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
		hooked, err := s.source.Hooked(ctx, hooksIn(folder, filepath.Base(s.mirror.Folder)), turns.Overlay)
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
