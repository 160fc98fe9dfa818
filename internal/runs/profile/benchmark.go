package profile

import (
	"time"

	"github.com/bufbench/bufbench/internal/judge/budget"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/listing"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/revisions/profdiff"
)

// BenchmarkSpec says which benchmark of any Go package to look at.
type BenchmarkSpec struct {
	Packages   match.Packages
	Base, Head string // revisions; without a Base, the package as it stands
	Launches   int    // 0 is [DefaultLaunches]
	Seed       uint64 // 0 is a random one
	Folder     string // for profiles; empty keeps none
	Span       time.Duration

	Instructions bool // count them by function too
}

// BenchmarkOutcome is what was found of a benchmark.
type BenchmarkOutcome struct {
	Package, Name string
	Traces        []budget.Trace        // one, or those of the base and the head
	Change        *budget.Difference    // nil without a base
	Functions     []profdiff.Difference // by function, of CPU time and of memory; none without a base
	Hottest       []listing.Listing     // of the function with the most samples, by trace
	Launches      int
	Notes         []string
	Files         []string     // profiles that were kept
	Failed        []match.Note // what could not be measured
}

// check returns the first mistake that can be seen before anything is built.
func (s BenchmarkSpec) check() error {
	if err := s.Packages.Check(); err != nil {
		return err
	}
	switch {
	case s.Packages.Bench == "":
		return option.Errorf("bench", "say which benchmark to look at, such as 'BenchmarkDecode/view$'")
	case s.Head != "" && s.Base == "":
		return option.Errorf("head", "it is compared with a base revision, and there is none")
	case s.Packages.Procs < 1:
		return option.Errorf("cpu", "there is at least one processor")
	case s.Launches < 0 || s.Launches > mostLaunches:
		return option.Valuef("count", s.Launches, "it is a number of launches from 1 to %d", mostLaunches)
	case s.Span < 0:
		return option.Valuef("samples", s.Span, "it is a time, and 0 takes no samples")
	case s.Packages.Timeout <= 0:
		return option.Valuef("timeout", s.Packages.Timeout, "a benchmark needs time to answer")
	}
	return nil
}
