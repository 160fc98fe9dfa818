package session

import (
	"errors"
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// past is what the journal of the resumed run has said so far. A journal may have
// been damaged, or made by anybody.
type past struct {
	tasks    []runner.Task
	planned  map[string]bool         // cases
	trials   map[string]launch.Visit // the last one of each case
	launches map[string]int          // of each case
}

func newPast(tasks []runner.Task) *past {
	p := &past{tasks, map[string]bool{}, map[string]launch.Visit{}, map[string]int{}}
	for _, t := range tasks {
		for _, c := range t.Cases {
			p.planned[runner.Key(t.Info.Name, c)] = true
		}
	}
	return p
}

// admit refuses an entry that a run of these tasks does not write.
func (p *past) admit(e result.Entry) error {
	switch {
	case e.Tried != nil:
		if err := p.admitTrial(*e.Tried); err != nil {
			return fmt.Errorf("what proof found of %q: %w", e.Tried.Scenario, err)
		}
	case e.IsRecord():
		if err := p.admitRecord(&e.Record); err != nil {
			return fmt.Errorf("launch %d of %q: %w", e.Launch, e.Scenario, err)
		}
	}
	return nil
}

func (p *past) admitTrial(t result.Tried) error {
	if err := t.Trial.Check(); err != nil {
		return err
	}
	task, err := p.task(t.Scenario)
	if err != nil {
		return err
	}
	v := t.Trial.Visit
	if err := errors.Join(v.CheckArms(len(task.Rivals)), p.admitCase(*task, v.Case)); err != nil {
		return err
	}
	p.trials[runner.Key(t.Scenario, v.Case)] = v
	return nil
}

// admitRecord refuses a launch if its case was not proven and calibrated before. It
// also refuses a launch that does not follow the launch before.
func (p *past) admitRecord(r *launch.Record) error {
	if err := r.Check(); err != nil {
		return err
	}
	task, err := p.task(r.Scenario)
	if err != nil {
		return err
	}
	name := runner.Key(r.Scenario, r.Case)
	v, tried := p.trials[name]
	if !tried {
		return fmt.Errorf("%s was not proven before", r.Case)
	}
	var names []string
	for _, a := range v.Arms {
		names = append(names, task.Rivals[a].Name)
	}
	for _, c := range v.References {
		names = append(names, c.Role)
	}
	if !slices.EqualFunc(names, r.Rivals, func(name string, o launch.Rival) bool { return name == o.Name }) {
		return fmt.Errorf("it is not of the arms that were proven, %q", names)
	}
	if r.Clock != v.Clock || r.Collector != v.Collector {
		return fmt.Errorf("its clock is %q and not %q, or the collector was not as before", r.Clock, v.Clock)
	}
	if p.launches[name]++; r.Launch != p.launches[name] {
		return fmt.Errorf("%s has launch %d here; was it measured by two at once?", r.Case, p.launches[name])
	}
	return nil
}

func (p *past) task(scenario string) (*runner.Task, error) {
	for i := range p.tasks {
		if p.tasks[i].Info.Name == scenario {
			return &p.tasks[i], nil
		}
	}
	return nil, errors.New("there is no such scenario in the plan")
}

// admitCase refuses a case that neither was planned nor can have been added to the
// plan: break-evens are narrowed, and conditions are varied.
func (p *past) admitCase(task runner.Task, c bench.Case) error {
	if p.planned[runner.Key(task.Info.Name, c)] {
		return nil
	}
	for _, a := range c.Axes {
		if _, err := parseValue(a.Key, a.Value); err != nil {
			return err
		}
		if !slices.Contains(launch.AxesOf(task.Info.Grid), a.Key) {
			return fmt.Errorf("it has no axis %s", a.Key)
		}
	}
	task.Cases = []bench.Case{c}
	heavy, err := affordable([]runner.Task{task})
	switch {
	case err != nil:
		return errors.New(err.Error()) // no mistake of the command line
	case len(heavy) > 0:
		return errors.New(heavy[0].Reason)
	}
	return nil
}
