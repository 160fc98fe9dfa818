package truth

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// Rig is how works are measured: as a run measures scenarios.
type Rig struct {
	Works []plant.Work
	Start runner.Launcher // starts children that hold the works
	Seed  uint64
	Pages launch.Pages // the kind for large buffers
}

// lab measures the works of a rig.
type lab struct {
	Rig
	visits map[string]launch.Visit // after calibration, by work and case
}

func newLab(r Rig) *lab { return &lab{Rig: r, visits: map[string]launch.Visit{}} }

// series is the launches of one work.
type series struct {
	logs  []float64 // of the twin's time over the copy's, by the clock that counts
	clock string
	spent time.Duration // on all launches: starting, making sources and measuring
}

// each is the time of one launch.
func (s series) each() time.Duration { return s.spent / time.Duration(max(len(s.logs), 1)) }

// design says how the launches are judged beside those of a run.
func (s series) design(run result.Design, classes int) result.Design {
	run.Clock = s.clock
	return verdict.FitDesign(run, classes)
}

// measure launches a work, with one part in so many planted, until there is enough.
// It returns a series beside an error, too: the launches before that error.
func (l *lab) measure(ctx context.Context, w plant.Work, parts int, enough func(series) bool) (s series, err error) {
	v, err := l.visit(ctx, w, parts)
	if err != nil {
		return s, err
	}
	s.clock = string(v.Clock)
	l.Seed++
	plan := runner.Plan{
		Tasks: []runner.Task{{Info: w.Describe(), Rivals: w.Rivals(), Cases: []bench.Case{v.Case}, Earlier: []runner.Earlier{{Visit: v}}}},
		Seed:  l.Seed, Conditions: l.conditions(),
		Rule: func(p runner.Progress) bool {
			s.spent = p.Spent
			return enough(s)
		},
	}
	var failed error
	err = runner.Run(ctx, plan, l.Start, runner.Observer{
		Launch: func(records []*launch.Record) error {
			s.add(records)
			return nil
		},
		Fault: func(f launch.Fault) { failed = errors.Join(failed, fmt.Errorf("%s: %s", f.Name(), f.Reason)) },
	})
	return s, errors.Join(err, failed)
}

// add takes the ratios of launches.
func (s *series) add(records []*launch.Record) {
	for _, r := range records {
		if x := verdict.LogRatio(r, plant.Twin, "copy", s.clock); !math.IsNaN(x) && !math.IsInf(x, 0) {
			s.logs = append(s.logs, x)
		}
	}
}

// conditions are those of a run.
func (l *lab) conditions() launch.Conditions {
	return launch.Conditions{Ballast: runner.Ballast, Pages: l.Pages}
}

// visit returns the operations per sample, and calibrates a work and case once.
func (l *lab) visit(ctx context.Context, w plant.Work, parts int) (launch.Visit, error) {
	c := w.Case(parts)
	name := runner.Key(w.Name, c)
	if v, known := l.visits[name]; known {
		return v, nil
	}
	plan := runner.Plan{Seed: rand.New(rand.NewPCG(l.Seed, 3)).Uint64(), Conditions: l.conditions()}
	v, err := plan.Calibrate(ctx, l.Start, w.Name, c)
	if err == nil {
		l.visits[name] = v
	}
	return v, err
}
