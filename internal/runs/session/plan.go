package session

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/internal/measure/runner"
	"github.com/bufbench/bufbench/internal/option"
)

// plan chooses among scenarios that are described as the spec wishes. It returns those
// that cannot run here beside the plan.
func (s Spec) plan(all []launch.Description) (runner.Plan, []Skipped, error) {
	plan := runner.Plan{Seed: s.Conditions.Seed, Conditions: s.launched(), Counters: s.Conditions.Counters, Peaks: s.peaks()}
	chosen, err := Choose(s.Select.Names, all)
	if err != nil {
		return plan, nil, err
	}
	var cannot []Skipped
	lacking := true
	for _, d := range chosen {
		switch {
		case d.Reason() != "":
			cannot = append(cannot, Skipped{Name: d.Info.Name, Reason: d.Reason(), broken: d.Skip == nil && d.Lacks == "", lacks: d.Lacks != ""})
			lacking = lacking && d.Lacks != ""
		case len(d.Cases) > 0:
			plan.Tasks = append(plan.Tasks, runner.Task{Info: d.Info, Rivals: d.Rivals, Cases: d.Cases, Keep: kept(d), Versions: d.Versions})
		}
	}
	if len(plan.Tasks) == 0 && len(cannot) > 0 && lacking {
		return plan, nil, option.Errorf("axis", "no scenario that is asked for has it: %s: %s", cannot[0].Name, cannot[0].Reason)
	}
	if len(plan.Tasks) == 0 && len(cannot) == 0 {
		return plan, nil, s.Select.noCase(chosen)
	}
	if len(plan.Tasks) > 0 {
		if err := s.comparable(roles(plan.Tasks)); err != nil {
			return plan, nil, err
		}
	}
	heavy, err := affordable(plan.Tasks)
	plan.Tasks = slices.DeleteFunc(plan.Tasks, func(t runner.Task) bool { return len(t.Cases) == 0 })
	return plan, append(cannot, heavy...), err
}

// kept is the case for measuring the memory that views of parts retain: large enough for
// its size to show, with the scenario's own axes as in the first case.
func kept(d launch.Description) bench.Case {
	c := d.Cases[0].Plain()
	c.Size, c.Passes = d.Info.Grid.Round(1*bench.MiB), 1
	return c
}

// Choose returns the scenarios of those names, all if there is none.
func Choose(names []string, all []launch.Description) ([]launch.Description, error) {
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
			return nil, option.Errorf("", "there is no scenario %q%s", name, meant(name, all))
		}
		if !slices.ContainsFunc(chosen, func(d launch.Description) bool { return d.Info.Name == known[at] }) {
			chosen = append(chosen, all[at])
		}
	}
	return chosen, nil
}

// meant proposes the scenarios that have an arm of a name, or else the nearest name.
func meant(name string, all []launch.Description) string {
	var known, with []string
	for _, d := range all {
		known = append(known, d.Info.Name)
		if slices.ContainsFunc(d.Rivals, func(r bench.Rival) bool { return named(r, name) }) {
			with = append(with, d.Info.Name)
		}
	}
	if len(with) == 0 || len(with) > 3 { // an arm that most have tells nothing
		return option.Nearest(name, known)
	}
	return fmt.Sprintf("; did you mean %s, which has such an arm?", strings.Join(with, " or "))
}

// named reports whether an arm is called so, by its name or in the words of its language.
func named(r bench.Rival, name string) bool {
	return strings.EqualFold(r.Name, name) || r.Says != "" && strings.Contains(strings.ToLower(r.Says), strings.ToLower(name))
}

// roles are the arms, ceilings and probes of tasks.
func roles(tasks []runner.Task) []string {
	known := []string{reference.CeilingRead, reference.CeilingCopy, reference.CeilingStream}
	for _, t := range tasks {
		for _, r := range t.Rivals {
			known = append(known, r.Name)
		}
		for _, probe := range t.Info.Probes {
			known = append(known, reference.Probe(probe))
		}
	}
	return known
}
