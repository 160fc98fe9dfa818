package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runner"
	"github.com/bufbench/bufbench/internal/verdict"
)

// session is one run of the command run.
type session struct {
	program  *program
	output   output
	plan     runner.Plan
	launches int
	file     *result.Writer
	progress *progress
	launch   runner.Launcher

	lines   map[string][]result.Line // by case
	visits  map[string]runner.Visit  // by case, for profiles
	faults  []runner.Fault
	skipped []skipped
	shown   []report.Scenario
	judged  int // tasks, in their order

	unprinted error // the first table that could not be printed; measuring goes on
}

// measure is the command run: from a request to tables, files and an error
// that says what went wrong.
func (p *program) measure(ctx context.Context, q request) error {
	if q.Seed == 0 {
		q.Seed = rand.Uint64()
	}
	plan, cannot, err := q.plan(p.scenarios)
	if err != nil {
		return err
	}
	s := &session{
		program: p, output: q.Output, plan: plan, launches: q.launches(),
		lines: map[string][]result.Line{}, visits: map[string]runner.Visit{},
	}
	if err := s.begin(q); err != nil {
		return err
	}
	for _, c := range cannot {
		s.leave(c)
	}
	ran := runner.Run(ctx, plan, s.launch, s.observer())
	if ran == nil {
		ran = s.profile(ctx)
	}
	return errors.Join(ran, s.end())
}

// begin opens the files and says what is going to happen.
func (s *session) begin(q request) error {
	executable, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program to start children of it: %w", err)
	}
	s.launch = runner.Exec(executable, []string{childCommand}, q.Limit)
	if s.file, err = result.Create(q.Results, header(q.Seed)); err != nil {
		return fmt.Errorf("%w (-results names another folder)", err)
	}
	cases := 0
	for _, t := range s.plan.Tasks {
		cases += len(t.Cases)
	}
	s.progress = newProgress(s.program.stderr, cases*s.launches)
	s.progress.say("plan: %s, %s, %s each, about %s; results go to %s",
		count(len(s.plan.Tasks), "scenario", "scenarios"), count(cases, "case", "cases"), count(s.launches, "launch", "launches"), runner.Estimate(s.plan, s.launches).Round(time.Second), s.file.Path())
	return nil
}

// count is a number of things in words.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// header is what the results file says of machine and build.
func header(seed uint64) result.Header {
	facts := machine.Read("/")
	h := result.Header{
		Machine: machine.ID(facts), Commit: machine.Commit("."), Started: time.Now(),
		Comments: []string{fmt.Sprintf("seed %d load %.2f", seed, facts.Load)},
	}
	for _, c := range machine.Config(facts, machine.ReadBuild()) {
		h.Config = append(h.Config, [2]string{c.Key, c.Value})
	}
	h.Config = append(h.Config, [2]string{"ballast", ballast.String()})
	return h
}

// observer is what the runner tells this session.
func (s *session) observer() runner.Observer {
	return runner.Observer{
		Trial:  s.tried,
		Launch: s.launched,
		Fault:  s.failed,
		Pace:   s.progress.pace,
		Task:   s.show,
	}
}

func key(scenario string, c bench.Case) string { return scenario + "/" + c.String() }

func (s *session) tried(scenario string, t runner.Trial) {
	name := key(scenario, t.Visit.Case)
	if t.Skip != nil {
		s.leave(skipped{name: name, reason: t.Skip.Error()})
		return
	}
	s.visits[name] = t.Visit
	s.file.About(scenario, t.Visit.Case, report.Evidence(t.Evidence, t.Visit.References))
}

func (s *session) launched(records []*result.Record) error {
	var lines []result.Line
	raw := make([]result.Record, len(records))
	for i, r := range records {
		raw[i] = *r
		some := verdict.Launch(r)
		lines = append(lines, some...)
		name := key(r.Scenario, r.Case)
		s.lines[name] = append(s.lines[name], some...)
		if r.Launch == s.launches {
			s.progress.line(report.Brief(verdict.Compare(s.lines[name], s.output.Versus)[0].Credible()))
		}
	}
	return s.file.Append(lines, raw)
}

func (s *session) failed(f runner.Fault) {
	s.faults = append(s.faults, f)
	s.progress.say("FAILED %s: %s", f.Name(), f.Reason)
	s.file.Note("failed %s: %s", f.Name(), f.Reason)
}

// leave notes what is not measured at all.
func (s *session) leave(c skipped) {
	if c.broken {
		s.failed(runner.Fault{Scenario: c.name, Reason: c.reason})
		return
	}
	s.skipped = append(s.skipped, c)
	s.progress.say("skipped %s: %s", c.name, c.reason)
}

// show judges and prints one scenario when its last launch is done.
func (s *session) show(scenario string) {
	s.judged++
	s.progress.clear()
	for _, t := range s.plan.Tasks {
		info := t.Scenario.Describe()
		if info.Name != scenario {
			continue
		}
		var lines []result.Line
		for _, c := range t.Cases {
			lines = append(lines, s.lines[key(scenario, c)]...)
		}
		shown := report.Scenario{Info: info, Cases: s.credible(verdict.Compare(lines, s.output.Versus))}
		if len(shown.Cases) == 0 {
			return
		}
		s.shown = append(s.shown, shown)
		if !s.output.JSON {
			s.print(shown)
		}
	}
}

func (s *session) print(shown report.Scenario) {
	table := report.Text
	if s.output.Verbose {
		table = report.Verbose
	}
	if err := table(s.program.stdout, shown.Info, shown.Cases); err != nil && s.unprinted == nil {
		s.unprinted = err
	}
}

// credible takes out every arm that is faster than the machine can be: it read
// nothing, and its figure is an error, not a result.
func (s *session) credible(cases []verdict.Comparison) []verdict.Comparison {
	for i, c := range cases {
		for _, a := range c.Arms {
			if !a.Impossible() {
				continue
			}
			reason := fmt.Sprintf("it reaches %.0f %% [%.0f, %.0f] of what this machine can do, so it did not read the bytes",
				a.Share.Center*100, a.Share.Lo*100, a.Share.Hi*100)
			s.failed(runner.Fault{Scenario: c.Scenario, Case: c.Case, Arm: a.Name, Reason: reason})
			s.file.Withhold(c.Scenario, c.Case, a.Name)
		}
		cases[i] = c.Credible()
	}
	return cases
}

// end shows what is not yet shown, finishes the file and sums up.
func (s *session) end() error {
	s.progress.clear()
	for _, t := range s.plan.Tasks[s.judged:] { // what an interrupt left
		s.show(t.Scenario.Describe().Name)
	}
	if err := s.file.Finish(); err != nil {
		return err
	}
	if err := s.sumUp(); err != nil {
		return err
	}
	s.progress.say("results: %s", s.file.Path())
	if s.unprinted != nil {
		return s.unprinted
	}
	if len(s.faults) > 0 {
		return fmt.Errorf("%d of the arms or cases failed; the others are measured and kept", len(s.faults))
	}
	return nil
}
