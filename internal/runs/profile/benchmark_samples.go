package profile

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/wholefile"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// recorded is how long a benchmark would run without the record of every allocation, in
// nanoseconds.
const recorded = 10e6

// profile takes the profiles of all sides, and compares those of two. What cannot be
// profiled is noted; the error is the end of ctx.
func (r *benchmarkRun) profile(ctx context.Context) error {
	defer wholefile.Sweep(r.kept)
	for _, kind := range []struct {
		is      gotest.Profile
		take    func(context.Context, int) (profdiff.Side, error)
		compare []string
	}{{gotest.CPU, r.cpu, []string{"cpu"}}, {gotest.Memory, r.memory, []string{"alloc_space", "alloc_objects"}}} {
		r.say("profiling %s (%s)", r.Name, kind.is)
		var sides []profdiff.Side
		for i := range r.sides {
			side, err := kind.take(ctx, i)
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				r.Failed = append(r.Failed, match.Note{What: fmt.Sprintf("%s (%s profile)", r.titleOf(i), kind.is), Said: err.Error()})
				continue
			}
			sides = append(sides, side)
		}
		if len(sides) == 2 {
			r.compare(sides, kind.compare)
		}
	}
	return nil
}

// compare compares two profiles by function. If neither has a sample, there is nothing to
// compare.
func (r *benchmarkRun) compare(sides []profdiff.Side, samples []string) {
	for _, sample := range samples {
		d, err := profdiff.Diff(sides[match.Base], sides[match.Head], sample)
		if err != nil {
			r.Notes = append(r.Notes, err.Error())
			continue
		}
		r.Functions = append(r.Functions, d)
	}
}

// cpu takes the CPU samples of a side.
func (r *benchmarkRun) cpu(ctx context.Context, i int) (profdiff.Side, error) {
	one := r.sides[i]
	side, err := r.record(ctx, i, gotest.CPU, iterations(float64(r.spec.Span), r.slowest()))
	if err != nil {
		return side, err
	}
	stacks, err := side.Stacks()
	if err != nil {
		return side, err
	}
	if one.spots, err = side.Spots(); err != nil {
		return side, err
	}
	one.measured.Samples = budget.Samples{Period: side.Period(), Ops: side.Ops}
	for _, s := range stacks {
		one.measured.Samples.Stacks = append(one.measured.Samples.Stacks, budget.Stack{Frames: s.Frames, Samples: s.Samples})
	}
	return side, nil
}

// memory records the allocations of a side in two runs, one twice as long. What both have
// is set-up, and drops out.
func (r *benchmarkRun) memory(ctx context.Context, i int) (profdiff.Side, error) {
	n := max(2, iterations(recorded, r.slowest()))
	var sites [2][]profdiff.Site
	var ops [2]int64
	var side profdiff.Side
	for k, times := range []int{1, 2} {
		var err error
		if side, err = r.record(ctx, i, gotest.Memory, times*n); err != nil {
			return side, err
		}
		if sites[k], err = side.Sites(); err != nil {
			return side, err
		}
		ops[k] = side.Ops
	}
	heap := &r.sides[i].measured.Heap
	heap.Ops = ops[1] - ops[0]
	for _, s := range profdiff.Less(sites[1], sites[0]) {
		heap.Sites = append(heap.Sites, budget.Site(s))
	}
	return side, nil
}

// record takes one profile of a side.
func (r *benchmarkRun) record(ctx context.Context, i int, kind gotest.Profile, n int) (side profdiff.Side, err error) {
	name := r.fileName(i, kind)
	part := filepath.Join(r.scratch, name) // a benchmark writes through links, so it writes here
	defer os.Remove(part)
	ops, err := r.sides[i].binary.Profile(ctx, r.Name, n, kind, part)
	if err != nil {
		return side, err
	}
	text, err := os.ReadFile(part)
	if err != nil {
		return side, fmt.Errorf("no profile was written: %w", err)
	}
	file := filepath.Join(r.kept, name)
	if err = wholefile.Write(file, text); err != nil {
		return side, fmt.Errorf("keep the profile: %w", err)
	}
	if side, err = profdiff.Read(file, ops); err != nil {
		return side, err
	}
	if r.spec.Folder != "" {
		r.keep(filepath.Join(r.spec.Folder, filepath.Base(file)))
	}
	return side, nil
}

// keep notes a file that stays.
func (r *benchmarkRun) keep(file string) {
	if n := len(r.Files); n == 0 || r.Files[n-1] != file {
		r.Files = append(r.Files, file)
	}
}

// fileName is the name of a profile of a side.
func (r *benchmarkRun) fileName(i int, kind gotest.Profile) string {
	const most = 100
	name := strings.Map(func(c rune) rune {
		if strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=._-", c) {
			return c
		}
		return '_'
	}, filepath.Base(r.Package)+"."+r.Name)
	name = name[:min(len(name), most)]
	if label := r.sides[i].label; label != "" {
		name += "." + label
	}
	return name + "." + string(kind) + ".pb.gz"
}
