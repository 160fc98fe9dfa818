package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// resume continues an interrupted run. The request of now only says which program to
// start, how to print and whether to wait. All else stands in the journal.
func (p *program) resume(ctx context.Context, path string, now request) error {
	s, done, err := readSaved(path)
	if err != nil {
		return err
	}
	if done {
		return usagef("-resume %s: it is complete", path)
	}
	from, err := p.hold(now.From)
	if err != nil {
		return err
	}
	if err := s.fits(path, from); err != nil {
		return err
	}
	q, out := s.Request, now.Output
	out.Versus = q.Output.Versus // which the launches went on for
	from.Limit = q.From.Limit
	q.From, q.Output, q.Resume, q.Wait = from, out, path, now.Wait
	q.Results = filepath.Dir(filepath.Dir(path))
	_, err = p.measured(ctx, q)
	return err
}

// samePlan refuses to continue a run if its plan has become another one.
func (q request) samePlan(all []runner.Task) error {
	s, _, err := readSaved(q.Resume)
	if err != nil {
		return err
	}
	if now := hashOf(all); s.Cases != now {
		return fmt.Errorf("%s is of another plan (%s, this is %s): something that was there is missing here, or the other way round (bufbench list says what can run)", q.Resume, s.Cases, now)
	}
	return nil
}

// reopen takes over what an interrupted run has measured.
func (s *session) reopen(q request, h result.Header) error {
	past := newPast(s.plan.Tasks)
	var trials []result.Tried
	spent := map[string]time.Duration{} // by case
	var err error
	s.file, err = result.Reopen(q.Resume, h, func(e result.Entry) ([]result.Line, error) {
		if err := past.admit(e); err != nil {
			return nil, fmt.Errorf("its journal says what no run writes: %w (start anew)", err)
		}
		switch {
		case e.Ended: // since it was looked at
			return nil, usagef("-resume %s: it is complete", q.Resume)
		case e.Tried != nil:
			trials = append(trials, *e.Tried)
			return nil, nil
		case !e.IsRecord():
			return nil, nil
		}
		spent[key(e.Scenario, e.Case)] += e.Took
		return s.take(&e.Record), nil
	})
	if err != nil {
		return err
	}
	launches := 0
	for _, t := range trials {
		name := key(t.Scenario, t.Trial.Visit.Case)
		s.recall(t, spent[name])
		launches += s.launches[name]
	}
	s.file.Note("resumed after %s of cases", count(launches, "launch", "launches"))
	return nil
}

// recall notes what proof and calibration found of a case in the resumed run.
func (s *session) recall(t result.Tried, spent time.Duration) {
	for _, e := range t.Trial.Evidence {
		if e.Fault != "" {
			s.failed(launch.Fault{Scenario: t.Scenario, Case: t.Trial.Visit.Case, Arm: e.Arm, Reason: "proof: " + e.Fault})
		}
	}
	s.note(t.Scenario, t.Trial)
	if t.Trial.Skip != nil || len(t.Trial.Visit.Arms) == 0 {
		return // it is tried again
	}
	for i := range s.plan.Tasks {
		task := &s.plan.Tasks[i]
		if task.Info.Name != t.Scenario {
			continue
		}
		c := t.Trial.Visit.Case
		task.Earlier = append(task.Earlier, runner.Earlier{Visit: t.Trial.Visit, Launches: s.launches[key(t.Scenario, c)], Spent: spent})
		if !contains(task.Cases, c) {
			s.refined(t.Scenario).added = append(s.refined(t.Scenario).added, c)
		}
	}
}

// take turns a record into lines, and keeps them.
func (s *session) take(r *launch.Record) []result.Line {
	name := key(r.Scenario, r.Case)
	s.launches[name]++
	s.counting.see(r)
	some := s.stop.designed(verdict.Launch(r))
	s.lines[name] = append(s.lines[name], some...)
	s.paired[name] = append(s.paired[name], s.stop.designed(verdict.LaunchOver(r, s.output.Versus))...)
	s.huge[r.Scenario] = s.huge[r.Scenario].With(r)
	preempted, samples := verdict.Preempted(r)
	s.struck.preempted, s.struck.samples = s.struck.preempted+preempted, s.struck.samples+samples
	return some
}
