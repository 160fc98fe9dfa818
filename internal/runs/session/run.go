package session

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// Run measures what a spec asks for. The outcome holds the measurements, also beside an
// error that says they are not all.
func (h *Home) Run(ctx context.Context, s Spec, watch Watch) (Outcome, error) {
	from, err := h.hold(s.From)
	if err != nil {
		return Outcome{}, err
	}
	return h.run(ctx, s, from, watch)
}

func (h *Home) run(ctx context.Context, s Spec, from held, watch Watch) (Outcome, error) {
	if s.Conditions.Seed == 0 {
		s.Conditions.Seed = rand.Uint64()
	}
	plan, cannot, err := h.plan(ctx, s, from)
	if err == nil && len(plan.Tasks) == 0 {
		err = nothing(cannot)
	}
	if err != nil {
		return Outcome{}, s.unable(err)
	}
	release, alone, err := turn(ctx, s.Wait, watch)
	if err != nil {
		return Outcome{}, err
	}
	defer release()
	r := newRun(s, plan, watch)
	if err := r.open(ctx, from); err != nil {
		return Outcome{}, err
	}
	if !alone {
		r.file.Event(machine.Beside)
		if watch.Busy != nil {
			watch.Busy()
		}
	}
	for _, c := range cannot {
		r.skip(c)
	}
	return r.measure(ctx, h, from)
}

// plan checks a spec and turns it into what to run.
func (h *Home) plan(ctx context.Context, s Spec, from held) (runner.Plan, []Skipped, error) {
	if err := s.check(); err != nil {
		return runner.Plan{}, nil, err
	}
	all, err := from.describe(ctx, s.wish())
	if err != nil {
		return runner.Plan{}, nil, err
	}
	plan, cannot, err := s.plan(all)
	plan.Cache = bench.Bytes(h.CacheSizes().Washable("/"))
	return plan, cannot, err
}

// turn takes this machine's lock. It reports whether no other run has it, and waits for
// that if asked to.
func turn(ctx context.Context, wait bool, watch Watch) (release func(), alone bool, err error) {
	release, alone = machine.Alone()
	if alone || !wait {
		return release, alone, nil
	}
	watch.say("waiting for another bufbench, which measures on this machine")
	for {
		select {
		case <-ctx.Done():
			return nil, false, ctx.Err()
		case <-time.After(time.Second / 4):
		}
		if release, alone := machine.Alone(); alone {
			return release, true, nil
		}
	}
}

// run is a run that goes on.
type run struct {
	spec   Spec
	plan   runner.Plan
	cells  *cells
	search *search
	file   *keeper
	watch  Watch

	seen     *sightings
	outcome  Outcome
	counting Counting
	judged   int // tasks, in their order
	tally    *tally
	trust    *trust
}

func newRun(s Spec, plan runner.Plan, watch Watch) *run {
	r := &run{
		spec: s, plan: plan, cells: newCells(s), file: &keeper{watch: watch}, watch: watch,
		seen: newSightings(), tally: newTally(plan), trust: &trust{},
	}
	r.search = newSearch(s, plan, r.cells)
	r.search.closed = func(c verdict.Comparison) {
		r.tally.close(c.Scenario, c.Case)
		if watch.Case != nil {
			watch.Case(c.Credible())
		}
	}
	return r
}

// open creates the files, or opens those of the resumed run, and says what is going to
// happen.
func (r *run) open(ctx context.Context, from held) (err error) {
	if r.spec.resume != "" {
		err = r.reopen(ctx, from)
	} else {
		r.file.Writer, err = create(r.spec, from, r.plan.Tasks)
	}
	if err != nil {
		return err
	}
	cases := 0
	for _, t := range r.plan.Tasks {
		cases += len(t.Cases)
	}
	r.watch.say("plan: %s, %s, %s; results go to %s",
		count(len(r.plan.Tasks), "scenario", "scenarios"), count(cases, "case", "cases"), r.spec.estimate(r.plan, r.tests(from.home)), r.file.Path())
	return nil
}

