package session

import (
	"context"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// SelfTest compares identical code with itself at the end of a run.
type SelfTest interface {
	// Time is how long that takes after a run of that length.
	Time(run time.Duration) time.Duration
	// Compare does so in a time. Warn is told what could not be compared. The error is an
	// interrupt, or that nothing could be compared.
	Compare(ctx context.Context, t Twin, warn func(format string, args ...any)) (verdict.Fitness, error)
}

// Twin is how identical code is compared: as the run compares its arms.
type Twin struct {
	Seed  uint64
	Pages bench.Pages
	Limit time.Duration
	Alpha float64 // of the run's intervals
	Fixed bool    // the run has a fixed number of launches
}

// reserve is what is left of a budget for comparing identical code: half of it at most.
func (r *run) reserve(h *Home) time.Duration {
	if r.spec.NoSelfTest || h.SelfTest == nil {
		return 0
	}
	b := r.spec.Policy.Budget
	return min(h.SelfTest.Time(b), b/2)
}

// selfTest compares identical code with itself, and notes what comes of it. A test that
// fails is a warning: what was measured before stands.
func (r *run) selfTest(ctx context.Context, h *Home, took time.Duration) error {
	if r.spec.NoSelfTest || h.SelfTest == nil || len(r.cells.lines) == 0 {
		return nil
	}
	t := Twin{Seed: r.plan.Seed, Pages: r.plan.Pages, Limit: h.SelfTest.Time(took), Alpha: r.spec.alpha(), Fixed: r.spec.fixed() > 0}
	if r.spec.Policy.Budget > 0 {
		t.Limit = r.reserve(h)
	}
	found, err := h.SelfTest.Compare(ctx, t, r.file.warn)
	if err != nil {
		return err
	}
	r.outcome.Fitness = found
	if unfit := found.Unfit(); unfit != "" {
		r.watch.say("unfit: %s: no verdict on times is worth more than that (bufbench doctor says what this machine can tell)", unfit)
		r.file.Note("%s", result.UnfitNote(unfit))
		return nil
	}
	if noise := found.Noise(); noise != "" {
		r.file.Note("%s", result.FitNote("identical code "+noise))
	}
	return nil
}
