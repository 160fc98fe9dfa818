package main

import (
	"context"
	"fmt"
	"math"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

const (
	// smallChange is up to which change the layout of two binaries may be all of it, as a
	// share, unless benchmarks of the same code moved further.
	smallChange = 0.05
	// fewLayouts is how many layouts of each side are linked then, at least, and
	// mostLayouts at most.
	fewLayouts, mostLayouts = 8, 16
)

// relink measures small changes of code that differs once more, in several layouts of each
// side, so that the verdict is about the code. The error says why it did not end.
func (a *abRun) relink(ctx context.Context, file *abFile, m *abMeasured) error {
	if m.match == nil || a.wish.Instructions || a.wish.Plain || a.wish.Layouts > 0 {
		return nil
	}
	tables, _, err := a.tables(*m)
	if err != nil || len(tables) == 0 || tables[0].Unit != "sec/op" {
		return err
	}
	number := max(fewLayouts, min(mostLayouts, fewestLayouts(a.level(tables[0].Family))+1))
	small := smallChanges(tables[0])
	var which []int
	var some []match.Benchmark
	m.plain = map[int]string{}
	for i, b := range m.members {
		if said := small[m.row(i)]; said != "" && len(m.series[i].Pairs) > 0 && m.series[i].Failed == "" {
			which, some = append(which, i), append(some, b)
			m.plain[i] = said
		}
	}
	if len(some) == 0 {
		return nil
	}
	groups, err := m.match.Relink(ctx, some, number)
	if err != nil {
		return err
	}
	rule := newABRule(abRule{goal: a.judging.goal, maxTime: a.maxTime, layouts: number})
	watch := newABProgress(a.program.stderr, m.some(which), nil)
	again, err := alternate.Run(ctx, alternate.Plan{Groups: groups, Layouts: number, Enough: rule.enough, Saw: watch.saw, Seed: a.wish.Seed + 1})
	watch.clear()
	for k, s := range again {
		switch {
		case s.Failed != "": // what two binaries said is no verdict about the code
			m.failed = append(m.failed, report.Remark{What: m.title(which[k]), Said: "in several layouts: " + s.Failed})
		case len(s.Pairs) >= number:
			m.series[which[k]] = s
		}
	}
	var unwritten error
	if m.text, unwritten = file.text(m.series); err == nil {
		err = unwritten
	}
	return err
}

// smallChanges returns the benchmarks that are better or worse by little: the verdicts by
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

// some is the task with some of its benchmarks.
func (t *abTask) some(which []int) *abTask {
	part := *t
	part.members = nil
	for _, i := range which {
		part.members = append(part.members, t.members[i])
	}
	return &part
}
