package truth

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/result"
)

// State is what became of a control.
type State string

// The states of a control.
const (
	Caught  State = "caught"
	Missed  State = "missed"
	Skipped State = "skipped" // this build cannot try it
)

// Outcome is what became of a control, and the words for it.
type Outcome struct {
	Control plant.Control
	State   State
	Said    string // about its arms, empty if nothing; the reason if it was skipped
}

// Try measures controls as a run measures scenarios, in children that hold them.
func Try(ctx context.Context, all []plant.Control, start runner.Launcher) ([]Outcome, error) {
	t := newTrial(all)
	if err := runner.Run(ctx, t.plan, start, t.observer()); err != nil {
		return nil, fmt.Errorf("try the controls: %w", err)
	}
	outcomes := make([]Outcome, len(all))
	for i, c := range all {
		outcomes[i] = t.judge(c)
	}
	return outcomes, nil
}

// Believe returns the error of a build that missed a control.
func Believe(outcomes []Outcome) error {
	var missed []string
	for _, o := range outcomes {
		if o.State == Missed {
			missed = append(missed, o.Control.Name())
		}
	}
	if len(missed) == 0 {
		return nil
	}
	return fmt.Errorf("not caught: %s: no result of this build can be believed (build it from a clean checkout; ./scripts/test.sh says more)",
		strings.Join(missed, ", "))
}

// trial holds what was said of controls, by name.
type trial struct {
	plan    runner.Plan
	skipped map[string]string // reasons why this build cannot try them
	faults  map[string][]launch.Fault
	lines   map[string][]result.Line
}

// newTrial plans a trial of the controls.
func newTrial(all []plant.Control) *trial {
	t := &trial{
		plan:    runner.Plan{Seed: rand.Uint64(), Rule: launchesOf(all)},
		skipped: map[string]string{}, faults: map[string][]launch.Fault{}, lines: map[string][]result.Line{},
	}
	for _, d := range child.Descriptions(plant.ControlScenarios(all), launch.Wish{}) {
		switch {
		case d.Skip != nil:
			t.skipped[d.Info.Name] = d.Reason()
		case d.Broken != "":
			t.fault(launch.Fault{Scenario: d.Info.Name, Reason: d.Broken})
		default:
			t.plan.Tasks = append(t.plan.Tasks, runner.Task{Info: d.Info, Rivals: d.Rivals, Cases: d.Cases})
		}
	}
	return t
}

// launchesOf is the rule of a trial: each stage has the launches that it needs. A
// ceiling needs those of an interval.
func launchesOf(all []plant.Control) runner.Rule {
	launches := map[plant.Stage]int{plant.Checksum: 1, plant.Ceiling: leastLaunches(verdict.FixedAlpha)}
	stages := map[string]plant.Stage{}
	for _, c := range all {
		stages[c.Name()] = c.By
	}
	return func(at runner.Progress) bool { return at.Launches >= launches[stages[at.Scenario]] }
}

// observer notes faults and lines.
func (t *trial) observer() runner.Observer {
	return runner.Observer{Fault: t.fault, Launch: func(records []*launch.Record) error {
		for _, r := range records {
			t.lines[r.Scenario] = append(t.lines[r.Scenario], verdict.Launch(r)...)
		}
		return nil
	}}
}

func (t *trial) fault(f launch.Fault) { t.faults[f.Scenario] = append(t.faults[f.Scenario], f) }

// judge says whether the right stage caught a control, in the right words. A control
// that another stage caught was missed.
func (t *trial) judge(c plant.Control) Outcome {
	o := Outcome{Control: c, State: Missed}
	if why, skipped := t.skipped[c.Name()]; skipped {
		o.State, o.Said = Skipped, why
		return o
	}
	for _, f := range append(t.faults[c.Name()], allTooFast(t.lines[c.Name()])...) {
		reason, ofProof := strings.CutPrefix(f.Reason, "proof: ")
		o.Said = reason
		if ofProof == (c.By == plant.Proof) && (f.Arm == "" || f.Arm == c.Arm) && strings.Contains(reason, c.Words) {
			o.State = Caught
			return o
		}
	}
	return o
}

// allTooFast returns a fault per arm that is faster than the machine can be.
func allTooFast(lines []result.Line) (faults []launch.Fault) {
	for _, c := range verdict.Compare(lines, verdict.Goal{}, "copy") {
		for _, a := range c.Arms {
			if c.Impossible(a) {
				faults = append(faults, TooFast(c, a))
			}
		}
	}
	return faults
}

// TooFast is the fault of an arm that is faster than the machine can be: it read
// nothing, so its figure is an error and no result.
func TooFast(c verdict.Comparison, a verdict.Arm) launch.Fault {
	return launch.Fault{Scenario: c.Scenario, Case: c.Case, Arm: a.Name, Reason: fmt.Sprintf(
		"it reaches %.0f %% [%.0f, %.0f] of what this machine can do, so it did not read the bytes",
		a.Share.Center*100, a.Share.Lo*100, a.Share.Hi*100)}
}
