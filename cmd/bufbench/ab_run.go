package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/revisions/ab"
	"github.com/bufbench/bufbench/internal/revisions/alternate"
	"github.com/bufbench/bufbench/internal/revisions/callgrind"
)

// abTask is what is measured, whatever it is.
type abTask struct {
	groups  []alternate.Group
	members []ab.Benchmark // in the order of the groups' names
	sides   [2]string
	names   [2]string // for the file
	notes   []string
	fresh   []report.Remark // in the head only: there is nothing to compare with
	skipped []report.Remark
	failed  []report.Remark
	procs   int
	turns   string    // what alternates
	built   string    // the version of Go that built both sides; empty where there are two, or none
	match   *ab.Match // nil for commands
}

// run is the command: prepare, measure, judge, print.
func (a *abRun) run(ctx context.Context) error {
	if release, alone := machine.Alone(); alone {
		defer release()
	} else {
		fmt.Fprintln(a.program.stderr, "warning: another bufbench measures on this machine, and both disturb each other")
	}
	defer a.program.measuring.begin()()
	folder, err := scratch.New("")
	if err != nil {
		return err
	}
	defer folder.Remove()
	a.wish.Seed = rand.Uint64()
	a.wish.Say = func(format string, args ...any) { fmt.Fprintf(a.program.stderr, format+"\n", args...) }
	task, err := a.task(ctx, folder)
	if ctx.Err() != nil {
		return context.Canceled // whatever it was doing
	}
	var bad *ab.UsageError
	if errors.As(err, &bad) {
		return usagef("%v", bad)
	}
	if err != nil {
		return err
	}
	return a.measure(ctx, task)
}

// task prepares what was asked for.
func (a *abRun) task(ctx context.Context, folder *scratch.Folder) (*abTask, error) {
	if len(a.commands.lines) > 0 {
		return a.commands.task(a.wish, folder), nil
	}
	match, err := ab.Find(ctx, folder, a.wish)
	if err != nil {
		return nil, err
	}
	groups, err := match.Calibrate(ctx)
	if err != nil {
		return nil, err
	}
	t := &abTask{match: match, groups: groups, procs: a.wish.Procs, turns: match.Turns(), members: match.Benchmarks, fresh: remarks(match.New), skipped: remarks(match.Skipped), failed: remarks(match.Failed)}
	for i, s := range match.Sides {
		t.sides[i], t.names[i] = fmt.Sprintf("%s (%s)", s.Revision.Name, s.Revision.Short()), s.Revision.Short()
	}
	t.notes = a.notes(match)
	if base, head := match.Sides[alternate.Base].Go, match.Sides[alternate.Head].Go; base == head {
		t.built = base
	}
	return t, nil
}

func remarks(notes []ab.Note) []report.Remark {
	var all []report.Remark
	for _, n := range notes {
		all = append(all, report.Remark(n))
	}
	return all
}

// notes is what a reader must know of both sides.
func (a *abRun) notes(m *ab.Match) []string {
	var notes []string
	if m.Same() && len(a.wish.Prepare) < 2 {
		notes = append(notes, "both sides are the same revision: a verdict of better or worse is false")
	}
	if base, head := m.Sides[alternate.Base].Go, m.Sides[alternate.Head].Go; base != head {
		notes = append(notes, fmt.Sprintf("the base is built by %s, the head by %s", base, head))
	}
	if m.WhyNot != "" {
		notes = append(notes, "launches alternate, not samples, so intervals are several times as wide: "+m.WhyNot)
	}
	notes = append(notes, dependent(m.Dependent)...)
	if a.wish.Instructions {
		notes = append(notes, callgrind.Limits)
	}
	return notes
}

// dependent names the benchmarks whose time per operation depends on b.N.
func dependent(all []ab.Note) (notes []string) {
	const most = 10
	for i, n := range all {
		if i == most {
			return append(notes, fmt.Sprintf("… and %d more whose time per operation depends on b.N", len(all)-most))
		}
		notes = append(notes, n.What+": "+n.Said)
	}
	return notes
}

