package check

import (
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"golang.org/x/perf/benchfmt"
)

// Spec is what is to be checked.
type Spec struct {
	Inputs    []result.Input // results, as Go benchmark text; [Run] reads standard input and pipes into them
	Uncounted []string       // what [Results] could not count
	Measuring Measuring
	Tests     []string // packages whose tests run too
	Machine   string   // the name of this machine
	Claims    []gate.Claim
	Acks      Acks
	Baseline  Baseline
	Policy    Policy
	History   string // the folder of a record that is asked what it thinks of worse results; empty asks none
}

// Measuring says what [Results] measures.
type Measuring struct {
	Count      *match.Packages // benchmarks whose instructions are counted; nil measures the scenarios of claims
	Program    string          // that holds these scenarios; empty is this one
	NoSelfTest bool
}

// Acks are the acknowledged regressions, and the name of their file.
type Acks struct {
	List []gate.Ack
	File string
}

// Baseline is what results are compared with.
type Baseline struct {
	Name     string // of a baseline that was saved, or a file; empty compares with none
	Save     string // the name under which the results become a baseline; empty saves none
	Folder   string // of results and baselines
	Absolute bool   // compare times, and not their ratio to the copy's
}

// Policy is how verdicts are reached.
type Policy struct {
	Goal      compare.Goal
	Threshold float64 // how much worse than the baseline is allowed, as a share
	Units     benchfmt.UnitMetadataMap
}

// Outcome is what the gate found.
type Outcome struct {
	Outcomes []gate.Outcome
	Notes    []string     // how texts were read
	Across   []string     // configuration that differs from the baseline's
	Problems []string     // why this is not all: what could not be read, acknowledgements that are stale
	First    string       // why there is no baseline to compare with, if that is no mistake
	Unfit    string       // why the machine was not fit to judge times, so that they are undecided; empty if it was
	Place    result.Place // where the results were measured
}
