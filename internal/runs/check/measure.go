package check

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/bufbench/bufbench/internal/judge/gate"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/session"
)

// measure measures the scenarios that claims name, and returns their results files: also
// those before a run that failed.
func measure(ctx context.Context, home *session.Home, s Spec, watch session.Watch) (inputs []result.Input, err error) {
	runs, err := Runs(s.Claims)
	if err != nil {
		return nil, err
	}
	for _, one := range runs {
		one.From.Program, one.NoSelfTest, one.Results = s.Measuring.Program, s.Measuring.NoSelfTest, s.Baseline.Folder
		out, err := home.Run(ctx, one, watch)
		if out.File != "" {
			watch.Say("results: " + out.File)
		}
		if err != nil {
			return inputs, err
		}
		inputs = append(inputs, result.Input{Label: out.File, Path: out.File})
	}
	return inputs, nil
}

// Runs are the runs to measure for claims, one per scenario. A run has the sizes, the
// passes and the values of other axes of its claims. It has all of an axis if one claim
// names none.
func Runs(all []gate.Claim) (runs []session.Spec, err error) {
	var names []string
	claims := map[string][]gate.Claim{}
	for _, c := range all {
		name := c.Scenario()
		if claims[name] == nil {
			names = append(names, name)
		}
		claims[name] = append(claims[name], c)
	}
	for _, name := range names {
		s, err := runOf(name, claims[name])
		if err != nil {
			return nil, err
		}
		runs = append(runs, s)
	}
	return runs, nil
}

// runOf is a run of one scenario at what all of its claims name.
func runOf(name string, claims []gate.Claim) (s session.Spec, err error) {
	s = session.Default()
	s.Select.Names, s.Policy.Refine, s.Policy.Vary, s.Policy.Peaks = []string{name}, 0, false, 0
	var sizes, passes []string
	for _, c := range claims {
		sizes, passes = append(sizes, c.Value("size")), append(passes, c.Value("passes"))
		if c.Breakeven != "" {
			s.Policy.Refine = 15 * time.Second
		}
	}
	if !slices.Contains(sizes, "") {
		if s.Select.Sizes, err = session.ParseSizes(strings.Join(sizes, ",")); err != nil {
			return s, err
		}
	}
	if !slices.Contains(passes, "") {
		if s.Select.Passes, err = session.ParsePasses(strings.Join(passes, ",")); err != nil {
			return s, err
		}
	}
	s.Select.Axes, err = session.ParseAxes(shared(claims))
	return s, err
}

// shared is the axes that all claims name, with their values, as -axis has them.
func shared(claims []gate.Claim) []string {
	var keys []string
	values, named := map[string][]string{}, map[string]int{}
	for _, c := range claims {
		for _, axis := range c.Axes() {
			key, value, _ := strings.Cut(axis, "=")
			if values[key] == nil {
				keys = append(keys, key)
			}
			values[key], named[key] = append(values[key], value), named[key]+1
		}
	}
	var axes []string
	for _, key := range keys {
		if named[key] == len(claims) {
			axes = append(axes, key+"="+strings.Join(values[key], ","))
		}
	}
	return axes
}
