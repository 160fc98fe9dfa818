package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/judge/claim"
)

// This file is the only one of this package that knows options of the command: what
// sentences propose to type.

const (
	tryCorrection  = "-correction bh"
	tryFewerRows   = "-filter"
	tryCancelDrift = "-cancel-drift divides it out"
	tryPace        = "go test -bench . | bufbench track add -pace - keeps it"
	tryLonger      = "more launches help (-max-time 1m)"
)

// tryUnit says which values of a unit are better.
func tryUnit(unit string) string {
	return fmt.Sprintf("-unit '%s better=higher', or better=lower", unit)
}

// tryFilter leaves out what a query does not match.
func tryFilter(query string) string { return "-filter '" + query + "'" }

// tryRun measures the cases of a claim.
func tryRun(c claim.Compare) string {
	sizes := c.From.String()
	if c.To > c.From {
		sizes += ".." + c.To.String() + "*4"
	}
	what := c.Scenario
	if len(c.Axes) > 0 {
		what = "-bench '" + c.Scenario
		for _, a := range c.Axes {
			what += "/" + a.Key + "=" + a.Value
		}
		what += "/'"
	}
	return fmt.Sprintf("bufbench run %s -sizes %s -passes %d", what, sizes, c.Passes)
}

// tryCases measures cases again, until they are decided. Few is how many launches give an
// interval, or 0 if there are enough.
func tryCases(scenario string, cases []bench.Case, few int) string {
	var sizes, passes []string
	values := map[string][]string{}
	var keys []string
	add := func(list []string, value string) []string {
		if slices.Contains(list, value) {
			return list
		}
		return append(list, value)
	}
	for _, c := range cases {
		sizes, passes = add(sizes, c.Size.String()), add(passes, strconv.Itoa(c.Passes))
		for _, a := range c.Axes {
			keys, values[a.Key] = add(keys, a.Key), add(values[a.Key], a.Value)
		}
	}
	text := "bufbench run " + scenario + " -sizes " + strings.Join(sizes, ",") + " -passes " + strings.Join(passes, ",")
	for _, key := range keys {
		text += " -axis " + key + "=" + strings.Join(values[key], ",")
	}
	if few > 0 {
		return fmt.Sprintf("%s -count %d", text, few)
	}
	return text + " -max-time 30s"
}

// tryShow prints a results file again; many is a file of several scenarios.
func tryShow(file string, many bool) string {
	text := "bufbench show " + file
	if many {
		return text + " SCENARIO (or -v for all of it)"
	}
	return text + " (-v for all of it)"
}

// tryBranch shows what was measured on another branch.
const tryBranch = "bufbench track show -rev BRANCH"

// tryAll prints all rows.
const tryAll = "-v shows them"

// tryAcknowledge takes a known change out of what fails.
func tryAcknowledge(commit string) string {
	return "bufbench track ack -reason '...' -until 2030-12-31 " + typable(commit)
}

// Next is what to type after a run: to continue it, or else to see it again if anything was
// shown. Program is empty if bufbench holds the scenarios.
func Next(file, program string, interrupted, shown bool) string {
	switch {
	case interrupted && program != "":
		return "continue: bufbench run -resume " + typable(file) + " -program " + typable(program)
	case interrupted:
		return "continue: bufbench run -resume " + typable(file)
	case shown:
		return "again: bufbench show " + typable(file)
	}
	return ""
}

// NextHistory is what to type after old commits were measured. The option says where the
// record is; it is empty for the usual place.
func NextHistory(option, place string) string {
	text := "see them: bufbench track show"
	if option != "" {
		text += " -" + option + " " + typable(place)
	}
	return text + " -o history.html"
}

// typable is a path as a shell takes it.
func typable(path string) string {
	if strings.Trim(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:@%,=") == "" {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// UndecidedTimes says that times are undecided, because a machine was not fit to judge them.
func UndecidedTimes(why string) string {
	return "unfit: " + why + " (measure again when the machine does nothing else; bufbench doctor -calibrate says what it can tell), so times are undecided"
}
