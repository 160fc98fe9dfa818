package runner

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/result"
)

// Launcher runs one job in a fresh process and hands over what the child says.
// The error says how the process ended, if not as it should.
type Launcher func(ctx context.Context, job Job, receive func(Message)) error

// Observer is told what happens, always between launches: no child runs while
// it writes or draws. Any field may be nil.
type Observer struct {
	Trial  func(scenario string, t Trial)
	Launch func(records []*result.Record) error // an error ends the run
	Fault  func(f Fault)
	Pace   func(p Pace)
	Task   func(scenario string) // ended
}

// Pace is how far a run has come.
type Pace struct {
	Scenario string
	Proving  bool
	Done     int // launches of cases measured
}

// Run measures the plan, scenario by scenario. It returns the first error that
// ended the whole run: an interrupt, an observer that cannot write, a child
// that cannot be started. What failed by itself was said to the observer, and
// the rest was measured.
func Run(ctx context.Context, p Plan, launch Launcher, o Observer) error {
	if p.Rule == nil {
		p.Rule = Fixed(1)
	}
	r := &run{plan: p, launch: launch, observe: o, rng: rand.New(rand.NewPCG(p.Seed, 2))}
	for _, t := range p.Tasks {
		if err := r.task(ctx, t); err != nil {
			return err
		}
		if o.Task != nil {
			o.Task(t.Scenario.Describe().Name)
		}
	}
	return nil
}

type run struct {
	plan    Plan
	launch  Launcher
	observe Observer
	rng     *rand.Rand
}

// task is the state of one scenario.
type task struct {
	info    bench.Info
	visits  map[string]Visit // proven, by case
	order   []string
	records map[string][]*result.Record
}

func (r *run) task(ctx context.Context, t Task) error {
	state := &task{
		info: t.Scenario.Describe(), visits: map[string]Visit{}, records: map[string][]*result.Record{},
	}
	if err := r.prove(ctx, state, t.Cases); err != nil {
		return err
	}
	for {
		var open []Visit
		for _, key := range state.order {
			if v, alive := state.visits[key]; alive && !r.plan.Rule(state.records[key]) {
				open = append(open, v)
			}
		}
		if len(open) == 0 {
			return nil
		}
		for _, visits := range launches(open, state.info.Grid.Apart, r.rng) {
			if err := r.measure(ctx, state, visits); err != nil {
				return err
			}
		}
	}
}

// prove runs the trials of all cases; those that hold become visits.
func (r *run) prove(ctx context.Context, state *task, cases []bench.Case) error {
	var pending []Visit
	for _, c := range cases {
		pending = append(pending, Visit{Case: c})
		state.order = append(state.order, c.String())
	}
	for _, visits := range launches(pending, state.info.Grid.Apart, r.rng) {
		r.pace(state, true)
		err := r.visit(ctx, state, Prove, visits, func(m Message) bool {
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

func (r *run) tried(state *task, t Trial) {
	for _, e := range t.Evidence {
		if e.Fault != "" {
			r.fault(Fault{state.info.Name, t.Visit.Case, e.Arm, "proof: " + e.Fault})
		}
	}
	if t.Skip == nil && len(t.Visit.Arms) > 0 {
		state.visits[t.Visit.Case.String()] = t.Visit
	}
	if r.observe.Trial != nil {
		r.observe.Trial(state.info.Name, t)
	}
}

// measure is one launch, or more if some visit fails.
func (r *run) measure(ctx context.Context, state *task, visits []Visit) error {
	r.pace(state, false)
	var records []*result.Record
	err := r.visit(ctx, state, Measure, visits, func(m Message) bool {
		if m.Record == nil {
			return false
		}
		key := m.Record.Case.String()
		m.Record.Launch = len(state.records[key]) + 1
		state.records[key] = append(state.records[key], m.Record)
		records = append(records, m.Record)
		return true
	})
	if len(records) > 0 && r.observe.Launch != nil {
		if failed := r.observe.Launch(records); failed != nil {
			return failed
		}
	}
	return err
}

// visit runs a job, and runs it again without the visit that failed until each
// visit has answered or failed. take reports whether a message is a visit's
// answer.
func (r *run) visit(ctx context.Context, state *task, mode Mode, visits []Visit, take func(Message) bool) error {
	for len(visits) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		job := Job{
			Mode: mode, Scenario: state.info.Name, Visits: visits, Seed: r.rng.Uint64(),
			Ballast: r.plan.Ballast, Extent: r.plan.Extent,
		}
		answered := map[string]bool{}
		var answers []Message
		var faults []Fault
		at := -1
		ended := r.launch(ctx, job, func(m Message) {
			switch {
			case m.Begin != nil:
				at = *m.Begin
			case m.Fault != nil:
				faults = append(faults, *m.Fault)
			default:
				answers = append(answers, m)
			}
		})
		if err := ctx.Err(); err != nil {
			r.takeAll(answers, answered, take)
			return err
		}
		r.takeAll(answers, answered, take)
		if ended != nil && len(faults) == 0 {
			if errors.Is(ended, ErrStart) {
				return fmt.Errorf("launch %s: %w", state.info.Name, ended)
			}
			at = min(max(at, 0), len(visits)-1) // it died before its first word
			faults = []Fault{{Scenario: state.info.Name, Case: visits[at].Case, Reason: ended.Error()}}
		}
		for _, fault := range faults {
			answered[fault.Case.String()] = true
			delete(state.visits, fault.Case.String())
			r.fault(fault)
		}
		left := unanswered(visits, answered)
		if len(left) == len(visits) {
			return fmt.Errorf("launch %s: the child said nothing of %s", state.info.Name, left[0].Case)
		}
		visits = left
	}
	return nil
}

func (r *run) takeAll(answers []Message, answered map[string]bool, take func(Message) bool) {
	for _, m := range answers {
		if !take(m) {
			continue
		}
		if m.Trial != nil {
			answered[m.Trial.Visit.Case.String()] = true
		} else {
			answered[m.Record.Case.String()] = true
		}
	}
}

func unanswered(visits []Visit, answered map[string]bool) []Visit {
	var left []Visit
	for _, v := range visits {
		if !answered[v.Case.String()] {
			left = append(left, v)
		}
	}
	return left
}

func (r *run) fault(f Fault) {
	if r.observe.Fault != nil {
		r.observe.Fault(f)
	}
}

// pace tells how far the scenario has come, as the rule of a fixed number
// would see it.
func (r *run) pace(state *task, proving bool) {
	if r.observe.Pace == nil {
		return
	}
	p := Pace{Scenario: state.info.Name, Proving: proving}
	for _, key := range state.order {
		if _, alive := state.visits[key]; alive {
			p.Done += len(state.records[key])
		}
	}
	r.observe.Pace(p)
}
