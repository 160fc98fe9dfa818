package session

import (
	"context"
	"time"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/truth"
)

// Rig measures identical code in children of this program.
func (h *Home) Rig(seed uint64, pages launch.Pages) (truth.Rig, error) {
	self, err := h.Program()
	if err != nil {
		return truth.Rig{}, err
	}
	return truth.Rig{Works: h.Same, Start: self.Children([]string{plant.WorksChild}, 0), Seed: seed, Pages: pages}, nil
}

// tests reports whether a run compares identical code at its end.
func (r *run) tests(h *Home) bool { return !r.spec.NoSelfTest && len(h.Same) > 0 }

// reserve is the part of a run's budget for comparing identical code.
func (r *run) reserve(h *Home) time.Duration {
	if !r.tests(h) {
		return 0
	}
	return truth.Reserve(r.spec.Policy.Budget)
}

// selfTest compares identical code with itself, and notes what comes of it. A test that
// fails is a warning: what was measured before stands. The error is an interrupt.
func (r *run) selfTest(ctx context.Context, h *Home, took time.Duration) error {
	if !r.tests(h) || len(r.cells.lines) == 0 {
		return nil
	}
	limit := truth.SelfTestTime(took)
	if r.spec.Policy.Budget > 0 {
		limit = r.reserve(h)
	}
	rig, err := h.Rig(r.plan.Seed, r.plan.Pages)
	if err != nil {
		return err
	}
	spec := truth.SelfTestSpec{Rig: rig, Limit: limit, Alpha: r.spec.alpha(), Fixed: r.spec.fixed() > 0, Warn: r.file.warn}
	found, err := truth.SelfTest(ctx, spec)
	r.outcome.Fitness = found
	if err != nil {
		return err
	}
	if unfit := report.Unfit(found); unfit != "" {
		r.watch.say("unfit: %s: no verdict on times is worth more than that (bufbench doctor says what this machine can tell)", unfit)
		r.file.Note("%s", result.UnfitNote(unfit))
		return nil
	}
	if noise := report.Noise(found); noise != "" {
		r.file.Note("%s", result.FitNote("identical code "+noise))
	}
	return nil
}
