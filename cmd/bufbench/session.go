package main

import (
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// session is one run of the command run.
type session struct {
	program  *program
	output   output
	plan     runner.Plan
	stop     stopping
	file     *result.Writer
	budget   *budget // nil without one
	progress *progress
	launch   runner.Launcher

	lines       map[string][]result.Line    // by case
	launches    map[string]int              // likewise
	paired      map[string][]result.Line    // the same launches, by way of the arm that factors compare with
	visits      map[string]launch.Visit     // by case, for profiles
	refinements map[string]*refinement      // by scenario
	retained    map[string]launch.Retention // likewise
	peaks       map[string][]launch.Peak    // likewise
	huge        map[string]report.HugePages // by scenario
	withheld    map[string]bool             // arms of cases whose figures are no measurements, by name
	before      machine.Disturbance
	clocks      machine.Clocks // at the beginning
	counting    counting
	begun       time.Time
	selfTestOff bool
	fitness     verdict.Fitness // what became of the self-test; empty before it and without one
	struck      struct{ preempted, samples int }
	faults      []launch.Fault
	skipped     []skipped
	shown       []report.Scenario
	judged      int // tasks, in their order

	unkept error // the first thing beside a launch, or the first table, that could not be written; measuring goes on
}

func key(scenario string, c bench.Case) string { return scenario + "/" + c.String() }

func (s *session) tried(scenario string, t launch.Trial) {
	if err := s.file.Tried(scenario, t); err != nil && s.unkept == nil {
		s.unkept = err
	}
	s.note(scenario, t)
}

// note keeps in mind what proof and calibration found of a case.
func (s *session) note(scenario string, t launch.Trial) {
	name := key(scenario, t.Visit.Case)
	if t.Skip != nil {
		if !s.refined(scenario).silent[t.Visit.Case.String()] {
			s.leave(skipped{name: name, reason: t.Skip.Error()})
		}
		return
	}
	s.visits[name] = t.Visit
	s.file.About(scenario, t.Visit.Case, report.Evidence(t.Evidence, t.Visit.References))
}

func (s *session) launched(records []*launch.Record) error {
	var lines []result.Line
	raw := make([]launch.Record, len(records))
	for i, r := range records {
		raw[i] = *r
		lines = append(lines, s.take(r)...)
		if r.Launch == 1 {
			s.file.About(r.Scenario, r.Case, report.Pages(r))
			s.cached(r)
		}
	}
	for _, line := range s.counting.news() {
		s.progress.say("%s", line)
		s.file.Note("%s", line)
	}
	return s.file.Append(lines, raw)
}

// replaced says that a child crashed or hung and another took its place.
func (s *session) replaced(f launch.Fault) {
	s.progress.say("replaced a child at %s: %s", f.Name(), f.Reason)
	s.file.Event("replaced a child at %s: %s", f.Name(), f.Reason)
}

func (s *session) failed(f launch.Fault) {
	s.faults = append(s.faults, f)
	s.progress.say("FAILED %s: %s", f.Name(), f.Reason)
	s.file.Event("failed %s: %s", f.Name(), f.Reason)
}

// leave notes what is not measured at all.
func (s *session) leave(c skipped) {
	if c.broken {
		s.failed(launch.Fault{Scenario: c.name, Reason: c.reason})
		return
	}
	s.skipped = append(s.skipped, c)
	s.progress.say("skipped %s: %s", c.name, c.reason)
}

// keeps notes what views of parts retain.
func (s *session) keeps(scenario string, r launch.Retention) {
	s.retained[scenario] = r
	if r.Skip == nil {
		s.file.Note("retained %s %s: %d sources, %s used of each, the process grew by %s", scenario, r.Case, r.Sources, r.Part, r.Grown)
	}
}

// peaked notes what memory an arm has at most.
func (s *session) peaked(scenario string, p launch.Peak) {
	s.peaks[scenario] = append(s.peaks[scenario], p)
}

// peaksOf are the peaks of a task, its arms in their order, which also go to the
// file.
func (s *session) peaksOf(t runner.Task) []launch.Peak {
	all := s.peaks[t.Info.Name]
	order := func(p launch.Peak) int {
		return slices.IndexFunc(t.Rivals, func(r bench.Rival) bool { return r.Name == p.Arm })
	}
	slices.SortStableFunc(all, func(a, b launch.Peak) int { return order(a) - order(b) })
	for _, line := range report.Peaks(all) {
		s.file.Note("%s %s: %s", t.Info.Name, all[0].Case, line)
	}
	return all
}
