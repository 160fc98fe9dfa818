package session

import (
	"maps"
	"path/filepath"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/truth"
)

// Document is an outcome as reports print it. The caches are those of this machine.
func (o Outcome) Document(caches machine.CacheSizes) report.Run {
	doc := Document(o.File, o.Scenarios, o.Lines, caches)
	if text, err := result.ReadFile(o.File); err == nil {
		doc.Setup = report.SetupOf(o.File, result.HeadOf(text))
	}
	doc.Fitness, doc.Trust.Said = o.Fitness, o.Trust
	if k := o.Counting; k != nil {
		doc.Counters = &report.CountersJSON{Lacks: append([]events.Lack{}, k.Lacks...), Alone: k.Alone, Turns: map[string]float64{}}
		maps.Copy(doc.Counters.Turns, k.Turns)
	}
	for _, f := range o.Failed {
		doc.Failed = append(doc.Failed, report.Failure{Name: f.Name(), Reason: f.Reason})
	}
	for _, k := range o.Skipped {
		doc.Skipped = append(doc.Skipped, report.Failure{Name: k.Name, Reason: k.Reason})
	}
	return doc
}

// Document is what follows from the lines of a results file. The caches are those of its
// machine.
func Document(file string, scenarios []report.Scenario, lines []result.Line, caches machine.CacheSizes) report.Run {
	doc := report.Run{
		File: file, Scenarios: scenarios, Lines: lines, Claims: claim.Judge(claim.Published(), lines),
		Limits: report.Limits{Ceilings: verdict.Ceilings(lines), Caches: levelsOf(caches)},
	}
	if c, known := truth.Last[report.Calibration](truth.FileIn(filepath.Dir(file))); known {
		doc.Calibration = &c
	}
	return doc
}

// levelsOf are caches as reports print them.
func levelsOf(caches machine.CacheSizes) (all []report.CacheJSON) {
	for _, l := range caches.Levels() {
		all = append(all, report.CacheJSON{Name: l.Name, Size: bench.Bytes(l.Size)})
	}
	return all
}
