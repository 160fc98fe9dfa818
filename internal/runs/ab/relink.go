package ab

import (
	"context"
	"fmt"
	"math"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/interval"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

const (
	// layoutFactor is the largest change, as a factor, that the layout of two binaries may
	// explain alone. Loops of a few instructions move as far. It is larger if benchmarks of
	// the same code moved further.
	layoutFactor = 2
	// usual is the factor up to which most layouts stay.
	usual = 1.05
	// fewLayouts and mostLayouts limit the number of layouts of each side.
	fewLayouts, mostLayouts = 8, 16
)

// relink measures changes again that layouts may explain, in several layouts of each side.
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
	which, some, far := r.explicable(table)
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
	enough := rule{Policy: policy, layouts: number, far: func(k int) bool { return far[k] }}.begin().enough
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

// explicable returns the benchmarks with a change that layouts may explain, their indices,
// and which of these changes are beyond the usual. It keeps their verdicts.
func (r *run) explicable(t compare.Table) (which []int, some []match.Benchmark, far []bool) {
	all := explicableChanges(t)
	r.plain = map[int]string{}
	for i, b := range r.task.members {
		if c, is := all[r.task.row(i)]; is && len(r.all[i].pairs) > 0 && r.all[i].failed == "" {
			which, some, far = append(which, i), append(some, b), append(far, factorOf(c.Ratio) > usual)
			r.plain[i] = wordsOf(c)
		}
	}
	return which, some, far
}

// wordsOf returns a verdict with its size: worse by 3 %.
func wordsOf(c *compare.Comparison) string {
	percent := 100 * math.Abs(c.Ratio.Center-1)
	if percent >= 10 {
		return fmt.Sprintf("%s by %.0f %%", c.Word, percent)
	}
	return fmt.Sprintf("%s by %.2g %%", c.Word, percent)
}

// factorOf returns how far a ratio is from 1, in either direction, as a factor.
func factorOf(ratio interval.Estimate) float64 { return max(ratio.Center, 1/ratio.Center) }

// explicableChanges returns the verdicts of better or worse that layouts may explain, by the
// names of their rows.
func explicableChanges(t compare.Table) map[string]*compare.Comparison {
	most := float64(layoutFactor)
	for c := range t.Comparisons() {
		if c.Word == compare.SameCode && c.Ratio.N > 0 {
			most = max(most, factorOf(c.Ratio))
		}
	}
	all := map[string]*compare.Comparison{}
	for name, c := range changed(t) {
		if c.Method == compare.Paired && factorOf(c.Ratio) < most {
			all[name] = c
		}
	}
	return all
}
