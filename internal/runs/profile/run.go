package profile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// Outcome is what a run found.
type Outcome struct {
	Scenario string
	Case     bench.Case
	Rivals   []bench.Rival // all arms of the scenario
	Book     budget.Book
	Profiles []Profiles        // by arm; none if none were taken
	Sampled  []budget.Sampling // likewise
	Failed   []launch.Fault    // arms that are left out, and launches that failed
}

// Run measures one case. The outcome holds what was measured, also beside an error. Say
// is told lines for people, and may be nil.
func Run(ctx context.Context, h *session.Home, s Spec, say func(line string)) (Outcome, error) {
	if say == nil {
		say = func(string) {}
	}
	r, err := open(ctx, h, s, say)
	if err != nil {
		return Outcome{}, err
	}
	folder, end, err := r.folder() // before anything is measured: it may not be possible
	if err != nil {
		return Outcome{}, err
	}
	defer end()
	defer machine.Occupy(say)()
	err = r.prove(ctx)
	if err == nil {
		err = r.keepBooks(ctx)
	}
	if err == nil && s.Span > 0 {
		err = r.sample(ctx, folder)
	}
	r.Book = budget.Of(r.ledgers)
	r.Sampled = r.sampled()
	r.listHottest()
	return r.Outcome, err
}

// run is a run that goes on.
type run struct {
	Outcome
	spec    Spec
	start   runner.Launcher
	job     launch.Job // with what all launches share
	visit   launch.Visit
	ledgers []*launch.Ledger
	say     func(string)
}

// open checks a spec and finds its case.
func open(ctx context.Context, h *session.Home, s Spec, say func(string)) (*run, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	s.Launches = cmp.Or(s.Launches, DefaultLaunches)
	all, err := h.Cases(ctx, s.From, s.wish())
	if err != nil {
		return nil, err
	}
	chosen, err := session.Choose([]string{s.Scenario}, all)
	if err != nil {
		return nil, err
	}
	d := chosen[0]
	if d.Lacks != "" {
		return nil, option.Errorf("axis", "%s: %s", d.Info.Name, d.Reason())
	}
	if why := d.Reason(); why != "" {
		return nil, fmt.Errorf("%s cannot run here: %s", d.Info.Name, why)
	}
	r := &run{spec: s, say: say, Outcome: Outcome{Scenario: d.Info.Name, Rivals: d.Rivals}}
	if r.Case, err = caseOf(d); err != nil {
		return nil, err
	}
	if err := session.Affordable(d, r.Case); err != nil {
		return nil, err
	}
	if r.start, err = h.Start(s.From); err != nil {
		return nil, err
	}
	r.job = launch.Job{
		Scenario: d.Info.Name, Seed: cmp.Or(s.Seed, rand.Uint64()), Extent: loop.Extent{},
		Conditions: launch.Conditions{Ballast: runner.Ballast, Cache: bench.Bytes(h.CacheSizes().Washable("/"))},
	}
	return r, nil
}

// prove has every arm proven and calibrated. An arm that fails its proof is left out.
func (r *run) prove(ctx context.Context) error {
	job := r.job
	job.Mode, job.Visits = launch.ProveMode, []launch.Visit{{Case: r.Case}}
	var trial *launch.Trial
	if err := r.launch(ctx, job, func(m launch.Message) { trial = cmp.Or(m.Trial, trial) }); err != nil {
		return fmt.Errorf("prove the arms of %s: %w", r.Scenario, err)
	}
	switch {
	case trial == nil:
		return r.unmeasured("no arm could be proven")
	case trial.Skip != nil:
		return fmt.Errorf("%s cannot run here: %w", runner.Key(r.Scenario, r.Case), trial.Skip)
	}
	if err := trial.Visit.CheckArms(len(r.Rivals)); err != nil {
		return fmt.Errorf("prove the arms of %s: %w", r.Scenario, err)
	}
	for _, e := range trial.Evidence {
		if e.Fault != "" {
			r.fail(launch.Fault{Scenario: r.Scenario, Case: r.Case, Arm: e.Arm, Reason: e.Fault})
		}
	}
	if r.visit = trial.Visit; len(r.visit.Arms) == 0 {
		return r.unmeasured("no arm passed its proof")
	}
	return nil
}

// keepBooks measures the launches. One that fails costs its ledger.
func (r *run) keepBooks(ctx context.Context) error {
	r.say(fmt.Sprintf("%s: %s", runner.Key(r.Scenario, r.Case), launches(r.spec.Launches)))
	for i := range r.spec.Launches {
		job := r.job
		job.Mode, job.Visits, job.Seed = launch.LedgerMode, []launch.Visit{r.visit}, r.job.Seed+uint64(i)
		job.Counters = true
		err := r.launch(ctx, job, func(m launch.Message) {
			if l := m.Ledger; l != nil && len(l.Record.Rivals)-len(l.Prices) == len(r.visit.Arms) {
				r.ledgers = append(r.ledgers, l)
			}
		})
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, runner.ErrStart):
			return err
		case err != nil:
			r.fail(launch.Fault{Scenario: r.Scenario, Case: r.Case, Reason: err.Error()})
		}
	}
	if len(r.ledgers) == 0 {
		return r.unmeasured("no launch measured it")
	}
	return nil
}

func launches(n int) string {
	if n == 1 {
		return "1 launch"
	}
	return fmt.Sprintf("%d launches", n)
}

// launch runs a job, and notes the faults that the child reports.
func (r *run) launch(ctx context.Context, job launch.Job, receive func(launch.Message)) error {
	return r.start(ctx, job, func(m launch.Message) {
		if m.Fault != nil {
			r.fail(*m.Fault)
		}
		receive(m)
	})
}

func (r *run) fail(f launch.Fault) {
	r.Failed = append(r.Failed, f)
	r.say("FAILED " + f.Name() + ": " + f.Reason)
}

// unmeasured is the error of a case without any result, with the first reason.
func (r *run) unmeasured(why string) error {
	if len(r.Failed) > 0 {
		why += ": " + r.Failed[0].Reason
	}
	return fmt.Errorf("%s was not measured: %s", runner.Key(r.Scenario, r.Case), why)
}
