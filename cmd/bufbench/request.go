package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/runner"
)

// Launches of a case. An interval at 95 % needs six.
const (
	defaultLaunches = 10
	quickLaunches   = 6
)

// quickSizes are those of a quick run: a page, L1 or L2, the non-temporal copy
// and the last-level cache.
var quickSizes = []bench.Bytes{4 * bench.KiB, 64 * bench.KiB, 1 * bench.MiB, 4 * bench.MiB}

// request is the command line of run, as typed.
type request struct {
	Names                               []string
	Bench, Sizes, Passes                string
	SizesGiven, PassesGiven, CountGiven bool
	Count                               int
	Quick                               bool
	Seed                                uint64
	Limit                               time.Duration
	Results                             string
	Output                              output
}

// output is how results are shown.
type output struct {
	Versus                 string
	Verbose, JSON          bool
	CPUProfile, MemProfile string
}

// plan checks the request and turns it into what to run. Scenarios that
// cannot run here are returned beside it.
func (q request) plan(all []bench.Scenario) (runner.Plan, []skipped, error) {
	var plan runner.Plan
	if q.Count < 1 {
		return plan, nil, usagef("-count %d: at least one launch is needed", q.Count)
	}
	if q.Limit <= 0 {
		return plan, nil, usagef("-timeout %s: a case needs time to answer", q.Limit)
	}
	chosen, err := named(q.Names, all)
	if err != nil {
		return plan, nil, err
	}
	adjust, err := q.grid()
	if err != nil {
		return plan, nil, err
	}
	filter, err := regexp.Compile(q.Bench)
	if err != nil {
		return plan, nil, usagef("-bench: %v", err)
	}
	var cannot []skipped
	for _, s := range chosen {
		info := s.Describe()
		cases := slices.DeleteFunc(adjust(info.Grid).Cases(), func(c bench.Case) bool {
			return !filter.MatchString(info.Name + "/" + c.String())
		})
		if len(cases) == 0 {
			continue
		}
		if err := ready(info); err != nil {
			cannot = append(cannot, skipped{info.Name, err.Error(), bench.Skipped(err) == nil})
			continue
		}
		plan.Tasks = append(plan.Tasks, runner.Task{Scenario: s, Cases: cases})
	}
	if len(plan.Tasks) == 0 && len(cannot) == 0 {
		return plan, nil, usagef("-bench %q matches no case (bufbench list names the scenarios)", q.Bench)
	}
	if err := q.comparable(plan.Tasks); err != nil {
		return plan, nil, err
	}
	plan.Rule, plan.Seed, plan.Ballast = runner.Fixed(q.launches()), q.Seed, ballast
	if err := affordable(plan.Tasks); err != nil {
		return plan, nil, err
	}
	return plan, cannot, nil
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

// launches is the number of launches of each case.
func (q request) launches() int {
	if q.Quick && !q.CountGiven {
		return quickLaunches
	}
	return q.Count
}

// named returns the scenarios of those names, all if there is none.
func named(names []string, all []bench.Scenario) ([]bench.Scenario, error) {
	if len(names) == 0 {
		return all, nil
	}
	var known []string
	for _, s := range all {
		known = append(known, s.Describe().Name)
	}
	var chosen []bench.Scenario
	for _, name := range names {
		at := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) })
		if at < 0 {
			return nil, usagef("there is no scenario %q%s", name, didYouMean(name, known))
		}
		if !slices.ContainsFunc(chosen, func(s bench.Scenario) bool { return s.Describe().Name == known[at] }) {
			chosen = append(chosen, all[at])
		}
	}
	return chosen, nil
}

// grid returns what the request makes of a scenario's default grid.
func (q request) grid() (func(bench.Grid) bench.Grid, error) {
	var sizes []bench.Bytes
	var passes []int
	var err error
	if q.Quick {
		sizes = quickSizes
	}
	if q.SizesGiven {
		if sizes, err = bench.ParseSizes(q.Sizes); err != nil {
			return nil, usagef("-sizes: %v", err)
		}
	}
	if q.PassesGiven {
		if passes, err = parsePasses(q.Passes); err != nil {
			return nil, err
		}
	}
	return func(g bench.Grid) bench.Grid {
		if sizes != nil {
			g.Sizes = sizes
		}
		if q.SizesGiven {
			g.Leave = nil // asked for by size, so not left out for it
		}
		switch {
		case passes != nil:
			g.Passes = passes
		case q.Quick && len(g.Passes) > 1:
			g.Passes = g.Passes[:1]
		}
		return g
	}, nil
}

// comparable refuses an arm to compare with that nothing has.
func (q request) comparable(tasks []runner.Task) error {
	known := []string{bench.CeilingRead, bench.CeilingCopy, bench.CeilingStream}
	for _, t := range tasks {
		for _, r := range t.Scenario.Rivals() {
			known = append(known, r.Name)
		}
		for _, probe := range t.Scenario.Describe().Probes {
			known = append(known, bench.ProbeRole(probe))
		}
	}
	if len(tasks) > 0 && !slices.Contains(known, q.Output.Versus) {
		return usagef("-versus: there is no arm, ceiling or probe %q%s", q.Output.Versus, didYouMean(q.Output.Versus, known))
	}
	return nil
}

func parsePasses(s string) ([]int, error) {
	var passes []int
	for part := range strings.SplitSeq(s, ",") {
		k, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || k < 0 || k > 1_000_000 {
			return nil, usagef("-passes: %q is not a number from 0 to 1000000", part)
		}
		if !slices.Contains(passes, k) {
			passes = append(passes, k)
		}
	}
	return passes, nil
}
