package session

import (
	"errors"
	"fmt"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/truth"
)

// Outcome is what a run came to.
type Outcome struct {
	File      string // the results file; empty if there is none
	Kept      bool   // the file is finished
	Scenarios []report.Scenario
	Lines     []result.Line // those that can be believed
	Failed    []launch.Fault
	Skipped   []Skipped
	Counting  *Counting       // nil if events were not asked for
	Fitness   verdict.Fitness // what the self-test found; empty without one
}

// judge judges one scenario when its last launch is done.
func (r *run) judge(scenario string) {
	r.judged++
	if text := r.seen.huge[scenario].Warning(scenario); text != "" && r.plan.Pages == launch.HugePages {
		r.file.warn("%s", text)
	}
	for _, t := range r.plan.Tasks {
		if t.Info.Name == scenario {
			r.judgeTask(t)
		}
	}
}

func (r *run) judgeTask(t runner.Task) {
	name := t.Info.Name
	one := report.Scenario{Info: t.Info, Rivals: t.Rivals, Retained: r.seen.retained[name], Peaks: r.seen.peaksOf(name, t.Rivals)}
	for _, line := range report.Peaks(one.Peaks) {
		r.file.Note("%s %s: %s", name, one.Peaks[0].Case, line)
	}
	cases, goal := r.search.cases(t), r.spec.Policy.Goal
	for _, c := range r.credible(r.cells.compare(name, cases, goal)) {
		if contains(t.Cases, c.Case) {
			one.Cases = append(one.Cases, c)
			continue
		}
		one.Further = append(one.Further, c)
	}
	if len(one.Cases) == 0 {
		return
	}
	asked := verdict.Scenario{Info: t.Info, Rivals: t.Rivals, Cases: t.Cases}
	one.Answer = verdict.AnswerOf(asked, r.cells.of(name, cases), goal, r.search.breakevens())
	r.outcome.Scenarios = append(r.outcome.Scenarios, one)
	if r.watch.Scenario != nil {
		r.watch.Scenario(one)
	}
}

// credible takes out every arm that is faster than the machine can be: it read nothing,
// and its figure is an error, not a result.
func (r *run) credible(cases []verdict.Comparison) []verdict.Comparison {
	for i, c := range cases {
		for _, a := range c.Arms {
			if !c.Impossible(a) {
				continue
			}
			r.failed(truth.TooFast(c, a))
			r.file.Withhold(c.Scenario, c.Case, a.Name)
			r.cells.withhold(c.Scenario, c.Case, a.Name)
		}
		cases[i] = c.Credible()
	}
	return cases
}

// finish judges what is not judged yet, and finishes the file. Whole says that the plan
// is done.
func (r *run) finish(whole bool) error {
	for _, t := range r.plan.Tasks[r.judged:] { // what an interrupt left
		r.judge(t.Info.Name)
	}
	if whole && r.file.lost == nil {
		r.file.Ended()
	}
	finished := r.file.Finish()
	var vanished *result.Vanished
	r.outcome.File = r.file.Path()
	r.outcome.Kept = finished == nil || errors.As(finished, &vanished)
	if r.spec.Conditions.Counters {
		r.outcome.Counting = &r.counting
	}
	for _, t := range r.plan.Tasks {
		r.outcome.Lines = append(r.outcome.Lines, r.cells.of(t.Info.Name, r.search.cases(t))...)
	}
	if err := errors.Join(r.file.lost, finished); err != nil {
		return err
	}
	if n := len(r.outcome.Failed); n > 0 {
		return fmt.Errorf("%d of the arms or cases failed; the others are measured and kept", n)
	}
	return nil
}
