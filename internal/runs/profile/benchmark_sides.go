package profile

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/gotest"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

const (
	// probe is how long benchmarks run when they are listed.
	probe = 2 * time.Millisecond
	// trial is how long the benchmark runs to find how long an operation takes.
	trial = 100 * time.Millisecond
)

// benchmarkRun is a run about one benchmark.
type benchmarkRun struct {
	BenchmarkOutcome
	spec    BenchmarkSpec
	kept    string // folder of profiles
	scratch string // folder of this run alone
	sides   []*benchmarkSide
	left    []match.Note    // benchmarks that are left out
	counts  [2][][2]float64 // B/op and allocs/op, by side and launch
	apart   string          // why there are no hooks: no samples that alternate, and no counts; empty if there are
	order   *rand.Rand
	// counting builds the binaries whose instructions can be counted, one per side.
	counting func(context.Context, *scratch.Folder) ([]gotest.Binary, error)
	say      func(format string, args ...any)
}

// benchmarkSide is one side: a test binary, and what it measured.
type benchmarkSide struct {
	label     string // empty without a base
	binary    gotest.Binary
	goVersion string  // of what built it
	nanos     float64 // of an operation, about
	measured  budget.Benchmark
	spots     []profdiff.Spot // of the CPU profile
}

// find builds the test binaries and finds the benchmark.
func (r *benchmarkRun) find(ctx context.Context, folder *scratch.Folder) error {
	if r.spec.Base != "" {
		return r.findRevisions(ctx, folder)
	}
	h, err := match.FindHere(ctx, folder, r.spec.Packages, r.say)
	if err != nil {
		return err
	}
	found, err := h.Binary.Discover(ctx, r.spec.Packages.Bench, probe)
	if err != nil {
		return fmt.Errorf("find the benchmarks of %s: %w", h.Path, err)
	}
	var names []string
	for _, d := range found {
		switch {
		case d.Failed:
			r.Failed = append(r.Failed, match.Note{What: d.Name, Said: d.Said})
		case d.Skipped:
			r.left = append(r.left, match.Note{What: d.Name, Said: strings.TrimSpace("it skips itself " + d.Said)})
		default:
			names = append(names, d.Name)
		}
	}
	if err := r.one(names); err != nil {
		return err
	}
	r.apart = h.WhyNot
	r.Package, r.Name, r.sides = h.Path, names[0], []*benchmarkSide{{binary: h.Binary, goVersion: h.Go}}
	r.counting = func(ctx context.Context, folder *scratch.Folder) ([]gotest.Binary, error) {
		one, err := h.Counting(ctx, folder)
		return []gotest.Binary{one}, err
	}
	r.Notes = append(r.Notes, "built by "+h.Go)
	return nil
}

// findRevisions does so for two revisions.
func (r *benchmarkRun) findRevisions(ctx context.Context, folder *scratch.Folder) error {
	m, err := match.Find(ctx, folder, match.Spec{
		Base: r.spec.Base, Head: r.spec.Head, Packages: r.spec.Packages, Linking: match.Linking{Plain: true},
		Seed: r.spec.Seed, Say: r.say, Sampling: match.Sampling{Sample: probe},
	})
	if err != nil {
		return err
	}
	r.Failed, r.left = m.Remarks.Failed, slices.Concat(m.Remarks.New, m.Remarks.Skipped)
	var names []string
	for _, b := range m.Benchmarks {
		names = append(names, b.Name)
	}
	if err := r.one(names); err != nil {
		return err
	}
	b := m.Benchmarks[0]
	r.Package, r.Name, r.apart = b.Package, b.Name, m.WhyNot
	r.counting = func(ctx context.Context, folder *scratch.Folder) ([]gotest.Binary, error) {
		both, err := m.Counting(ctx, folder, b)
		return both[:], err
	}
	for i, binary := range m.Binaries(b) {
		side := m.Sides[i]
		r.sides = append(r.sides, &benchmarkSide{label: match.Side(i).String(), binary: binary, goVersion: side.Go})
		r.Notes = append(r.Notes, fmt.Sprintf("the %s is %s (%s), built by %s", match.Side(i), side.Revision.Name, side.Revision.Short(), side.Go))
	}
	if m.Same() {
		r.Notes = append(r.Notes, "both sides are the same revision: a difference between them is false")
	}
	if m.WhyNot != "" {
		r.Notes = append(r.Notes, "launches alternate, not samples, so intervals are wider: "+m.WhyNot)
	}
	return nil
}

// one is an error unless there is exactly one benchmark. If there is one, others that are
// left out are noted.
func (r *benchmarkRun) one(names []string) error {
	if len(names) == 1 {
		for _, n := range r.left {
			r.Notes = append(r.Notes, n.What+" is left out: "+n.Said)
		}
		return nil
	}
	without := slices.Concat(r.Failed, r.left)
	switch {
	case len(names) > 1:
		return option.Errorf("bench", "%q matches %d benchmarks, and a profile is of one: give the whole name of one, such as '%s'", r.spec.Packages.Bench, len(names), gotest.Exactly(names[0]))
	case len(without) > 0:
		return fmt.Errorf("no benchmark can be measured: %s: %s", without[0].What, without[0].Said)
	}
	return option.Errorf("bench", "no benchmark of %s matches %q (go test -list Benchmark lists them)", strings.Join(r.spec.Packages.Patterns, " "), r.spec.Packages.Bench)
}

// settle finds how long an operation takes on each side.
func (r *benchmarkRun) settle(ctx context.Context) error {
	for _, side := range r.sides {
		side.measured = budget.Benchmark{Name: r.Name, Procs: r.spec.Packages.Procs}
		if side.label != "" {
			side.measured.Name = side.label
		}
		found, err := side.binary.Discover(ctx, gotest.Exactly(r.Name), trial)
		if err != nil {
			return fmt.Errorf("try %s: %w", r.Name, err)
		}
		at := slices.IndexFunc(found, func(d gotest.Discovery) bool { return d.Name == r.Name })
		switch {
		case at < 0:
			return fmt.Errorf("try %s: it ran once, and did not run again", r.Name)
		case found[at].Failed:
			return fmt.Errorf("try %s: %s", r.Name, found[at].Said)
		}
		if side.nanos = valueOf(found[at].Values, "ns/op"); side.nanos <= 0 {
			return fmt.Errorf("%s reports no time per operation, so there is nothing to explain", r.Name)
		}
	}
	return nil
}
