package profile

import (
	"context"
	"strings"

	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// count counts the instructions of all sides. What cannot be counted is noted; the error is
// the end of ctx.
func (r *benchmarkRun) count(ctx context.Context, folder *scratch.Folder) error {
	r.say("counting the instructions of %s", r.Name)
	binaries, err := r.counting(ctx, folder)
	for i, side := range r.sides {
		if err != nil {
			break
		}
		var got callgrind.Costs
		if got, err = match.Costs(ctx, binaries[i], r.Name, side.measured.Heap.Bytes); err == nil {
			side.measured.Counted = counted(got)
		}
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		r.Failed = append(r.Failed, match.Note{What: r.Name + " (instructions)", Said: err.Error()})
	default:
		r.Notes = append(r.Notes, strings.TrimSuffix(callgrind.Limits, "."))
	}
	return nil
}

// counted puts counts by function into rows.
func counted(got callgrind.Costs) budget.Instructions {
	var functions []budget.FunctionCount
	for _, f := range got.Functions {
		functions = append(functions, budget.FunctionCount{Name: f.Function, PerOp: f.Instructions})
	}
	return budget.InstructionsOf(got.PerOp, functions)
}
