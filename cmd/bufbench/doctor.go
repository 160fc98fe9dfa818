package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/controls"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/urfave/cli/v3"
)

// controlsChild is the hidden first argument of a child that holds the
// controls, so that no list names them.
const controlsChild = "controls-child"

func (p *program) doctorCommand() *cli.Command {
	return &cli.Command{
		Name:         "doctor",
		Usage:        "say what disturbs this machine and what to type against it; whether this build can be believed; what this machine can tell",
		OnUsageError: onUsageError,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "controls", Usage: "try arms that lie: each must be caught"},
			&cli.BoolFlag{Name: "json", Usage: "print one JSON object in place of the table"},
		}, calibrateFlags()...),
		Action: func(ctx context.Context, c *cli.Command) error {
			calibrate, err := calibrating(c)
			switch {
			case c.Args().Present():
				return usagef("doctor takes no argument, got %q", c.Args().First())
			case err != nil:
				return err
			case calibrate:
				return p.calibrate(ctx, c.Duration("max-time"), c.String("results"), c.Bool("json"))
			case c.Bool("controls"):
				return p.tryControls(ctx, c.Bool("json"))
			}
			return p.examine(ctx, c.Bool("json"))
		},
	}
}

// tryControls measures the controls as run measures scenarios, in children of
// this program, and prints what was said of each.
func (p *program) tryControls(ctx context.Context, asJSON bool) error {
	self, err := p.holdSelf()
	if err != nil {
		return err
	}
	t := p.trial()
	if err := runner.Run(ctx, t.plan, self.Children([]string{controlsChild}, 0), t.observer()); err != nil {
		return fmt.Errorf("try the controls: %w", err)
	}
	var rows []report.Control
	for _, c := range p.controls {
		rows = append(rows, t.judge(c))
	}
	if asJSON {
		err = report.JSON(p.stdout, report.ControlsDocument{Controls: rows})
	} else {
		err = report.Controls(p.stdout, rows)
	}
	if err != nil {
		return err
	}
	return believable(rows)
}

// believable is the error of a build that missed a control.
func believable(rows []report.Control) error {
	var missed []string
	for _, r := range rows {
		if r.Verdict == report.Missed {
			missed = append(missed, r.Name)
		}
	}
	if len(missed) == 0 {
		return nil
	}
	return fmt.Errorf("not caught: %s: no result of this build can be believed (build it from a clean checkout; ./scripts/test.sh says more)",
		strings.Join(missed, ", "))
}

// controlTrial is what was said of the controls, by name.
type controlTrial struct {
	plan    runner.Plan
	skipped map[string]string // why this build cannot tell
	faults  map[string][]launch.Fault
	lines   map[string][]result.Line
}

// trial is the plan for the controls, before anything was said.
func (p *program) trial() *controlTrial {
	t := &controlTrial{
		plan:    runner.Plan{Seed: rand.Uint64(), Rule: p.controlled},
		skipped: map[string]string{}, faults: map[string][]launch.Fault{}, lines: map[string][]result.Line{},
	}
	for _, d := range child.Descriptions(controls.Scenarios(p.controls), launch.Wish{}) {
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

// controlled is the rule of a trial: as many launches as the stage needs that
// must catch the control.
func (p *program) controlled(at runner.Progress) bool {
	launches := map[controls.Stage]int{controls.Checksum: 1, controls.Ceiling: quickLaunches}
	for _, c := range p.controls {
		if c.Name() == at.Scenario {
			return at.Launches >= launches[c.By]
		}
	}
	return true
}

// observer notes what is said while the controls are tried.
func (t *controlTrial) observer() runner.Observer {
	return runner.Observer{Fault: t.fault, Launch: func(records []*launch.Record) error {
		for _, r := range records {
			t.lines[r.Scenario] = append(t.lines[r.Scenario], verdict.Launch(r)...)
		}
		return nil
	}}
}

func (t *controlTrial) fault(f launch.Fault) { t.faults[f.Scenario] = append(t.faults[f.Scenario], f) }

// judge says whether a control was caught by what must catch it, and in which
// words. One that was caught by something else counts as missed.
func (t *controlTrial) judge(c controls.Control) report.Control {
	row := report.Control{Name: c.Name(), Pretends: c.Pretends, By: string(c.By), Verdict: report.Missed}
	if why, skipped := t.skipped[c.Name()]; skipped {
		row.Verdict, row.Said = report.Skipped, why
		return row
	}
	for _, f := range append(t.faults[c.Name()], tooFastOf(t.lines[c.Name()])...) {
		reason, ofProof := strings.CutPrefix(f.Reason, "proof: ")
		row.Said = reason
		if ofProof == (c.By == controls.Proof) && (f.Arm == "" || f.Arm == c.Arm) && strings.Contains(reason, c.Words) {
			row.Verdict = report.Caught
			return row
		}
	}
	return row
}

// tooFastOf are the arms that are faster than the machine can be.
func tooFastOf(lines []result.Line) (faults []launch.Fault) {
	for _, c := range verdict.Compare(lines, verdict.Goal{}, "copy") {
		for _, a := range c.Arms {
			if c.Impossible(a) {
				faults = append(faults, launch.Fault{Scenario: c.Scenario, Case: c.Case, Arm: a.Name, Reason: tooFast(a)})
			}
		}
	}
	return faults
}
