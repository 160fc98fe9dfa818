package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/verdict"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/urfave/cli/v3"
)

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

// parseAxes reads what -axis says: key=value,value, each key once.
func parseAxes(texts []string) ([]bench.Choice, error) {
	var axes []bench.Choice
	for _, text := range texts {
		key, list, given := strings.Cut(text, "=")
		key = strings.TrimSpace(key)
		switch {
		case !given || key == "" || strings.TrimSpace(list) == "":
			return nil, usagef("-axis: %q is not key=value,value, such as cache=hot,cold", text)
		case key == "size" || key == "passes":
			return nil, usagef("-axis: %s has a flag of its own (-sizes, -passes)", key)
		case slices.ContainsFunc(axes, func(c bench.Choice) bool { return c.Key == key }):
			return nil, usagef("-axis: %s is given twice (its values stand in one list)", key)
		}
		choice := bench.Choice{Key: key}
		for value := range strings.SplitSeq(list, ",") {
			value, err := parseValue(key, value)
			if err != nil {
				return nil, usagef("-axis: %v", err)
			}
			if !slices.Contains(choice.Values, value) {
				choice.Values = append(choice.Values, value)
			}
		}
		axes = append(axes, choice)
	}
	return axes, nil
}

// parseValue reads a value of an axis. Those of a scenario's own are checked by
// who knows the scenario.
func parseValue(key, value string) (string, error) {
	for _, general := range bench.Conditions() {
		if general.Key == key {
			return general.Parse(value)
		}
	}
	return strings.TrimSpace(value), nil
}

// goalOf reads the flags that say when a comparison is decided and sharp
// enough.
func goalOf(c *cli.Command) (verdict.Goal, error) {
	alpha, err := 0., error(nil)
	if c.IsSet("alpha") {
		alpha, err = option.Share("alpha", c.String("alpha"), 0.5)
	}
	if err != nil {
		return verdict.Goal{}, err
	}
	margin, err := option.Share("margin", c.String("margin"), 1)
	if err != nil {
		return verdict.Goal{}, err
	}
	precision, err := option.Share("precision", c.String("precision"), 1)
	return verdict.Goal{Alpha: alpha, Margin: margin, Precision: precision}, err
}

// parsePages reads a kind of pages.
func parsePages(text string) (launch.Pages, error) {
	switch text {
	case "base":
		return launch.BasePages, nil
	case "huge":
		return launch.HugePages, nil
	}
	return "", usagef("-pages: %q is neither base nor huge", text)
}

// pagesName is a kind of pages as the flag has it.
func pagesName(p launch.Pages) string {
	if p == launch.BasePages {
		return "base"
	}
	return string(p)
}
