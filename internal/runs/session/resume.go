package session

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/result"
)

// Resume continues the interrupted run of a results file. The caller says which program
// holds the scenarios and whether to wait for another run. Everything else stands in
// the journal.
func (h *Home) Resume(ctx context.Context, path, program string, wait bool, watch Watch) (Outcome, error) {
	past, done, err := readSaved(ctx, path)
	if err != nil {
		return Outcome{}, err
	}
	if done {
		return Outcome{}, option.Valuef("resume", path, "it is complete (bufbench show %s prints it)", path)
	}
	s := past.Spec
	s.From.Program = program
	from, err := h.hold(s.From)
	if err != nil {
		return Outcome{}, err
	}
	if err := past.fits(path, from); err != nil {
		return Outcome{}, err
	}
	s.resume, s.Wait = path, wait
	s.Results = filepath.Dir(filepath.Dir(path))
	return h.run(ctx, s, from, watch)
}

// samePlan refuses to resume a run if its plan has become another one.
func (s Spec) samePlan(ctx context.Context, all []runner.Task) error {
	past, _, err := readSaved(ctx, s.resume)
	if err != nil {
		return err
	}
	if now := hashOf(all); past.Cases != now {
		return fmt.Errorf("%s is of another plan (%s, this is %s): something that was there is missing here, or the other way round (bufbench list says what can run)", s.resume, past.Cases, now)
	}
	return nil
}

// reopen takes over what an interrupted run has measured.
func (r *run) reopen(ctx context.Context, from held) error {
	if err := r.spec.samePlan(ctx, r.plan.Tasks); err != nil {
		return err
	}
	h, err := header(r.spec, from, r.plan.Tasks)
	if err != nil {
		return err
	}
	past := newPast(r.plan.Tasks)
	var trials []result.Tried
	spent := map[string]time.Duration{} // by case
	r.file.Writer, err = result.Reopen(ctx, r.spec.resume, h, func(e result.Entry) ([]result.Line, error) {
		if err := past.admit(e); err != nil {
			return nil, fmt.Errorf("its journal says what no run writes: %w (start anew)", err)
		}
		switch {
		case e.Ended: // since it was looked at
			return nil, option.Valuef("resume", r.spec.resume, "it is complete (bufbench show %s prints it)", r.spec.resume)
		case e.Tried != nil:
			trials = append(trials, *e.Tried)
			return nil, nil
		case !e.IsRecord():
			return nil, nil
		}
		spent[runner.Key(e.Scenario, e.Case)] += e.Took
		return r.take(&e.Record), nil
	})
	if err != nil {
		return err
	}
	launches := 0
	for _, t := range trials {
		r.recall(t, spent[runner.Key(t.Scenario, t.Trial.Visit.Case)])
		launches += r.cells.count(t.Scenario, t.Trial.Visit.Case)
	}
	r.file.Note("resumed after %s of cases", count(launches, "launch", "launches"))
	return nil
}

// recall notes what proof and calibration found of a case before the interrupt.
func (r *run) recall(t result.Tried, spent time.Duration) {
	for _, e := range t.Trial.Evidence {
		if e.Fault != "" {
			r.failed(launch.Fault{Scenario: t.Scenario, Case: t.Trial.Visit.Case, Arm: e.Arm, Reason: "proof: " + e.Fault})
		}
	}
	r.proven(t.Scenario, t.Trial)
	if t.Trial.Skip != nil || len(t.Trial.Visit.Arms) == 0 {
		return // it is tried again
	}
	for i := range r.plan.Tasks {
		task := &r.plan.Tasks[i]
		if task.Info.Name != t.Scenario {
			continue
		}
		c := t.Trial.Visit.Case
		task.Earlier = append(task.Earlier, runner.Earlier{Visit: t.Trial.Visit, Launches: r.cells.count(t.Scenario, c), Spent: spent})
		if e := r.search.of(t.Scenario); !contains(r.search.cases(*task), c) {
			e.added = append(e.added, c)
		}
	}
}

// unable turns a mistake in what a journal asks for into an error about the journal.
func (s Spec) unable(err error) error {
	var asked *option.Error
	if s.resume != "" && errors.As(err, &asked) {
		return fmt.Errorf("the journal of %s asks for what cannot be measured here: %s", s.resume, asked)
	}
	return err
}
