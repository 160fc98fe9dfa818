package report

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/claim"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/result"
)

// Run is the document of a whole run.
type Run struct {
	File        string // the results file
	Scenarios   []Scenario
	Lines       []result.Line   // the launches, in the order of the run
	Claims      []claim.Row     // claims that others published, beside these measurements
	Counters    *CountersJSON   // nil unless events were asked for
	Fitness     verdict.Fitness // empty if identical code was not compared
	Calibration *Calibration    // nil if this machine was not calibrated
	Failed      []Failure
	Skipped     []Failure
	Limits
	Setup
	Page
}

// Limits are what bounds the speed of a machine.
type Limits struct {
	Ceilings []verdict.Ceiling
	Caches   []CacheJSON // the nearest first; none if they are not known
}

// level names the nearest memory that holds an array of a size: L1, L2, LLC.
func (l Limits) level(size bench.Bytes) string {
	if len(l.Caches) == 0 {
		return "?"
	}
	for _, c := range l.Caches {
		if size <= c.Size {
			return c.Name
		}
	}
	return "memory"
}

// Page is how a run is to be printed.
type Page struct {
	Rate    float64 // operations per second, for what arms take of the machine; 0 leaves that out
	Full    bool    // the text has every table of every scenario, and all claims
	Verbose bool    // likewise, and every figure
}

// Setup is what a run was measured with, as far as it is known.
type Setup struct {
	Reader string // the code that reads the bytes
	Build  string // the program: its version, and how it was built
	Place  Place
	Trust  Trust             // what was noted of how far the figures can be believed
	Proofs map[string]string // by scenario and case: what the proof saw, as the results file has it
}
