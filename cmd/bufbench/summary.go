package main

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/verdict"
)

// sumUp prints what belongs to the whole run: the ceilings, or all of it as
// JSON.
func (s *session) sumUp() error {
	if s.output.JSON {
		return s.printJSON()
	}
	var all []result.Line
	for _, lines := range s.lines {
		all = append(all, lines...)
	}
	return report.Ceilings(s.program.stdout, verdict.Ceilings(all), levelOf(machine.Caches("/")))
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

func (s *session) printJSON() error {
	doc := report.Document{
		File: s.file.Path(), Scenarios: []report.ScenarioJSON{}, Failed: []report.Failure{}, Skipped: []report.Failure{},
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
