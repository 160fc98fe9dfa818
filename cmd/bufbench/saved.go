package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/bufbench/bufbench/internal/launch"
	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runner"
	"github.com/bufbench/bufbench/internal/verdict"
)

// saved is what a journal says of its run. Who goes on with the run, or joins it
// with another, must have the same.
type saved struct {
	Version int     // of this type
	Machine string  // by its name
	Program string  // hash of the program that holds the scenarios
	Cases   string  // hash of all cases of the plan, those of other shards too
	Request request // as it was typed
	Shard   shard
}

const savedVersion = 1

// save says what is going to be measured; all are the tasks of the whole plan.
func (q request) save(all []runner.Task, part shard) (json.RawMessage, error) {
	program, err := q.From.hash()
	if err != nil {
		return nil, err
	}
	return json.Marshal(saved{savedVersion, machine.ID(machine.Read("/")), program, hashOf(all), q, part})
}

// hash tells programs apart, by their bytes.
func (o origin) hash() (string, error) {
	path, err := o.Program, error(nil)
	if path == "" {
		if path, err = os.Executable(); err != nil {
			return "", fmt.Errorf("find this program: %w", err)
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read the program: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("read the program: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)[:6]), nil
}

// hashOf tells plans apart, by their cases and arms.
func hashOf(tasks []runner.Task) string {
	h := sha256.New()
	for _, t := range tasks {
		for _, r := range t.Rivals {
			fmt.Fprintln(h, t.Info.Name, r.Name)
		}
		for _, c := range t.Cases {
			fmt.Fprintln(h, key(t.Info.Name, c))
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// readSaved reads what the journal of a run says of it.
func readSaved(path string) (s saved, done bool, err error) {
	plan, done, err := result.ReadPlan(path)
	if err != nil {
		return s, false, err
	}
	if err := json.Unmarshal(plan, &s); err != nil || s.Version != savedVersion {
		return s, false, fmt.Errorf("%s is of another version of bufbench (go on with that one, or start anew)", path)
	}
	return s, done, nil
}

// fits says what of a saved run is not the same here.
func (s saved) fits(path string) error {
	if here := machine.ID(machine.Read("/")); s.Machine != here {
		return fmt.Errorf("%s is of the machine %s, and this is %s: results of two machines never mix", path, s.Machine, here)
	}
	program, err := s.Request.From.hash()
	if err != nil {
		return err
	}
	if s.Program != program {
		return fmt.Errorf("%s is of another build of the program (%s, this is %s): go on with that build, or start anew", path, s.Program, program)
	}
	return nil
}

// resume goes on with an interrupted run. What is asked for now says how to print
// and whether to wait, and nothing else.
func (p *program) resume(ctx context.Context, path string, now request) error {
	s, done, err := readSaved(path)
	if err != nil {
		return err
	}
	if done {
		return usagef("-resume %s: it is complete", path)
	}
	if err := s.fits(path); err != nil {
		return err
	}
	q, out := s.Request, now.Output
	out.Versus = q.Output.Versus // which the launches went on for
	q.Output, q.Resume, q.Shard, q.Wait = out, path, s.Shard, now.Wait
	q.Results = filepath.Dir(filepath.Dir(path))
	_, err = p.measured(ctx, q)
	return err
}

// samePlan refuses to go on with a plan that has become another one.
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
	var trials []result.Tried
	spent := map[string]launch.Record{} // by case; Took is the sum
	var err error
	s.file, err = result.Reopen(q.Resume, h, func(e result.Entry) ([]result.Line, error) {
		switch {
		case e.Tried != nil:
			trials = append(trials, *e.Tried)
			return nil, nil
		case !e.IsRecord():
			return nil, nil
		}
		name := key(e.Scenario, e.Case)
		sum := spent[name]
		sum.Took += e.Took
		spent[name] = sum
		return s.take(&e.Record), nil
	})
	if err != nil {
		return err
	}
	launches := 0
	for _, t := range trials {
		s.recall(t, spent[key(t.Scenario, t.Trial.Visit.Case)])
		launches += s.launches[key(t.Scenario, t.Trial.Visit.Case)]
	}
	s.file.Note("gone on with behind %s of cases", count(launches, "launch", "launches"))
	return nil
}

// recall notes what proof and calibration found of a case in the run that is
// gone on with.
func (s *session) recall(t result.Tried, spent launch.Record) {
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
		task.Earlier = append(task.Earlier, runner.Earlier{Visit: t.Trial.Visit, Launches: s.launches[key(t.Scenario, c)], Spent: spent.Took})
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

// shard is a part of a plan: number At of Of. The zero value is all of it.
type shard struct{ At, Of int }

// parseShard reads i/n.
func parseShard(text string) (s shard, err error) {
	if text == "" {
		return s, nil
	}
	if n, err := fmt.Sscanf(text, "%d/%d", &s.At, &s.Of); err != nil || n != 2 || fmt.Sprintf("%d/%d", s.At, s.Of) != text || s.At < 1 || s.At > s.Of {
		return s, usagef("-shard: %q is not i/n with i from 1 to n, such as 2/3", text)
	}
	return s, nil
}

// String is i/n; empty for all.
func (s shard) String() string {
	if s.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.At, s.Of)
}

// of are the tasks of a shard: whole scenarios, so that rivals, break-evens and
// what would change an answer stay together, each shard with about as much to do.
func (s shard) of(plan runner.Plan) ([]runner.Task, error) {
	tasks := plan.Tasks
	switch {
	case s.Of == 0:
		return tasks, nil
	case s.Of > len(tasks):
		return nil, usagef("-shard %s: a shard has whole scenarios, and there are %s", s, count(len(tasks), "scenario", "scenarios"))
	}
	order := make([]int, len(tasks))
	for i := range order {
		order[i] = i
	}
	long := func(i int) int64 {
		one := plan
		one.Tasks = tasks[i : i+1]
		return int64(runner.Estimate(one, 1, 0)) + int64(len(tasks[i].Cases))
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(min(1, max(-1, long(b)-long(a)))) })
	load, own := make([]int64, s.Of), map[int]bool{}
	for _, i := range order {
		at := 0
		for j := range load {
			if load[j] < load[at] {
				at = j
			}
		}
		load[at] += max(1, long(i))
		if at == s.At-1 {
			own[i] = true
		}
	}
	var some []runner.Task
	for i, t := range tasks {
		if own[i] {
			some = append(some, t)
		}
	}
	return some, nil
}
