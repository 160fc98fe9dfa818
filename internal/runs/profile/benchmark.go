package profile

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/listing"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// BenchmarkSpec says which benchmark of any Go package to look at.
type BenchmarkSpec struct {
	Packages   match.Packages
	Base, Head string // revisions; without a Base, the package as it stands
	Launches   int    // 0 is [DefaultLaunches]
	Seed       uint64 // 0 is a random one
	Folder     string // for profiles; empty keeps none
	Span       time.Duration

	Instructions bool // count them by function too
}

// BenchmarkOutcome is what was found of a benchmark.
type BenchmarkOutcome struct {
	Package, Name string
	Traces        []budget.Trace        // one, or those of the base and the head
	Change        *budget.Difference    // nil without a base
	Functions     []profdiff.Difference // by function, of CPU time and of memory; none without a base
	Hottest       []listing.Listing     // of the function with the most samples, by trace
	Launches      int
	Notes         []string
	Files         []string     // profiles that were kept
	Failed        []match.Note // what could not be measured
}

// check returns the first mistake that can be seen before anything is built.
func (s BenchmarkSpec) check() error {
	if err := s.Packages.Check(); err != nil {
		return err
	}
	switch {
	case s.Packages.Bench == "":
		return option.Errorf("bench", "say which benchmark to look at, such as 'BenchmarkDecode/view$'")
	case s.Head != "" && s.Base == "":
		return option.Errorf("head", "it is compared with a base revision, and there is none")
	case s.Packages.Procs < 1:
		return option.Errorf("cpu", "there is at least one processor")
	case s.Launches < 0 || s.Launches > mostLaunches:
		return option.Valuef("count", s.Launches, "it is a number of launches from 1 to %d", mostLaunches)
	case s.Span < 0:
		return option.Valuef("samples", s.Span, "it is a time, and 0 takes no samples")
	case s.Packages.Timeout <= 0:
		return option.Valuef("timeout", s.Packages.Timeout, "a benchmark needs time to answer")
	}
	return nil
}

// RunBenchmark measures a benchmark of any Go package and profiles it, in runs of its
// own. The outcome holds what was measured, also beside an error; it is nil if that is
// nothing.
func RunBenchmark(ctx context.Context, s BenchmarkSpec, say func(line string)) (*BenchmarkOutcome, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	kept, end, err := (&run{spec: Spec{Folder: s.Folder}}).folder() // before anything is measured: it may not be possible
	if err != nil {
		return nil, err
	}
	defer end()
	defer machine.Occupy(say)()
	folder, err := scratch.New("")
	if err != nil {
		return nil, err
	}
	defer folder.Remove()
	s.Launches, s.Seed = cmp.Or(s.Launches, DefaultLaunches), cmp.Or(s.Seed, rand.Uint64())
	r := &benchmarkRun{spec: s, kept: kept, order: rand.New(rand.NewPCG(s.Seed, 0)), say: func(format string, args ...any) { say(fmt.Sprintf(format, args...)) }}
	if err = r.find(ctx, folder); err == nil {
		err = r.settle(ctx)
	}
	if err == nil {
		err = r.time(ctx)
	}
	if r.Launches == 0 {
		return nil, cmp.Or(ctx.Err(), err)
	}
	if err == nil && s.Span > 0 {
		err = r.profile(ctx)
	}
	if err == nil {
		err = r.amounts(ctx)
	}
	if err == nil {
		err = r.price(ctx, folder)
	}
	if err == nil && s.Instructions {
		err = r.count(ctx, folder)
	}
	r.judge(folder.Path)
	return &r.BenchmarkOutcome, cmp.Or(ctx.Err(), err)
}

// inRepository is a file of a side as the repository has it. A side has a folder of its own
// in the scratch folder, and beneath that the same paths.
func inRepository(file, scratch string) string {
	if rest, copied := strings.CutPrefix(file, scratch+string(filepath.Separator)); copied {
		if _, path, found := strings.Cut(rest, string(filepath.Separator)); found {
			return string(filepath.Separator) + path
		}
	}
	return file
}

// judge makes the budgets. Sides lie in the scratch folder.
func (r *benchmarkRun) judge(scratch string) {
	var pairs [2][]float64
	for i, side := range r.sides {
		pairs[i%2] = side.measured.Times
		t := budget.OfBenchmark(side.measured)
		hot := listing.Listing{}
		if len(t.Functions) > 0 {
			hot = listing.Of(t.Functions[0].Name, side.spots)
			hot.Source.Name = inRepository(hot.Source.Name, scratch)
		}
		r.Traces, r.Hottest = append(r.Traces, t), append(r.Hottest, hot)
	}
	if len(r.Traces) == 2 {
		d := budget.Change(r.Traces[match.Base], r.Traces[match.Head], pairs)
		r.Change = &d
	}
}
