package runner

import (
	"context"
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// peaks finds the maximum memory of each arm of a scenario, in launches of their own:
// an allocator keeps memory of one arm for the next. A failed child is reported, and
// its arm is not tried again.
func (r *run) peaks(ctx context.Context, state *task, at bench.Case) error {
	v, proven := state.like(at)
	if !proven {
		return nil
	}
	failed := map[int]bool{}
	for range r.plan.Peaks {
		for _, i := range r.rng.Perm(len(v.Arms)) {
			one, _ := v.Only(v.Arms[i])
			if failed[i] {
				continue
			}
			p, err := r.peak(ctx, state, one)
			switch {
			case err != nil:
				return err
			case p == nil:
				failed[i] = true
			case p.Skip != nil && p.Blocks == nil:
				return nil // it is the same for all
			}
		}
	}
	return nil
}

// like is the visit of a case. If the case is not proven, it is the visit of the first
// proven case, with its case replaced.
func (t *task) like(at bench.Case) (v launch.Visit, proven bool) {
	if p := t.at(at); p != nil && p.proven {
		return p.visit, true
	}
	for _, p := range t.cases {
		if p.proven {
			v = p.visit
			v.Case = at
			return v, true
		}
	}
	return v, false
}

// peak is one launch of one arm; nil if it failed.
func (r *run) peak(ctx context.Context, state *task, v launch.Visit) (p *launch.Peak, err error) {
	heard := r.once(ctx, state, launch.Job{
		Mode: launch.PeakMode, Scenario: state.info.Name, Visits: []launch.Visit{v}, Seed: r.rng.Uint64(),
		Conditions: r.plan.Conditions,
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if errors.Is(heard.ended, ErrStart) {
		return nil, fmt.Errorf("launch %s: %w", state.info.Name, heard.ended)
	}
	for _, m := range heard.answers {
		if m.Peak != nil {
			p = m.Peak
		}
	}
	failed := heard.silent(p != nil)
	if p != nil && r.observe.Peak != nil {
		r.observe.Peak(state.info.Name, *p)
	}
	for _, f := range failed {
		f.Scenario, f.Case, f.Arm = state.info.Name, v.Case, state.rivals[v.Arms[0]].Name
		f.Reason = "find its maximum memory: " + f.Reason
		r.fault(f)
	}
	if len(failed) > 0 {
		return nil, nil
	}
	return p, nil
}
