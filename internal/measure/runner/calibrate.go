package runner

import (
	"context"
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Calibrate finds how many operations make a sample in a case that is proven
// elsewhere, with the settings of the plan. The plan's tasks have no part in it.
func (p Plan) Calibrate(ctx context.Context, start Launcher, scenario string, c bench.Case) (v launch.Visit, err error) {
	name := scenario + "/" + c.String()
	known, failed := false, error(nil)
	err = start(ctx, launch.Job{
		Mode: launch.CalibrateMode, Scenario: scenario, Visits: []launch.Visit{{Case: c}},
		Seed: p.Seed, Conditions: p.Conditions,
	}, func(m launch.Message) {
		switch {
		case m.Fault != nil:
			failed = errors.New(m.Fault.Reason)
		case m.Trial != nil && m.Trial.Skip != nil:
			failed = m.Trial.Skip
		case m.Trial != nil:
			v, known = m.Trial.Visit, true
		}
	})
	if err = errors.Join(ctx.Err(), err, failed); err != nil {
		return launch.Visit{}, fmt.Errorf("calibrate %s: %w", name, err)
	}
	if !known {
		return launch.Visit{}, fmt.Errorf("calibrate %s: the child said nothing about it", name)
	}
	return v, nil
}
