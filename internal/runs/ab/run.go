package ab

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/scratch"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/revisions/match"
)

// Run compares two sides. The error is an [option.Error] if the spec cannot be met. With
// any other error, the outcome holds the verdicts on everything measured before it. The
// outcome is nil if that is nothing.
func Run(ctx context.Context, spec Spec, tell Observer) (*Outcome, error) {
	if err := spec.Check(); err != nil {
		return nil, err
	}
	defer machine.Occupy(tell.Say)()
	folder, err := scratch.New("")
	if err != nil {
		return nil, err
	}
	defer folder.Remove()
	spec.Revisions.Seed, spec.Revisions.Say = rand.Uint64(), tell.say
	spec.Revisions.Sampling.Longest = longest(spec.Policy.MaxTime)
	t, err := prepare(ctx, folder, spec)
	if ctx.Err() != nil {
		return nil, context.Canceled // whatever it was doing
	}
	if err != nil {
		return nil, err
	}
	return (&run{spec: spec, tell: tell, task: t}).measure(ctx)
}

// longest returns the maximum length of a sample: a quarter of the time of a benchmark,
// or 0, the default.
func longest(maxTime time.Duration) time.Duration {
	if quarter := maxTime / 4; quarter < 500*time.Millisecond {
		return quarter
	}
	return 0
}

// run is a comparison while it is measured and judged.
type run struct {
	spec  Spec
	tell  Observer
	task  *task
	file  *file
	all   []*series
	text  []byte         // of all series
	plain map[int]string // the verdicts of two binaries on benchmarks that were linked again, by their indices
}

// measure measures pairs, keeps them and judges them.
func (r *run) measure(ctx context.Context) (*Outcome, error) {
	t := r.task
	if len(t.members) == 0 {
		return r.empty()
	}
	if err := r.spec.checkSight(len(t.members)); err != nil {
		return nil, err
	}
	revisions := r.spec.Revisions
	when := rule{Policy: r.spec.Policy, family: len(t.members), layouts: revisions.Linking.Layouts, exact: revisions.Sampling.Instructions, sameCode: t.sameCode}.begin()
	var err error
	if r.file, err = newFile(r.spec, t, when.stop); err != nil {
		return nil, err
	}
	saw := newWatch(r.tell, t.members).saw
	r.all, err = measure(ctx, plan{groups: t.groups, layouts: revisions.Linking.Layouts, enough: when.enough, seed: revisions.Seed, saw: func(all []*series) {
		saw(all)
		r.file.saw(all)
	}})
	for i, s := range r.all {
		if s.failed != "" {
			r.fail(t.members[i], s.failed)
		}
	}
	if !slices.ContainsFunc(r.all, func(s *series) bool { return len(s.pairs) > 0 }) {
		switch {
		case ctx.Err() != nil:
			return nil, context.Canceled
		case err != nil:
			return nil, err
		}
		return r.empty()
	}
	return r.judge(ctx, err)
}

// fail notes that a benchmark could not be measured.
func (r *run) fail(b match.Benchmark, why string) {
	r.task.remarks.Failed = append(r.task.remarks.Failed, match.Note{What: title(b), Said: why})
}

// judge writes the text of all pairs, judges it, and returns the outcome. Unmeasured is
// the error that ended the measurement, if any.
func (r *run) judge(ctx context.Context, unmeasured error) (*Outcome, error) {
	var err error
	if r.text, err = r.file.text(r.all); err != nil {
		return nil, errors.Join(unmeasured, err)
	}
	if unmeasured == nil {
		unmeasured = r.relink(ctx)
	}
	if err := r.file.Write(r.text); err != nil {
		unmeasured = errors.Join(unmeasured, err)
	} else {
		r.tell.say("results: %s", r.file.Path)
	}
	found, err := r.tables()
	if err != nil {
		return nil, errors.Join(unmeasured, err)
	}
	o := r.outcome()
	o.Tables, o.Gone = found.tables, append(o.Gone, found.gone...)
	o.Remarks.Layouts = spreads(r.task, r.all, r.plain)
	more := 0
	o.Problems, more = found.texts.Problems()
	o.Unreadable = len(o.Problems) + more
	if unmeasured == nil {
		o.Remarks.Code = r.task.codes(o.Tables)
		o.Profiles = r.profiles(ctx, o.Tables)
	}
	return o, unmeasured
}

// tables judges the text.
func (r *run) tables() (judgement, error) {
	return r.spec.Policy.tables(r.file.Path, r.text, r.task.several())
}

// outcome returns the outcome without any verdict.
func (r *run) outcome() *Outcome {
	t := r.task
	o := &Outcome{
		Sides: t.label.sides, Notes: t.notes, Spots: t.spots(),
		Remarks: Remarks{New: t.remarks.New, Skipped: t.remarks.Skipped, Failed: t.remarks.Failed},
	}
	for _, n := range t.remarks.Gone {
		o.Gone = append(o.Gone, compare.Gone{Row: n.What, Column: match.Head.String()})
	}
	return o
}

// empty returns the outcome if nothing was measured. The error says why, unless all
// benchmarks are in one revision only or skip themselves.
func (r *run) empty() (*Outcome, error) {
	o := r.outcome()
	o.Empty = true
	switch m := o.Remarks; {
	case len(m.Failed) > 0:
		return o, errors.New("nothing was compared: no benchmark could be measured on both sides")
	case len(m.Skipped)+len(m.New) == 0:
		return o, fmt.Errorf("nothing was compared: no benchmark matches %q (go test -list . lists them)", r.spec.Revisions.Packages.Bench)
	}
	return o, nil
}
