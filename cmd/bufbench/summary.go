package main

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
)

// sumUp prints what belongs to the whole run: the ceilings, or all of it as
// JSON.
func (s *session) sumUp() error {
	all := s.everyLine()
	rows := claim.Judge(claim.Published(), all)
	out := s.program.stdout
	switch {
	case s.output.JSON:
		return s.printJSON(rows)
	case s.output.Markdown:
		fmt.Fprint(out, "## Published claims\n\n")
		if err := report.MarkdownClaims(out, rows); err != nil {
			return err
		}
		return s.saysFit()
	case !s.output.Verbose:
		rows = claim.Measured(rows)
	}
	if err := report.Ceilings(out, verdict.Ceilings(all), levelOf(s.program.cacheSizes())); err != nil {
		return err
	}
	if len(rows) > 0 {
		fmt.Fprintln(out)
	}
	if err := report.Claims(out, rows); err != nil {
		return err
	}
	return s.saysFit()
}

// everyLine is all lines that can be believed, scenario by scenario.
func (s *session) everyLine() []result.Line {
	var all []result.Line
	for _, t := range s.plan.Tasks {
		all = append(all, s.linesOf(t)...)
	}
	return all
}

// levelOf names the memory that holds an array.
func levelOf(caches machine.CacheSizes) func(bench.Bytes) string {
	return func(size bench.Bytes) string {
		switch n := uint64(size); {
		case caches.LLC == 0:
			return "?"
		case n <= caches.L1d:
			return "L1"
		case n <= caches.L2:
			return "L2"
		case n <= caches.LLC:
			return "LLC"
		}
		return "memory"
	}
}

func (s *session) printJSON(rows []claim.Row) error {
	doc := report.Document{
		File: s.file.Path(), Scenarios: []report.ScenarioJSON{}, Failed: []report.Failure{}, Skipped: []report.Failure{},
		Claims: report.ClaimsJSON(rows), Counters: s.counting.json(s.plan.Counters), Fit: report.Fitness(s.fitness),
	}
	for _, shown := range s.shown {
		doc.Scenarios = append(doc.Scenarios, shown.JSON())
	}
	for _, f := range s.faults {
		doc.Failed = append(doc.Failed, report.Failure{Name: f.Name(), Reason: f.Reason})
	}
	for _, k := range s.skipped {
		doc.Skipped = append(doc.Skipped, report.Failure{Name: k.name, Reason: k.reason})
	}
	return report.JSON(s.program.stdout, doc)
}
