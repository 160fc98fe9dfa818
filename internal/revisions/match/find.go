package match

import (
	"context"
	"errors"
	"regexp"
	"time"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/revision"
)

// Find prepares both sides in a scratch folder and matches their benchmarks. The error is
// an [option.Error] if the spec cannot be met.
func Find(ctx context.Context, folder *scratch.Folder, spec Spec) (*Match, error) {
	if _, err := regexp.Compile(spec.Packages.Bench); err != nil {
		return nil, option.Errorf("bench", "%v", err)
	}
	repo, err := revision.Open(ctx, spec.Packages.Dir)
	if err != nil {
		return nil, option.Errorf("", "%v", err)
	}
	m := &Match{spec: spec, scratch: folder.Path, starts: map[string]time.Duration{}}
	for i, name := range []string{spec.Base, spec.Head} {
		c := &m.Sides[i]
		c.side = Side(i)
		if c.Revision, err = resolve(ctx, repo, name, c.side); err != nil {
			return nil, err
		}
	}
	for i := range m.Sides {
		if err := m.Sides[i].prepare(ctx, repo, folder, spec); err != nil {
			return nil, err
		}
	}
	dirs, err := m.common()
	if err != nil {
		return nil, err
	}
	spec.Say("building %d test binaries of %s and %s", len(dirs)*max(1, spec.Linking.Layouts)*2, m.Sides[Base].Revision.Short(), m.Sides[Head].Revision.Short())
	if dirs, err = m.buildAll(ctx, folder, dirs); err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		known := len(m.Benchmarks)
		if err := m.discover(ctx, dir); err != nil {
			return nil, err
		}
		if err := m.compareCode(ctx, dir, m.Benchmarks[known:]); err != nil {
			return nil, err
		}
	}
	m.Units = m.agreed()
	return m, nil
}

// resolve finds the revision of a side.
func resolve(ctx context.Context, repo *revision.Repo, name string, side Side) (revision.Revision, error) {
	find := func() (revision.Revision, error) { return repo.Resolve(ctx, name) }
	if side == Head && name == "" {
		find = func() (revision.Revision, error) { return repo.WorkingTree(ctx) }
	}
	rev, err := find()
	var unknown *revision.UnknownError
	if errors.As(err, &unknown) {
		return rev, option.Errorf(side.String(), "%v", err)
	}
	return rev, err
}
