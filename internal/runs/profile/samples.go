package profile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/listing"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// Profiles are those of one arm.
type Profiles struct {
	Arm         string
	CPU, Memory string          // files; empty if they are not kept
	Stacks      []budget.Stack  // of the CPU profile
	Hottest     listing.Listing // of the function with the most samples
	spots       []profdiff.Spot // of the CPU profile
}

// sample profiles each arm in a launch of its own, which is never timed.
func (r *run) sample(ctx context.Context, folder string) error {
	defer wholefile.Sweep(folder)
	r.say(fmt.Sprintf("CPU samples: %s per arm", r.spec.Span))
	for _, arm := range r.visit.Arms {
		s, err := r.sampleArm(ctx, folder, arm)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			r.fail(launch.Fault{Scenario: r.Scenario, Case: r.Case, Arm: r.Rivals[arm].Name, Reason: err.Error()})
			continue
		}
		r.Profiles = append(r.Profiles, s)
	}
	return nil
}

// folder makes the folder for profiles: the one of the spec, or a temporary one.
func (r *run) folder() (path string, end func(), err error) {
	if r.spec.Folder == "" {
		f, err := scratch.New("")
		if err != nil {
			return "", nil, err
		}
		return f.Path, func() { f.Remove() }, nil
	}
	if err := os.MkdirAll(r.spec.Folder, 0o777); err != nil {
		return "", nil, &option.Hint{Err: fmt.Errorf("make the folder of profiles: %w", err), Option: "profiles", Text: "names another folder"}
	}
	return r.spec.Folder, func() {}, nil
}

// memorySpan is how long an arm runs for the profile of its allocations.
const memorySpan = 200 * time.Millisecond

// sampleArm takes the samples of one arm. The profile of its allocations has a launch of
// its own, because noting every allocation takes longer than most of them.
func (r *run) sampleArm(ctx context.Context, folder string, arm int) (Profiles, error) {
	s := Profiles{Arm: r.Rivals[arm].Name}
	file := func(kind string) string { return filepath.Join(folder, r.Scenario+"."+s.Arm+"."+kind+".pb.gz") }
	only, _ := r.visit.Only(arm)
	job := r.job
	job.Mode, job.Visits = launch.ProfileMode, []launch.Visit{only}
	cpu := launch.ProfileFiles{CPU: file("cpu"), Span: r.spec.Span}
	memory := launch.ProfileFiles{Memory: file("mem"), Span: memorySpan}
	for _, job.Files = range []launch.ProfileFiles{cpu, memory} {
		if job.Files.Memory != "" && r.spec.Folder == "" {
			continue
		}
		var fault error // a file of an earlier run may be there
		err := r.start(ctx, job, func(m launch.Message) {
			if m.Fault != nil {
				fault = errors.New(m.Fault.Reason)
			}
		})
		if err = cmp.Or(err, fault); err != nil {
			return s, fmt.Errorf("take the profile %s: %w", job.Files.CPU+job.Files.Memory, err)
		}
	}
	if r.spec.Folder != "" {
		s.CPU, s.Memory = cpu.CPU, memory.Memory
	}
	side, err := profdiff.Read(cpu.CPU, 1)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, errors.New("take CPU samples: no profile was written")
	case err != nil:
		return s, err
	}
	stacks, err := side.Stacks()
	if err != nil {
		return s, fmt.Errorf("read the samples of %s: %w", cpu.CPU, err)
	}
	if s.spots, err = side.Spots(); err != nil {
		return s, fmt.Errorf("read the samples of %s: %w", cpu.CPU, err)
	}
	for _, one := range stacks {
		s.Stacks = append(s.Stacks, budget.Stack{Frames: one.Frames, Samples: one.Samples})
	}
	return s, nil
}

// sampled puts the samples of each arm into the rows of its budget.
func (r *run) sampled() (all []budget.Sampling) {
	for _, p := range r.Profiles {
		for _, b := range r.Book.Budgets {
			if b.Arm == p.Arm {
				all = append(all, budget.Sampled(p.Arm, b.Time, p.Stacks))
			}
		}
	}
	return all
}
