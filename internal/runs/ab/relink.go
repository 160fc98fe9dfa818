package ab

import (
	"context"
	"fmt"
	"math"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

const (
	// smallChange is the largest change, as a share, that the layout of two binaries may
	// explain alone. It is larger if benchmarks of the same code moved further.
	smallChange = 0.05
	// fewLayouts and mostLayouts limit the number of layouts of each side.
	fewLayouts, mostLayouts = 8, 16
)

// relink measures small changes of different code again, in several layouts of each side.
// The verdict is about the code then. The error says why it did not end.
func (r *run) relink(ctx context.Context) error {
	spec := r.spec.Revisions
	if r.task.match == nil || spec.Sampling.Instructions || spec.Linking.Plain || spec.Linking.Layouts > 0 {
		return nil
	}
	found, err := r.tables()
	if err != nil {
		return err
	}
	table, ok := times(found.tables)
	if !ok {
		return nil
	}
	which, some := r.small(table)
	if len(some) == 0 {
		return nil
	}
	number := max(fewLayouts, min(mostLayouts, fewestLayouts(r.spec.Policy.level(table.Family))+1))
	groups, err := r.task.match.Relink(ctx, some, number)
	if err != nil {
		return err
	}
	policy := r.spec.Policy
	policy.Count = 0
	enough := rule{Policy: policy, layouts: number}.begin().enough
	again, err := measure(ctx, plan{groups: groups, layouts: number, enough: enough, saw: newWatch(r.tell, some).saw, seed: spec.Seed + 1})
	for k, s := range again {
		switch {
		case s.failed != "": // the verdict of two binaries is not about the code
			r.fail(some[k], "in several layouts: "+s.failed)
		case len(s.pairs) >= number:
			r.all[which[k]] = s
		}
	}
	var unwritten error
	if r.text, unwritten = r.file.text(r.all); err == nil {
		err = unwritten
	}
	return err
}

// small returns the benchmarks with a small change, and their indices. It keeps their
// verdicts.
func (r *run) small(t compare.Table) (which []int, some []match.Benchmark) {
	small := smallChanges(t)
	r.plain = map[int]string{}
	for i, b := range r.task.members {
		if said := small[r.task.row(i)]; said != "" && len(r.all[i].pairs) > 0 && r.all[i].failed == "" {
			which, some = append(which, i), append(some, b)
			r.plain[i] = said
		}
	}
	return which, some
}

// smallChanges returns the verdicts on benchmarks that are better or worse by little, by
// the names of their rows.
func smallChanges(t compare.Table) map[string]string {
	little := smallChange
	for c := range t.Comparisons() {
		if c.Word == compare.SameCode && c.Ratio.N > 0 {
			little = max(little, math.Abs(c.Ratio.Center-1))
		}
	}
	small := map[string]string{}
	for name, c := range changed(t) {
		if size := math.Abs(c.Ratio.Center - 1); c.Method == compare.Paired && size < little {
			small[name] = fmt.Sprintf("%s by %.2g %%", c.Word, 100*size)
		}
	}
	return small
}
