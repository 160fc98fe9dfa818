package session

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/report"
)

// Skipped is a scenario or case that cannot be measured here.
type Skipped struct {
	Name, Reason string

	broken bool // it is here and fails
	lacks  bool // it has no such axis: another question was asked
}

// unmeasured is an error if a scenario that was asked for by name is not measured at
// all. It names the reasons and what mends them.
func (s Spec) unmeasured(cannot []Skipped, measured []report.Scenario) error {
	var said []string
	for _, name := range s.Select.Names {
		if slices.ContainsFunc(measured, func(m report.Scenario) bool { return strings.EqualFold(m.Info.Name, name) }) {
			continue
		}
		for _, c := range cannot {
			of, _, _ := strings.Cut(c.Name, "/")
			if strings.EqualFold(of, name) && !c.lacks && !c.broken {
				said = append(said, fmt.Sprintf("%s cannot be measured here: %s", of, c.Reason))
				break
			}
		}
	}
	if len(said) == 0 {
		return nil
	}
	return errors.New(strings.Join(said, "; "))
}

// nothing is the error of a plan without a case; nil if something is measured, or if a
// failure is to be kept.
func nothing(cannot []Skipped) error {
	if len(cannot) == 0 || slices.ContainsFunc(cannot, func(c Skipped) bool { return c.broken }) {
		return nil
	}
	const most = 5
	var said []string
	for _, c := range cannot[:min(most, len(cannot))] {
		said = append(said, c.Name+": "+c.Reason)
	}
	if more := len(cannot) - most; more > 0 {
		said = append(said, fmt.Sprintf("and %d more", more))
	}
	return fmt.Errorf("nothing can be measured here: %s", strings.Join(said, "; "))
}

// noCase is the mistake of an expression that matches no case of the described
// scenarios. It names a size or a number of passes that none of them has.
func (s Selection) noCase(all []launch.Description) error {
	for part := range strings.SplitSeq(s.Match, "/") {
		key, value, _ := strings.Cut(part, "=")
		opt, is := map[string]string{"size": "sizes", "passes": "passes"}[key]
		if is && plainWord(value) && !s.offers(all, part) {
			return matchless(s.Match, "no grid has "+part, opt, value)
		}
	}
	return option.Errorf("bench", "%q matches no case (bufbench list names the scenarios)", s.Match)
}

// offers reports whether a grid has a part of a name, such as size=64KiB.
func (s Selection) offers(all []launch.Description, part string) bool {
	for _, d := range all {
		grid := d.Info.Grid
		if len(s.Sizes) > 0 {
			grid.Sizes = s.Sizes
		}
		if len(s.Passes) > 0 {
			grid.Passes = s.Passes
		}
		if slices.ContainsFunc(grid.Cases(), func(c bench.Case) bool { return slices.Contains(strings.Split(c.String(), "/"), part) }) {
			return true
		}
	}
	return false
}

// matchless is the mistake of an expression, with the option that measures the value.
func matchless(match, why, opt, value string) error {
	return &option.Hint{Err: option.Errorf("bench", "%q matches no case: %s", match, why), Option: opt, Text: value + " measures it"}
}

// plainWord reports whether a text is no expression.
func plainWord(text string) bool {
	return text != "" && !strings.ContainsAny(text, `.*+?()[]{}|^$\`)
}
