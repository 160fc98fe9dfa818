package runner

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// Launcher runs one job in a fresh process and hands over the child's messages. The
// error says how the process ended, if it did not end well.
type Launcher func(ctx context.Context, job launch.Job, receive func(launch.Message)) error

// Observer is told about the run, always between launches: no child runs while it
// writes or draws. Any field may be nil.
type Observer struct {
	Trial     func(scenario string, t launch.Trial)
	Launch    func(records []*launch.Record) error // an error ends the run
	Retention func(scenario string, r launch.Retention)
	Peak      func(scenario string, p launch.Peak)
	Fault     func(f launch.Fault)
	Replaced  func(f launch.Fault) // a child crashed or hung, and another takes its place
	Pace      func(p Pace)
	Task      func(scenario string) // ended
}

// Pace is the progress of a run.
type Pace struct {
	Scenario string
	Proving  bool
	Done     int // launches of cases measured
	Closed   int // cases that have enough launches
}

// Run measures the plan, scenario by scenario. It returns the first error that ended
// the whole run: an interrupt, an observer's failure to write, a child's failure to
// start. Other failures go to the observer, and the rest is measured.
func Run(ctx context.Context, p Plan, start Launcher, o Observer) error {
	if p.Rule == nil {
		p.Rule = Fixed(1)
	}
	r := &run{plan: p, start: start, observe: o, rng: rand.New(rand.NewPCG(p.Seed, 2+p.earlier()))}
	for _, t := range p.Tasks {
		if err := r.task(ctx, t); err != nil {
			return err
		}
		if o.Task != nil {
			o.Task(t.Info.Name)
		}
	}
	return nil
}

type run struct {
	plan    Plan
	start   Launcher
	observe Observer
	rng     *rand.Rand
}

// task is the state of one scenario.
type task struct {
	info   bench.Info
	rivals []bench.Rival
	cases  []*progress
}

// progress is the state of one case.
type progress struct {
	visit    launch.Visit
	tried    bool // proof was asked for
	proven   bool // false again after a failure
	closed   bool
	launches int
	spent    time.Duration
	crashes  int
}

func (t *task) at(c bench.Case) *progress {
	key := c.String()
	for _, p := range t.cases {
		if p.visit.Case.String() == key {
			return p
		}
	}
	return nil
}

func (r *run) task(ctx context.Context, t Task) error {
	state := &task{info: t.Info, rivals: t.Rivals}
	for _, c := range t.Cases {
		state.cases = append(state.cases, &progress{visit: launch.Visit{Case: c}})
	}
	state.recall(t.Earlier)
	if err := r.prove(ctx, state); err != nil {
		return err
	}
	for {
		var open []launch.Visit
		for _, p := range state.cases {
			if p.proven && !p.closed {
				p.closed = r.content(state, p)
			}
			if p.proven && !p.closed {
				open = append(open, p.visit)
			}
		}
		if len(open) == 0 {
			wanted, err := r.more(ctx, state)
			if wanted && err == nil {
				continue
			}
			r.pace(state, false)
			if err == nil && t.Keep.Size > 0 {
				if err = r.retain(ctx, state, t.Keep); err == nil {
					err = r.peaks(ctx, state, t.Keep)
				}
			}
			return err
		}
		for _, visits := range launches(open, state.info.Grid.Apart, r.rng) {
			if err := r.measure(ctx, state, visits); err != nil {
				return err
			}
		}
	}
}

// recall takes over earlier work.
func (t *task) recall(all []Earlier) {
	for _, e := range all {
		p := t.at(e.Visit.Case)
		if p == nil {
			p = &progress{}
			t.cases = append(t.cases, p)
		}
		*p = progress{visit: e.Visit, tried: true, proven: true, launches: e.Launches, spent: e.Spent}
	}
}

