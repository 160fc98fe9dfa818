package session

import (
	"regexp"
	"slices"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
)

// Spec is what a run is asked for. A journal keeps it, so that the run can be resumed.
// Start from [Default].
type Spec struct {
	From       Origin
	Select     Selection
	Policy     Policy
	Conditions Conditions
	Versus     string // the arm, ceiling or probe that factors compare with
	NoSelfTest bool   // do not compare identical code at the end
	Profiles   Profiles
	Results    string `json:"-"` // folder of results
	Wait       bool   `json:"-"` // for the end of another run on this machine
	resume     string // the results file of the resumed run
}

// Selection says which cases to measure. The zero value is every case of every
// scenario's grid.
type Selection struct {
	Names  []string       // scenarios; none is all
	Match  string         // an expression for names of cases, such as SubSlice/size=64KiB/passes=1
	Sizes  []bench.Bytes  // in place of the grid's; none keeps them
	Passes []int          // likewise
	Axes   []bench.Choice // values of further axes
	Quick  bool           // four sizes and the first value of each other axis, unless given
}

// Policy says how many launches are enough.
type Policy struct {
	Count   int           // launches of each case; 0 is until factors are narrow enough, or 6 in a quick run
	Goal    verdict.Goal  // what is narrow enough
	MaxTime time.Duration // for each case
	Strict  bool          // MaxTime is a limit, however few launches that leaves
	Budget  time.Duration // for the whole run; 0 is none
	Refine  time.Duration // for each break-even; 0 leaves it as it is
	Vary    bool          // measure a case in the middle under other conditions too
	Peaks   int           // launches of each arm that see its maximum memory; [Auto] is 3, or none in a brief run
}

// Auto leaves a number to the run.
const Auto = -1

// autoPeaks is how many launches [Auto] is.
const autoPeaks = 3

// Conditions are those under which all cases are measured.
type Conditions struct {
	Seed     uint64       // of every order and all data; 0 is a random one
	Pages    launch.Pages // that large buffers ask for
	Reader   launch.Reader
	Counters bool // count events, such as cache misses, after timing
}

// Profiles are the names of profiles that are written after measuring; scenario and arm
// are put in. An empty name writes none.
type Profiles struct{ CPU, Memory string }

// Default is a run of everything, to a precision of 2 %.
func Default() Spec {
	return Spec{
		From: Origin{Limit: time.Minute},
		Policy: Policy{
			Goal: verdict.Goal{Margin: verdict.DefaultMargin, Precision: verdict.DefaultPrecision}, MaxTime: 3 * time.Second,
			Refine: 15 * time.Second, Vary: true, Peaks: Auto,
		},
		Conditions: Conditions{Pages: launch.BasePages},
		Versus:     "copy",
		Results:    "results",
	}
}

// quickLaunches is the number of launches of each case in a quick run: what an interval
// at 95 % needs.
const quickLaunches = 6

// maxLaunches of a case would take days.
const maxLaunches = 1_000_000

// quickSizes are the sizes of a quick run: a page, L1 or L2, the non-temporal copy and
// the last-level cache.
var quickSizes = []bench.Bytes{4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 4 * bench.MiB}

// wish is what the selection asks of the scenarios.
func (s Selection) wish() launch.Wish {
	w := launch.Wish{Names: s.Names, Match: s.Match, Sizes: s.Sizes, Every: len(s.Sizes) > 0, Passes: s.Passes, Axes: s.Axes, Once: s.Quick}
	if s.Quick && len(s.Sizes) == 0 {
		w.Sizes = quickSizes
	}
	return w
}

// fixed is the number of launches of each case. 0 leaves it to the goal.
func (s Spec) fixed() int {
	if s.Select.Quick && s.Policy.Count == 0 {
		return quickLaunches
	}
	return s.Policy.Count
}

// peaks is how many launches of each arm see its memory. They would take as long as the
// rest of a brief run.
func (s Spec) peaks() int {
	switch {
	case s.Policy.Peaks != Auto:
		return s.Policy.Peaks
	case s.fixed() == 0 && s.Policy.Budget == 0:
		return autoPeaks
	}
	return 0
}

// check returns the first mistake that can be seen before the scenarios are known.
func (s Spec) check() error {
	if s.From.Limit <= 0 {
		return option.Valuef("timeout", s.From.Limit, "a case needs time to answer")
	}
	if p := s.Conditions.Pages; p != launch.BasePages && p != launch.HugePages {
		return option.Errorf("pages", "%q is neither base nor huge", p)
	}
	if err := s.checkReader(); err != nil {
		return err
	}
	if err := s.Policy.check(s.Select.Quick); err != nil {
		return err
	}
	return s.Select.check()
}

// longest is the longest time that can be asked for: sums over all cases must not overflow.
const longest = 1000 * time.Hour

func (p Policy) check(quick bool) error {
	g := p.Goal
	switch {
	case p.Count < 0 || p.Count > maxLaunches:
		return option.Valuef("count", p.Count, "it is a number of launches from 1 to %d", maxLaunches)
	case p.Peaks < Auto:
		return option.Valuef("peaks", p.Peaks, "it is a number of launches, and 0 leaves it out")
	case p.Budget < 0:
		return option.Valuef("budget", p.Budget, "it is a time for the whole run, such as 5m")
	case p.Budget > 0 && (p.Count > 0 || quick || p.Strict):
		return option.Errorf("budget", "it says how long the whole run takes, and does not go with a count, a quick run or a time for each case")
	case p.MaxTime <= 0:
		return option.Valuef("max-time", p.MaxTime, "a case needs time to be measured")
	case p.Refine < 0:
		return option.Valuef("refine", p.Refine, "it is a time, and 0 leaves break-evens as they are")
	case max(p.MaxTime, p.Refine, p.Budget) > longest:
		return option.Errorf("", "a time of a case, of a break-even or of the run is %s at most", longest)
	case min(g.Precision, g.Margin, g.Alpha) < 0 || max(g.Precision, g.Margin, g.Alpha) >= 1:
		return option.Errorf("", "precision %g, margin %g, alpha %g: each is a share from 0 to 1", g.Precision, g.Margin, g.Alpha)
	}
	return nil
}

func (s Selection) check() error {
	if _, err := regexp.Compile(s.Match); err != nil {
		return option.Errorf("bench", "%v", err)
	}
	if len(s.Sizes) > maxValues || len(s.Passes) > maxValues {
		return option.Errorf("sizes", "%d sizes and %d numbers of passes: the limit is %d of each", len(s.Sizes), len(s.Passes), maxValues)
	}
	for _, size := range s.Sizes {
		if size < 1 {
			return option.Errorf("sizes", "%d bytes is no size", size)
		}
	}
	for _, k := range s.Passes {
		if k < 0 || k > maxPasses {
			return option.Errorf("passes", "%d is not a number from 0 to %d", k, maxPasses)
		}
	}
	for _, axis := range s.Axes {
		for _, value := range axis.Values {
			if _, err := parseValue(axis.Key, value); err != nil {
				return option.Errorf("axis", "%v", err)
			}
		}
	}
	return nil
}

// comparable refuses an arm to compare with that no task has.
func (s Spec) comparable(known []string) error {
	if !slices.Contains(known, s.Versus) {
		return option.Errorf("versus", "there is no arm, ceiling or probe %q%s", s.Versus, option.Nearest(s.Versus, known))
	}
	return nil
}
