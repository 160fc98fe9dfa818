package main

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
)

// quickLaunches is the number of launches of a case in a quick run: what an
// interval at 95 % needs.
const quickLaunches = 6

// mostLaunches of a case are days.
const mostLaunches = 1_000_000

// quickSizes are those of a quick run: a page, L1 or L2, the non-temporal copy
// and the last-level cache.
var quickSizes = []bench.Bytes{4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 4 * bench.MiB}

// request is the command line of run, as typed.
type request struct {
	From                                origin
	Names                               []string
	Bench, Sizes, Passes                string
	Axes                                []string // key=value,value
	Refine                              time.Duration
	Vary                                bool
	Peaks                               int // launches of an arm that see what memory it has at most
	PeaksGiven                          bool
	SizesGiven, PassesGiven, CountGiven bool
	Count                               int
	Quick                               bool
	Seed                                uint64
	Goal                                verdict.Goal
	MaxTime                             time.Duration
	MaxTimeGiven                        bool
	Budget                              time.Duration // of the whole run
	Pages                               launch.Pages
	Counters                            bool
	NoSelfTest                          bool // identical code is not compared at the end
	Results                             string
	Output                              output
	Resume                              string `json:"-"` // the results file of the resumed run
	Wait                                bool   `json:"-"` // for the end of another run
}

// output is how results are shown.
type output struct {
	Versus                  string
	Verbose, JSON, Markdown bool
	CPUProfile, MemProfile  string
}

// plan turns a request into what to run. Scenarios that cannot run here are
// returned beside it.
func (p *program) plan(ctx context.Context, q request) (runner.Plan, []skipped, error) {
	w, err := q.wish()
	if err != nil {
		return runner.Plan{}, nil, err
	}
	all, err := p.describe(ctx, q.From, w)
	if err != nil {
		return runner.Plan{}, nil, err
	}
	plan, cannot, err := q.plan(all)
	plan.Cache = washable(p.llc())
	return plan, cannot, err
}

// wish checks what can be checked before the scenarios are known, and says
// what the request makes of their grids.
func (q request) wish() (launch.Wish, error) {
	w := launch.Wish{Names: q.Names, Match: q.Bench, Every: q.SizesGiven, Once: q.Quick}
	switch {
	case q.CountGiven && q.Count < 1:
		return w, usagef("-count %d: at least one launch is needed", q.Count)
	case q.Peaks < 0:
		return w, usagef("-peaks %d: it is a number of launches, and 0 leaves it out", q.Peaks)
	case q.From.Limit <= 0:
		return w, usagef("-timeout %s: a case needs time to answer", q.From.Limit)
	case q.Budget < 0:
		return w, usagef("-budget %s: it is a time for the whole run, such as 5m", q.Budget)
	case q.Budget > 0 && (q.CountGiven || q.Quick || q.MaxTimeGiven):
		return w, usagef("-budget says how long all of it takes, so it does not go with -count, -quick or -max-time")
	case q.MaxTime <= 0:
		return w, usagef("-max-time %s: a case needs time to be measured", q.MaxTime)
	case q.Output.JSON && q.Output.Markdown:
		return w, usagef("-json and -markdown: one of the two goes to standard output")
	case q.Count > mostLaunches:
		return w, usagef("-count %d: at most %d launches", q.Count, mostLaunches)
	case q.Count < 0 || q.Goal.Precision < 0 || q.Goal.Margin < 0 || q.Goal.Alpha < 0 || max(q.Goal.Precision, q.Goal.Margin, q.Goal.Alpha) >= 1:
		return w, usagef("-count %d, -precision %g, -margin %g, -alpha %g: a count is at least 1, a share below 1", q.Count, q.Goal.Precision, q.Goal.Margin, q.Goal.Alpha)
	case q.Pages != launch.BasePages && q.Pages != launch.HugePages:
		return w, usagef("-pages %q: it is base or huge", q.Pages)
	case q.Refine < 0:
		return w, usagef("-refine %s: it is a time, and 0 leaves break-evens as they are", q.Refine)
	}
	if _, err := regexp.Compile(q.Bench); err != nil {
		return w, usagef("-bench: %v", err)
	}
	var err error
	if q.Quick {
		w.Sizes = quickSizes
	}
	if q.SizesGiven {
		if w.Sizes, err = bench.ParseSizes(q.Sizes); err != nil {
			return w, usagef("-sizes: %v", err)
		}
	}
	if q.PassesGiven {
		if w.Passes, err = parsePasses(q.Passes); err != nil {
			return w, err
		}
	}
	w.Axes, err = parseAxes(q.Axes)
	return w, err
}