// measure measures in turn, keeps it and says what it comes to.
func (a *abRun) measure(ctx context.Context, t *abTask) error {
	rule := newABRule(abRule{goal: a.judging.goal, family: len(t.members), count: a.count, maxTime: a.maxTime, layouts: a.wish.Layouts, exact: a.wish.Instructions, sameCode: t.sameCode})
	if len(t.members) == 0 {
		return a.nothing(t)
	}
	if err := a.sighted(len(t.members)); err != nil {
		return err
	}
	file, err := a.newFile(t, rule)
	if err != nil {
		return err
	}
	watch := newABProgress(a.program.stderr, t, file)
	all, err := alternate.Run(ctx, alternate.Plan{Groups: t.groups, Layouts: a.wish.Layouts, Enough: rule.enough, Saw: watch.saw, Seed: a.wish.Seed})
	watch.clear()
	for i, s := range all {
		if s.Failed != "" {
			t.failed = append(t.failed, report.Remark{What: t.title(i), Said: s.Failed})
		}
	}
	if !slices.ContainsFunc(all, func(s *alternate.Series) bool { return len(s.Pairs) > 0 }) {
		switch {
		case ctx.Err() != nil:
			return context.Canceled
		case err != nil:
			return err
		}
		return a.nothing(t)
	}
	text, unwritten := file.text(all)
	if unwritten != nil {
		return errors.Join(err, unwritten)
	}
	m := abMeasured{abTask: t, series: all, path: file.path, text: text}
	if err == nil {
		err = a.relink(ctx, file, &m)
	}
	if unwritten = file.write(m.text); unwritten == nil {
		fmt.Fprintf(a.program.stderr, "results: %s\n", file.path)
	}
	return a.judge(ctx, m, errors.Join(err, unwritten))
}

// abMeasured is what ab has when it has measured.
type abMeasured struct {
	*abTask
	series []*alternate.Series
	path   string         // of the file
	text   []byte         // that is in it, or should be
	plain  map[int]string // the verdict of two binaries on a benchmark that was linked anew, by its index
}

// title is how the benchmark of a series is called.
func (t *abTask) title(i int) string {
	b := t.members[i]
	if b.Package == "" {
		return b.Name
	}
	return b.Package + " " + b.Name
}

// several reports whether there are benchmarks of several packages, which then
// stand before their names in rows.
func (t *abTask) several() bool {
	return slices.ContainsFunc(t.members, func(b ab.Benchmark) bool { return b.Package != t.members[0].Package })
}

// row is how its row is called.
func (t *abTask) row(i int) string {
	name := strings.TrimPrefix(t.members[i].Name, "Benchmark")
	if t.members[i].Package != "" {
		name = procsName(name, t.procs)
	}
	if t.several() {
		name = t.members[i].Package + " " + name
	}
	return name
}

// nothing says why nothing was compared. That all benchmarks are in the head only is
// no failure: the next comparison will have them on both sides.
func (a *abRun) nothing(t *abTask) error {
	const none = "nothing was compared: "
	switch {
	case len(t.failed) > 0:
		a.named(t.failed, t.skipped, t.fresh)
		return errors.New(none + "no benchmark could be measured on both sides")
	case len(t.skipped) > 0:
		a.named(t.skipped, t.fresh)
		if a.judging.failOn == "never" {
			return nil
		}
		return &verdictError{exitUndecided, none + "no benchmark can be judged"}
	case len(t.fresh) > 0:
		out := report.Revisions{Sides: t.sides, Notes: append(t.notes, none+"all benchmarks are in the head only; from the next revision on there is something to compare with"), Skipped: t.fresh}
		return errors.Join(a.print(out, t.spots()), setOutput(a.program.github.Output, "verdict", "same"))
	}
	return fmt.Errorf(none+"no benchmark matches -bench %q (go test -list . lists them)", a.wish.Bench)
}

// named names what was not compared, with the reasons.
func (a *abRun) named(kinds ...[]report.Remark) {
	for _, r := range slices.Concat(kinds...) {
		fmt.Fprintf(a.program.stderr, "bufbench: %s\n", console.Line(r.What+": "+r.Said, 400))
	}
}
