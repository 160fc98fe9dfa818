package match

import (
	"context"
	"fmt"
	"slices"
)

// Relink links the test binaries of some benchmarks again, in random layouts of each
// side, and returns the groups for measuring them.
func (m *Match) Relink(ctx context.Context, some []Benchmark, layouts int) ([]Group, error) {
	var dirs []string
	for _, b := range some {
		if !slices.Contains(dirs, b.dir) {
			dirs = append(dirs, b.dir)
		}
	}
	m.spec.Say("linking %d test binaries in random layouts", 2*layouts*len(dirs))
	jobs, err := m.jobs(ctx, dirs, layouts)
	if err != nil {
		return nil, err
	}
	for _, said := range do(ctx, jobs) {
		if said != nil {
			return nil, fmt.Errorf("link in a random layout: %w", said)
		}
	}
	var groups []Group
	for _, b := range some { // each by itself: they are few
		groups = append(groups, m.group([]Benchmark{b}, m.starts[b.dir]))
	}
	return groups, ctx.Err()
}
