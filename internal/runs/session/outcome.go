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
	Trust     []string        // what the file says of load, steal, and what else disturbed the run
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
	one, found := Judge(r.measurement(t))
	for _, e := range found {
		r.failed(truth.TooFast(e.Comparison, e.Arm))
		r.file.Withhold(name, e.Comparison.Case, e.Arm.Name)
		r.cells.withhold(name, e.Comparison.Case, e.Arm.Name)
	}
	one.Retained, one.Peaks = r.seen.retained[name], r.seen.peaksOf(name, t.Rivals)
	for _, line := range report.Peaks(one.Peaks) {
		r.file.Note("%s %s: %s", name, one.Peaks[0].Case, line)
	}
	if len(one.Cases) == 0 {
		return
	}
	for _, c := range one.Further {
		r.file.About(name, c.Case, BeyondGrid)
	}
	r.outcome.Scenarios = append(r.outcome.Scenarios, one)
}

// BeyondGrid marks further cases in a results file. Nobody asked for them: they narrow
// break-evens, or vary the conditions.
const BeyondGrid = "beyond the grid"

// measurement is all that was measured of a scenario so far.
func (r *run) measurement(t runner.Task) Measurement {
	lines, over := r.cells.measured(t.Info.Name, r.search.cases(t))
	return Measurement{
		Scenario: verdict.Scenario{Info: t.Info, Rivals: t.Rivals, Cases: t.Cases},
		Lines:    lines, Over: over, Versus: r.spec.Versus, Goal: r.spec.Policy.Goal, Search: r.search.breakevens(),
	}
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
	if whole {
		return r.spec.unmeasured(r.outcome.Skipped, r.outcome.Scenarios)
	}
	return nil
}
