package profile

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/revisions/listing"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

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
	r := &benchmarkRun{spec: s, kept: kept, scratch: folder.Path, order: rand.New(rand.NewPCG(s.Seed, 0)), say: func(format string, args ...any) { say(fmt.Sprintf(format, args...)) }}
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