// measure makes the launches, and returns what comes of them.
func (r *run) measure(ctx context.Context, h *Home, from held) (Outcome, error) {
	begun, before := time.Now(), disturbances()
	r.trust.begin(ctx, r.file)
	if b := r.spec.Policy.Budget; b > 0 {
		r.search.budget = newBudget(b-r.reserve(h), r.plan, time.Now)
	}
	r.plan.Rule, r.plan.More = r.search.enough, r.search.more
	start := from.children()
	ended := runner.Run(ctx, r.plan, start, r.observer(h))
	if ended == nil {
		ended = r.profile(ctx, start)
	}
	if ended == nil {
		ended = r.selfTest(ctx, h, time.Since(begun))
	}
	r.disturbed(before)
	r.outcome.Trust = r.trust.end(before.counts, time.Since(begun), r.file)
	unkept := r.finish(ended == nil)
	return r.outcome, errors.Join(ended, unkept)
}

// observer is what the runner tells this run.
func (r *run) observer(h *Home) runner.Observer {
	return runner.Observer{
		Trial: func(scenario string, t launch.Trial) {
			r.file.tried(scenario, t)
			r.proven(scenario, t)
		},
		Launch:    func(records []*launch.Record) error { return r.launched(h, records) },
		Retention: r.keeps,
		Peak:      r.seen.peak,
		Fault:     r.failed,
		Replaced:  r.replaced,
		Pace:      r.pace,
		Task:      r.judge,
	}
}

func (r *run) pace(p runner.Pace) {
	if r.watch.Pace == nil {
		return
	}
	at := Pace{
		Scenario: p.Scenario, Proving: p.Proving,
		Done: r.tally.closed(), Cases: len(r.tally.done), Further: r.search.further(),
		Launch: r.tally.launch(p.Scenario), Left: -1,
	}
	if r.search.budget != nil {
		at.Left = r.search.budget.rest()
	}
	r.watch.Pace(at)
}

// proven notes what proof and calibration found of a case.
func (r *run) proven(scenario string, t launch.Trial) {
	if t.Skip != nil {
		if !r.search.of(scenario).silent[t.Visit.Case.String()] {
			r.skip(Skipped{Name: runner.Key(scenario, t.Visit.Case), Reason: t.Skip.Error()})
		}
		return
	}
	r.seen.visits[runner.Key(scenario, t.Visit.Case)] = t.Visit
	r.file.About(scenario, t.Visit.Case, report.Evidence(t.Evidence, t.Visit.References))
}

// launched takes in the records of a launch and writes them.
func (r *run) launched(h *Home, records []*launch.Record) error {
	r.tally.launched(records)
	var lines []result.Line
	raw := make([]launch.Record, len(records))
	for i, one := range records {
		raw[i] = *one
		lines = append(lines, r.take(one)...)
		if one.Launch == 1 {
			r.file.About(one.Scenario, one.Case, report.Pages(one))
			r.cached(one, h.llc())
		}
	}
	for _, line := range r.counting.news() {
		r.file.note("%s", line)
	}
	return r.file.Append(lines, raw)
}

// take turns a record into lines, and keeps them.
func (r *run) take(one *launch.Record) []result.Line {
	r.counting.see(one)
	r.seen.launch(one)
	return r.cells.add(one)
}

// cached notes where the operations of a launch found their data, if not in the cache.
func (r *run) cached(one *launch.Record, llc bench.Bytes) {
	wash := launch.Wash(r.plan.Cache)
	r.file.About(one.Scenario, one.Case, report.CacheState(one, wash))
	if short := report.CacheShort(one, wash, llc); short != "" {
		r.file.note("%s", short)
	}
}

// replaced says that a child crashed or hung and another took its place.
func (r *run) replaced(f launch.Fault) {
	r.watch.say("replaced a child at %s: %s", f.Name(), f.Reason)
	r.file.Event("replaced a child at %s: %s", f.Name(), f.Reason)
}

func (r *run) failed(f launch.Fault) {
	r.outcome.Failed = append(r.outcome.Failed, f)
	r.watch.say("FAILED %s: %s", f.Name(), f.Reason)
	r.file.Event("failed %s: %s", f.Name(), f.Reason)
}

// skip notes what is not measured at all.
func (r *run) skip(c Skipped) {
	if c.broken {
		r.failed(launch.Fault{Scenario: c.Name, Reason: c.Reason})
		return
	}
	r.outcome.Skipped = append(r.outcome.Skipped, c)
	r.watch.say("skipped %s: %s", c.Name, c.Reason)
}

// keeps notes what views of parts retain.
func (r *run) keeps(scenario string, kept launch.Retention) {
	r.seen.retained[scenario] = kept
	if kept.Skip == nil {
		r.file.Note("%s", retainedNote(scenario, kept))
	}
}