// earlier is the number of earlier launches. It makes later launches draw other orders
// and data.
func (p Plan) earlier() (launches uint64) {
	for _, t := range p.Tasks {
		for _, e := range t.Earlier {
			launches += uint64(e.Launches)
		}
	}
	return launches
}

// content asks the rule whether a case has been measured enough.
func (r *run) content(state *task, p *progress) bool {
	return r.plan.Rule(Progress{state.info.Name, p.visit.Case, p.launches, p.spent})
}

// more adds or reopens the further cases, and proves them. It reports whether that
// leaves anything to do: a failed case is not tried again, and a case with enough
// launches is not measured again.
func (r *run) more(ctx context.Context, state *task) (wanted bool, err error) {
	if r.plan.More == nil {
		return false, nil
	}
	for _, c := range r.plan.More(state.info.Name) {
		switch p := state.at(c); {
		case p == nil:
			state.cases = append(state.cases, &progress{visit: launch.Visit{Case: c}})
			wanted = true
		case p.proven:
			p.closed = r.content(state, p)
			wanted = wanted || !p.closed
		}
	}
	return wanted, r.prove(ctx, state)
}

// prove runs the trials of all new cases. Cases that hold become visits.
func (r *run) prove(ctx context.Context, state *task) error {
	var pending []launch.Visit
	for _, p := range state.cases {
		if !p.tried {
			p.tried = true
			pending = append(pending, p.visit)
		}
	}
	for _, visits := range launches(pending, state.info.Grid.Apart, r.rng) {
		r.pace(state, true)
		err := r.visit(ctx, state, launch.ProveMode, visits, func(m launch.Message) bool {
			if m.Trial == nil {
				return false
			}
			r.tried(state, *m.Trial)
			return true
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) tried(state *task, t launch.Trial) {
	for _, e := range t.Evidence {
		if e.Fault != "" {
			r.fault(launch.Fault{Scenario: state.info.Name, Case: t.Visit.Case, Arm: e.Arm, Reason: "proof: " + e.Fault})
		}
	}
	if p := state.at(t.Visit.Case); p != nil && t.Skip == nil && len(t.Visit.Arms) > 0 {
		p.visit, p.proven = t.Visit, true
	}
	if r.observe.Trial != nil {
		r.observe.Trial(state.info.Name, t)
	}
}

// measure is one launch, or more if a visit fails.
func (r *run) measure(ctx context.Context, state *task, visits []launch.Visit) error {
	r.pace(state, false)
	var records []*launch.Record
	begin := time.Now()
	err := r.visit(ctx, state, launch.MeasureMode, visits, func(m launch.Message) bool {
		if m.Record == nil {
			return false
		}
		if p := state.at(m.Record.Case); p != nil {
			p.launches++
			m.Record.Launch = p.launches
			records = append(records, m.Record)
		}
		return true
	})
	state.charge(visits, records, time.Since(begin))
	if len(records) > 0 && r.observe.Launch != nil {
		if failed := r.observe.Launch(records); failed != nil {
			return failed
		}
	}
	return err
}

// charge divides the time of a launch among its cases: each pays for its own
// measurement, and an equal part of the rest.
func (t *task) charge(visits []launch.Visit, records []*launch.Record, took time.Duration) {
	rest := took
	for _, r := range records {
		t.at(r.Case).spent += r.Took
		rest -= r.Took
	}
	for _, v := range visits {
		t.at(v.Case).spent += max(rest, 0) / time.Duration(len(visits))
	}
}

func (r *run) fault(f launch.Fault) {
	if r.observe.Fault != nil {
		r.observe.Fault(f)
	}
}

// pace tells how far the scenario has come.
func (r *run) pace(state *task, proving bool) {
	if r.observe.Pace == nil {
		return
	}
	p := Pace{Scenario: state.info.Name, Proving: proving}
	for _, c := range state.cases {
		if c.proven {
			p.Done += c.launches
		}
		if c.closed {
			p.Closed++
		}
	}
	r.observe.Pace(p)
}
