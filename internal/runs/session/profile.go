package session

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
)

// profileSpan is how long each case of an arm is profiled.
const profileSpan = 500 * time.Millisecond

// profile writes a profile for each arm, in launches of their own that are never timed.
// The cases of an arm share a profile, told apart by labels.
func (r *run) profile(ctx context.Context, start runner.Launcher) error {
	names := r.spec.Profiles
	if names == (Profiles{}) {
		return nil
	}
	for _, name := range []string{names.CPU, names.Memory} {
		defer wholefile.Sweep(filepath.Dir(name)) // of what children that were killed leave
	}
	for _, t := range r.plan.Tasks {
		for i := range t.Rivals {
			if err := r.profileArm(ctx, start, t, i); err != nil {
				return err
			}
		}
	}
	return nil
}

// profileArm profiles all cases of one arm. The error is an interrupt.
func (r *run) profileArm(ctx context.Context, start runner.Launcher, t runner.Task, arm int) error {
	scenario, name := t.Info.Name, t.Rivals[arm].Name
	job := launch.Job{
		Mode: launch.ProfileMode, Scenario: scenario, Seed: r.plan.Seed, Conditions: r.plan.Conditions,
		Files: launch.ProfileFiles{
			CPU:    profileName(r.spec.Profiles.CPU, scenario, name),
			Memory: profileName(r.spec.Profiles.Memory, scenario, name),
			Span:   profileSpan,
		},
	}
	for _, c := range t.Cases {
		if v, ok := r.seen.visits[runner.Key(scenario, c)]; ok {
			if only, ok := v.Only(arm); ok {
				job.Visits = append(job.Visits, only)
			}
		}
	}
	if len(job.Visits) == 0 {
		return nil
	}
	err := start(ctx, job, func(m launch.Message) {
		if m.Fault != nil {
			m.Fault.Arm = name
			r.failed(*m.Fault)
		}
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		r.failed(launch.Fault{Scenario: scenario, Case: job.Visits[0].Case, Arm: name, Reason: "profile: " + err.Error()})
	default:
		r.watch.say("profiled %s access=%s: %s", scenario, name, strings.TrimSpace(job.Files.CPU+" "+job.Files.Memory))
	}
	return nil
}

// profileName puts scenario and arm into a file name: cpu.pprof becomes
// cpu.SubSlice.view.pprof.
func profileName(name, scenario, arm string) string {
	if name == "" {
		return ""
	}
	ext := filepath.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + scenario + "." + arm + ext
}
