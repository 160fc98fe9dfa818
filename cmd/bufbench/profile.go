package main

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/measure/launch"
)

// profileSpan is how long each case of an arm is profiled.
const profileSpan = 500 * time.Millisecond

// profile writes a profile for each arm, in launches of their own that are
// never timed. The cases of an arm share a profile, told apart by labels.
func (s *session) profile(ctx context.Context) error {
	if s.output.CPUProfile == "" && s.output.MemProfile == "" {
		return nil
	}
	for _, name := range []string{s.output.CPUProfile, s.output.MemProfile} {
		defer wholefile.Sweep(filepath.Dir(name)) // of what children that were killed leave
	}
	for _, t := range s.plan.Tasks {
		info := t.Info
		for i, rival := range t.Rivals {
			job := launch.Job{
				Mode: launch.ProfileMode, Scenario: info.Name, Seed: s.plan.Seed, Ballast: s.plan.Ballast,
				Files: launch.ProfileFiles{
					CPU:    profileName(s.output.CPUProfile, info.Name, rival.Name),
					Memory: profileName(s.output.MemProfile, info.Name, rival.Name),
					Span:   profileSpan,
				},
			}
			for _, c := range t.Cases {
				if v, ok := s.visits[key(info.Name, c)]; ok {
					if only, ok := v.Only(i); ok {
						job.Visits = append(job.Visits, only)
					}
				}
			}
			if len(job.Visits) == 0 {
				continue
			}
			err := s.launch(ctx, job, func(m launch.Message) {
				if m.Fault != nil {
					m.Fault.Arm = rival.Name
					s.failed(*m.Fault)
				}
			})
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				s.failed(launch.Fault{Scenario: info.Name, Case: job.Visits[0].Case, Arm: rival.Name, Reason: "profile: " + err.Error()})
				continue
			}
			s.progress.say("profiled %s access=%s: %s", info.Name, rival.Name, strings.TrimSpace(job.Files.CPU+" "+job.Files.Memory))
		}
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
