package profile

import (
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// Spec is what is to be looked at. A run looks at one case.
type Spec struct {
	From     session.Origin
	Scenario string
	Sizes    []bench.Bytes  // of the case, one at most; none is the middle of the grid
	Passes   []int          // likewise
	Axes     []bench.Choice // of the case, one value each
	Launches int            // 0 is [DefaultLaunches]
	Seed     uint64         // 0 is a random one
	Folder   string         // for profiles; empty keeps none
	Span     time.Duration  // of CPU samples per arm; 0 takes none
}

// DefaultLaunches is enough launches for an interval, and two more.
const DefaultLaunches = 8

// mostLaunches would take hours.
const mostLaunches = 10_000

// check returns the first mistake that can be seen before the scenarios are known.
func (s Spec) check() error {
	const one = "a profile is of one case: give one"
	switch {
	case len(s.Sizes) > 1:
		return option.Errorf("sizes", "%d sizes: %s", len(s.Sizes), one)
	case len(s.Passes) > 1:
		return option.Errorf("passes", "%d numbers of passes: %s", len(s.Passes), one)
	case s.Launches < 0 || s.Launches > mostLaunches:
		return option.Valuef("count", s.Launches, "it is a number of launches from 1 to %d", mostLaunches)
	case s.Span < 0:
		return option.Valuef("samples", s.Span, "it is a time per arm, and 0 takes no samples")
	case s.From.Limit < 0:
		return option.Valuef("timeout", s.From.Limit, "a case needs time to answer")
	}
	for _, a := range s.Axes {
		if len(a.Values) > 1 {
			return option.Errorf("axis", "%d values of %s: %s", len(a.Values), a.Key, one)
		}
		if a.Key == bench.Cache && !slices.Equal(a.Values, []string{bench.CacheHot}) {
			return option.Errorf("axis", "%s=%s: prices are those of warm caches, so a budget would be wrong", a.Key, a.Values[0])
		}
		if a.Key == bench.Goroutines && !slices.Equal(a.Values, []string{"1"}) {
			return option.Errorf("axis", "%s=%s: prices are those of one goroutine, so a budget would be wrong", a.Key, a.Values[0])
		}
	}
	return nil
}

// wish is what the spec asks of the scenarios.
func (s Spec) wish() launch.Wish {
	return launch.Wish{Names: []string{s.Scenario}, Sizes: s.Sizes, Every: len(s.Sizes) > 0, Passes: s.Passes, Axes: s.Axes, Once: true}
}

// caseOf is the case in the middle of those that a spec leaves.
func caseOf(d launch.Description) (bench.Case, error) {
	if len(d.Cases) == 0 {
		return bench.Case{}, option.Errorf("sizes", "%s has no such case", d.Info.Name)
	}
	return d.Cases[len(d.Cases)/2], nil
}
