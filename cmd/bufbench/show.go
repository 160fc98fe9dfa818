package main

import (
	"fmt"
	"slices"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// show judges and prints one scenario when its last launch is done.
func (s *session) show(scenario string) {
	s.judged++
	s.progress.clear()
	if text := s.huge[scenario].Warning(scenario); text != "" && s.plan.Pages == bench.HugePages {
		s.warn("%s", text)
	}
	for _, t := range s.plan.Tasks {
		info := t.Info
		if info.Name != scenario {
			continue
		}
		shown := report.Scenario{Info: info, Retained: s.retained[scenario], Peaks: s.peaksOf(t)}
		all := s.credible(s.compared(t))
		for _, c := range all {
			if contains(t.Cases, c.Case) {
				shown.Cases = append(shown.Cases, c)
				continue
			}
			shown.Further = append(shown.Further, c)
		}
		if len(shown.Cases) == 0 {
			return
		}
		asked := verdict.Scenario{Info: info, Rivals: t.Rivals, Cases: t.Cases}
		shown.Answer = verdict.AnswerOf(asked, s.linesOf(t), s.stop.goal, s.search())
		s.shown = append(s.shown, shown)
		if !s.output.JSON {
			s.print(shown)
		}
	}
}

// compared are the comparisons of all cases of a task, those of further cases
// behind those of the grid.
func (s *session) compared(t runner.Task) []verdict.Comparison {
	var lines, paired []result.Line
	for _, c := range slices.Concat(t.Cases, s.refined(t.Info.Name).added) {
		lines = append(lines, s.lines[key(t.Info.Name, c)]...)
		paired = append(paired, s.paired[key(t.Info.Name, c)]...)
	}
	return verdict.CompareOver(lines, paired, s.stop.goal, s.output.Versus)
}

// print prints one scenario as asked.
func (s *session) print(shown report.Scenario) {
	table := report.Text
	switch {
	case s.output.Markdown:
		table = report.MarkdownAnswer
	case s.output.Verbose:
		table = report.Verbose
	}
	if err := table(s.program.stdout, shown); err != nil && s.unkept == nil {
		s.unkept = err
	}
}

// credible takes out every arm that is faster than the machine can be: it read
// nothing, and its figure is an error, not a result.
func (s *session) credible(cases []verdict.Comparison) []verdict.Comparison {
	for i, c := range cases {
		for _, a := range c.Arms {
			if !c.Impossible(a) {
				continue
			}
			s.failed(launch.Fault{Scenario: c.Scenario, Case: c.Case, Arm: a.Name, Reason: tooFast(a)})
			s.file.Withhold(c.Scenario, c.Case, a.Name)
			s.withheld[c.Case.Name(c.Scenario, a.Name)] = true
		}
		cases[i] = c.Credible()
	}
	return cases
}

// tooFast says of an arm that it is faster than the machine can be.
func tooFast(a verdict.Arm) string {
	return fmt.Sprintf("it reaches %.0f %% [%.0f, %.0f] of what this machine can do, so it did not read the bytes",
		a.Share.Center*100, a.Share.Lo*100, a.Share.Hi*100)
}
