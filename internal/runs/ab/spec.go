package ab

import (
	"runtime"
	"time"

	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/revisions/match"
	"golang.org/x/perf/benchfmt"
)

// Spec is a comparison of two sides. [Default] has the defaults. [Run] sets the seed, the
// function Say and the longest sample of Revisions.
type Spec struct {
	Revisions match.Spec
	Commands  Commands // compared instead of the revisions, if there are any
	Policy    Policy
	Results   string // folder of the text; empty means one in the user's cache
}

// Policy says how many pairs are enough, and how they are judged.
type Policy struct {
	Goal      compare.Goal
	Units     benchfmt.UnitMetadataMap // about units, beside the Unit lines of the text
	Threshold float64                  // a change for the worse below this share counts as none
	MaxTime   time.Duration            // per benchmark
	Count     int                      // pairs of each benchmark; 0 means until the verdict
	NoVerdict bool                     // allow a Count that can show nothing
	Profile   bool                     // profile both sides of benchmarks that are worse
}

// Default returns a comparison of the benchmarks of the package in the working folder. It
// lacks a base.
func Default() Spec {
	return Spec{
		Revisions: match.Spec{Packages: match.Packages{Patterns: []string{"."}, Bench: ".", Procs: runtime.GOMAXPROCS(0), Timeout: time.Minute}},
		Policy:    Policy{Goal: compare.Goal{Alpha: 0.01, Margin: 0.01, Correction: compare.Holm}, MaxTime: 10 * time.Second},
	}
}

// Check returns an [option.Error] if the spec cannot be met.
func (s Spec) Check() error {
	r := s.Revisions
	if err := r.Packages.Check(); err != nil {
		return err
	}
	layouts := r.Linking.Layouts
	switch {
	case r.Sampling.Instructions && (layouts > 0 || r.Linking.Plain):
		return option.Errorf("layout", "it is about times: instructions are the same in every layout")
	case r.Packages.Procs < 1:
		return option.Errorf("cpu", "there is at least one processor")
	case s.Commands.any() && len(r.Packages.Args) > 0:
		return option.Errorf("args", "they are for test binaries: write the arguments of commands into the commands")
	case s.Commands.any():
		if err := s.Commands.check(); err != nil {
			return err
		}
	case len(r.Prepare) > 2:
		return option.Errorf("prepare", "give one line for both revisions, or one for each, the base's first")
	case layouts > 0 && layouts < 4:
		return option.Errorf("layout", "%d layouts of each side show no difference at any level: take 4 at least, 8 is usual", layouts)
	}
	return s.checkSight(1)
}