// plan chooses among the scenarios, which are described as the request wishes.
func (q request) plan(all []launch.Description) (runner.Plan, []skipped, error) {
	plan := runner.Plan{Seed: q.Seed, Ballast: ballast, Pages: q.Pages, Counters: q.Counters, Peaks: q.peaks()}
	chosen, err := named(q.Names, all)
	if err != nil {
		return plan, nil, err
	}
	var cannot []skipped
	lacking := true
	for _, d := range chosen {
		switch {
		case d.Reason() != "":
			cannot = append(cannot, skipped{d.Info.Name, d.Reason(), d.Skip == nil && d.Lacks == ""})
			lacking = lacking && d.Lacks != ""
		case len(d.Cases) > 0:
			plan.Tasks = append(plan.Tasks, runner.Task{Info: d.Info, Rivals: d.Rivals, Cases: d.Cases, Keep: kept(d), Versions: d.Versions})
		}
	}
	if len(plan.Tasks) == 0 && len(cannot) > 0 && lacking {
		return plan, nil, usagef("-axis: no scenario that is asked for has it: %s: %s", cannot[0].name, cannot[0].reason)
	}
	if len(plan.Tasks) == 0 && len(cannot) == 0 {
		return plan, nil, usagef("-bench %q matches no case (bufbench list names the scenarios)", q.Bench)
	}
	if err := q.comparable(plan.Tasks); err != nil {
		return plan, nil, err
	}
	heavy, err := affordable(plan.Tasks)
	return plan, append(cannot, heavy...), err
}

// kept is the case of which it is measured what views of parts retain: large
// enough for its size to show, with the scenario's own axes as in the first case
// that is asked for.
func kept(d launch.Description) bench.Case {
	c := d.Cases[0].Plain()
	c.Size, c.Passes = d.Info.Grid.Round(1*bench.MiB), 1
	return c
}

// ballast is the live heap under arms that allocate. A tiny heap overstates
// the copy, because the collector then runs every few lives.
const ballast = 64 * bench.MiB

// skipped is a scenario or case that cannot be had here; broken is one that is
// here and fails.
type skipped struct {
	name, reason string
	broken       bool
}

// fixed is the number of launches of each case; 0 leaves it to the stopping
// rule.
func (q request) fixed() int {
	if q.Quick && !q.CountGiven {
		return quickLaunches
	}
	return q.Count
}

// peaks is how many launches of each arm see its memory. They take as long as
// the whole of a brief run, which has to ask for them.
func (q request) peaks() int {
	if q.PeaksGiven || q.fixed() == 0 && q.Budget == 0 {
		return q.Peaks
	}
	return 0
}

// named returns the scenarios of those names, all if there is none.
func named(names []string, all []launch.Description) ([]launch.Description, error) {
	if len(names) == 0 {
		return all, nil
	}
	var known []string
	for _, d := range all {
		known = append(known, d.Info.Name)
	}
	var chosen []launch.Description
	for _, name := range names {
		at := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) })
		if at < 0 {
			return nil, usagef("there is no scenario %q%s", name, option.Nearest(name, known))
		}
		if !slices.ContainsFunc(chosen, func(d launch.Description) bool { return d.Info.Name == known[at] }) {
			chosen = append(chosen, all[at])
		}
	}
	return chosen, nil
}

// comparable refuses an arm to compare with that nothing has.
func (q request) comparable(tasks []runner.Task) error {
	known := []string{reference.CeilingRead, reference.CeilingCopy, reference.CeilingStream}
	for _, t := range tasks {
		for _, r := range t.Rivals {
			known = append(known, r.Name)
		}
		for _, probe := range t.Info.Probes {
			known = append(known, reference.Probe(probe))
		}
	}
	if len(tasks) > 0 && !slices.Contains(known, q.Output.Versus) {
		return usagef("-versus: there is no arm, ceiling or probe %q%s", q.Output.Versus, option.Nearest(q.Output.Versus, known))
	}
	return nil
}
