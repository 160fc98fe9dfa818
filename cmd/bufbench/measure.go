package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// measure is the command run: from a request to tables, files and an error
// that says what went wrong.
func (p *program) measure(ctx context.Context, q request) error {
	_, err := p.measured(ctx, q)
	return err
}

// measured is measure, and returns the results file.
func (p *program) measured(ctx context.Context, q request) (path string, err error) {
	if q.Seed == 0 {
		q.Seed = rand.Uint64()
	}
	if q.From, err = p.hold(q.From); err != nil {
		return "", err
	}
	plan, cannot, err := p.plan(ctx, q)
	var asked *usageError
	if q.Resume != "" && errors.As(err, &asked) { // by the journal, not by the command line
		return "", fmt.Errorf("the journal of %s asks for what cannot be measured here: %s", q.Resume, asked.Text)
	}
	if err != nil {
		return "", err
	}
	s := &session{
		program: p, output: q.Output, plan: plan, stop: q.stopping(), selfTestOff: q.NoSelfTest,
		lines: map[string][]result.Line{}, paired: map[string][]result.Line{}, launches: map[string]int{}, visits: map[string]launch.Visit{},
		retained: map[string]launch.Retention{}, peaks: map[string][]launch.Peak{}, huge: map[string]report.HugePages{}, withheld: map[string]bool{},
	}
	release, alone := machine.Alone()
	if !alone && q.Wait {
		if release, err = p.wait(ctx); err != nil {
			return "", err
		}
		alone = true
	}
	defer release()
	if err := s.begin(q); err != nil {
		return "", err
	}
	defer p.measuring.begin()()
	if !alone {
		s.warn("another bufbench measures on this machine: each disturbs the other (-wait waits for its end)")
	}
	s.plan.Rule, s.plan.More = s.enough, s.more
	for _, c := range cannot {
		s.leave(c)
	}
	ran := runner.Run(ctx, s.plan, s.launch, s.observer())
	if ran == nil {
		ran = s.profile(ctx)
	}
	if ran == nil {
		ran = s.selfTest(ctx)
	}
	return s.file.Path(), errors.Join(ran, s.end(ran == nil))
}

// wait waits until no other bufbench measures here.
func (p *program) wait(ctx context.Context) (release func(), err error) {
	fmt.Fprintln(p.stderr, "waiting for another bufbench, which measures on this machine")
	for {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second / 4):
		}
		if release, alone := machine.Alone(); alone {
			return release, nil
		}
	}
}

// begin opens the files and says what is going to happen.
func (s *session) begin(q request) error {
	s.launch = q.From.children()
	s.progress = newProgress(s.program.stderr, 0)
	if err := s.open(q); err != nil {
		return err
	}
	cases := 0
	for _, t := range s.plan.Tasks {
		cases += len(t.Cases)
	}
	s.progress.total = cases
	if s.stop.budget > 0 {
		s.budget = newBudget(s.stop.budget-s.selfTestKeeps(), s.plan, time.Now)
		s.progress.left = s.budget.text
	}
	s.progress.say("plan: %s, %s, %s; results go to %s",
		count(len(s.plan.Tasks), "scenario", "scenarios"), count(cases, "case", "cases"), s.stop.plan(s.plan), s.file.Path())
	s.before, s.clocks, s.begun = machine.Disturbed("/"), machine.ReadClocks(), time.Now()
	return nil
}

// open creates the files, or opens those of the resumed run.
func (s *session) open(q request) (err error) {
	h := header(q, s.plan.Tasks)
	if h.Plan, err = q.save(s.plan.Tasks); err != nil {
		return err
	}
	if q.Resume != "" {
		if err := q.samePlan(s.plan.Tasks); err != nil {
			return err
		}
		return s.reopen(q, h)
	}
	if s.file, err = result.Create(q.Results, h); err != nil {
		return fmt.Errorf("%w (-results names another folder)", err)
	}
	return nil
}

// count is a number of things in words.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// header is what the results file says of the machine, of how the program was
// built that is measured, and of what its scenarios run on.
func header(q request, tasks []runner.Task) result.Header {
	facts := machine.Read("/")
	h := result.Header{
		Machine: machine.ID(facts), Commit: machine.Commit("."), Started: time.Now(),
		Comments: []string{fmt.Sprintf("seed %d load %.2f", q.Seed, facts.Load)},
		Versions: map[string][]bench.Version{},
	}
	for _, t := range tasks {
		h.Versions[t.Info.Name] = t.Versions
	}
	for _, c := range machine.Config(facts, q.From.build()) {
		h.Config = append(h.Config, [2]string{c.Key, c.Value})
	}
	if q.Counters {
		h.Units = events.Units()
	}
	h.Config = append(h.Config, [2]string{"ballast", ballast.String()}, [2]string{"pages", pagesName(q.Pages)})
	return h
}

// observer is what the runner tells this session.
func (s *session) observer() runner.Observer {
	return runner.Observer{
		Trial:     s.tried,
		Launch:    s.launched,
		Retention: s.keeps,
		Peak:      s.peaked,
		Fault:     s.failed,
		Replaced:  s.replaced,
		Pace:      s.progress.pace,
		Task:      s.show,
	}
}

// end shows what is not yet shown, finishes the file and sums up. Whole says
// that the plan is done.
func (s *session) end(whole bool) error {
	s.progress.clear()
	for _, t := range s.plan.Tasks[s.judged:] { // what an interrupt left
		s.show(t.Info.Name)
	}
	s.disturbed()
	if line := s.counting.turned(); line != "" {
		s.warn("%s", line)
	}
	if whole && s.unkept == nil {
		s.file.Ended()
	}
	finished := s.file.Finish()
	var vanished *result.Vanished
	if finished != nil && !errors.As(finished, &vanished) {
		return errors.Join(s.unkept, finished)
	}
	if err := s.sumUp(); err != nil {
		return err
	}
	s.progress.say("results: %s", s.file.Path())
	if err := errors.Join(s.unkept, finished); err != nil {
		return err
	}
	if len(s.faults) > 0 {
		return fmt.Errorf("%d of the arms or cases failed; the others are measured and kept", len(s.faults))
	}
	return nil
}
