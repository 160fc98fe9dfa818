package session

import (
	"context"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// Start opens the program of an origin, and returns how its children are started.
func (h *Home) Start(o Origin) (runner.Launcher, error) {
	p, err := h.hold(o)
	if err != nil {
		return nil, err
	}
	return p.children(), nil
}

// Cases is [Home.Describe] with the cases of a wish.
func (h *Home) Cases(ctx context.Context, o Origin, w launch.Wish) ([]launch.Description, error) {
	p, err := h.hold(o)
	if err != nil {
		return nil, err
	}
	return p.describe(ctx, w)
}
