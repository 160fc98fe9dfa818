package runner

import (
	"context"
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// retain measures what views of parts keep alive, in a launch of its own. A failed
// child is reported, and costs no measurement.
func (r *run) retain(ctx context.Context, state *task, at bench.Case) error {
	heard := r.once(ctx, state, launch.Job{
		Mode: launch.RetainMode, Scenario: state.info.Name, Visits: []launch.Visit{{Case: at}}, Seed: r.rng.Uint64(),
	})
	if err := ctx.Err(); err != nil {
		return err
	}
	if errors.Is(heard.ended, ErrStart) {
		return fmt.Errorf("launch %s: %w", state.info.Name, heard.ended)
	}
	known := false
	for _, m := range heard.answers {
		if m.Retention == nil {
			continue
		}
		known = true
		if r.observe.Retention != nil {
			r.observe.Retention(state.info.Name, *m.Retention)
		}
	}
	for _, f := range heard.silent(known) {
		f.Scenario, f.Case = state.info.Name, at
		f.Reason = "find what views of parts retain: " + f.Reason
		r.fault(f)
	}
	return nil
}

// silent are the faults of a child with one thing to say. known means that it said it.
func (h heard) silent(known bool) []launch.Fault {
	switch {
	case len(h.faults) > 0:
		return h.faults
	case h.ended != nil:
		return []launch.Fault{{Reason: h.ended.Error()}}
	case !known:
		return []launch.Fault{{Reason: "the child said nothing about it"}}
	}
	return nil
}
