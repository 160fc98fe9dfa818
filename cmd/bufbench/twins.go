package main

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
	"github.com/bufbench/bufbench/internal/measure/planted"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// twinsChild is the hidden first argument of a child that holds the works whose
// arms are the same code.
const twinsChild = "twins-child"

// sequentially is how a run judges by default.
var sequentially = result.Design{Stop: result.Sequential}

// twins measures works whose arms are the same code, as run measures scenarios:
// in launches of this program.
type twins struct {
	start  runner.Launcher
	seed   uint64
	pages  launch.Pages
	works  []planted.Work
	visits map[string]launch.Visit // calibrated, by work and case
}

// newTwins starts children of this program.
func (p *program) newTwins(seed uint64, pages launch.Pages) (*twins, error) {
	self, err := p.holdSelf()
	if err != nil {
		return nil, err
	}
	return &twins{
		start: self.Children([]string{twinsChild}, 0), seed: seed, pages: pages, works: p.same,
		visits: map[string]launch.Visit{},
	}, nil
}

// taken are launches of a work.
type taken struct {
	logs  []float64 // of the twin's time over the copy's, by the clock that counts
	clock string
	spent time.Duration // on all of them: starting, making sources and measuring
}

// each is what a launch costs.
func (t taken) each() time.Duration { return t.spent / time.Duration(max(len(t.logs), 1)) }

// design is how the launches are judged as a run judges its own.
func (t taken) design(run result.Design, classes int) result.Design {
	run.Clock = t.clock
	return verdict.FitDesign(run, classes)
}

// take launches a work, with one part in so many planted, until there is enough.
// What was measured before an error is returned beside it.
func (m *twins) take(ctx context.Context, w planted.Work, parts int, enough func(taken) bool) (t taken, err error) {
	v, err := m.calibrated(ctx, w, parts)
	if err != nil {
		return t, err
	}
	t.clock = string(v.Clock)
	var failed error
	m.seed++
	plan := runner.Plan{
		Tasks: []runner.Task{{Info: w.Describe(), Rivals: w.Rivals(), Cases: []bench.Case{v.Case}, Earlier: []runner.Earlier{{Visit: v}}}},
		Seed:  m.seed, Ballast: ballast, Pages: m.pages,
		Rule: func(p runner.Progress) bool {
			t.spent = p.Spent
			return enough(t)
		},
	}
	err = runner.Run(ctx, plan, m.start, runner.Observer{
		Launch: func(records []*launch.Record) error {
			for _, r := range records {
				if x := verdict.LogRatio(r, planted.Twin, "copy", t.clock); !math.IsNaN(x) && !math.IsInf(x, 0) {
					t.logs = append(t.logs, x)
				}
			}
			return nil
		},
		Fault: func(f launch.Fault) { failed = errors.Join(failed, fmt.Errorf("%s: %s", f.Name(), f.Reason)) },
	})
	return t, errors.Join(err, failed)
}

// calibrated finds the lives of a sample, once a work and case.
func (m *twins) calibrated(ctx context.Context, w planted.Work, parts int) (launch.Visit, error) {
	c := w.Case(parts)
	name := key(w.Name, c)
	if v, known := m.visits[name]; known {
		return v, nil
	}
	plan := runner.Plan{Seed: rand.New(rand.NewPCG(m.seed, 3)).Uint64(), Ballast: ballast, Pages: m.pages}
	v, err := plan.Calibrate(ctx, m.start, w.Name, c)
	if err == nil {
		m.visits[name] = v
	}
	return v, err
}

// twinsOf are works as scenarios.
func twinsOf(works []planted.Work) []bench.Scenario {
	all := make([]bench.Scenario, len(works))
	for i, w := range works {
		all[i] = w
	}
	return all
}
