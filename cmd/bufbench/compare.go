package main

import (
	"context"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/urfave/cli/v3"
	"golang.org/x/perf/benchfmt"
)

func compareCommand(a *app) *cli.Command {
	return &cli.Command{
		Name: "compare",

		DisableSliceFlagSeparator: true, // a unit may have a comma
		Usage:                     "compare Go benchmark results: benchstat's tables, with verdicts and an exit code",
		ArgsUsage:                 "OLD NEW [MORE...]",
		OnUsageError:              onUsageError,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "table", Usage: "a table for each value of this `projection`; .config unless given, but what keeps columns apart is named instead"},
			&cli.StringFlag{Name: "row", Value: ".fullname", Usage: "a row for each value of this `projection`"},
			&cli.StringFlag{Name: "col", Value: ".file", Usage: "a column for each value of this `projection`, such as '/access@(copy view)'"},
			&cli.StringFlag{Name: "ignore", Usage: "`keys` whose variation is no news"},
			&cli.StringFlag{Name: "filter", Value: "*", Usage: "only lines that match this `query`, such as '.name:Decode .unit:ns/op'"},
			&cli.StringFlag{Name: "confidence", Value: "95%", Usage: "`level` of intervals"},
		}, append(outputFlags(page.ComparisonForms(report.Comparison{})), judgingFlags(defaultAlpha, "0%")...)...),
		Action: a.compare,
	}
}

// compare is the command: from arguments to tables and an error that holds the exit code.
func (a *app) compare(_ context.Context, c *cli.Command) error {
	j, err := judgingOf(c)
	if err != nil {
		return err
	}
	if !c.Args().Present() {
		return usagef("compare needs texts: bufbench compare OLD NEW (each a path, label=path, or - for standard input)")
	}
	o, err := outputOf(c, page.ComparisonForms(report.Comparison{}))
	if err != nil {
		return err
	}
	if j.goal.Confidence, err = option.Share("confidence", c.String("confidence"), 1); err != nil {
		return err
	}
	q := compare.Query{Filter: c.String("filter"), Table: c.String("table"), Row: c.String("row"), Col: c.String("col"), Ignore: c.String("ignore")}
	texts := &result.Texts{Inputs: result.Inputs(c.Args().Slice()), Stdin: a.stdin, Keys: q.Keys(), Said: j.units}
	texts.Base = c.Args().Len() == 2 && q.Col == ".file"
	cells, err := compare.Collect(q, texts.Parts())
	if err != nil {
		return err
	}
	problems, more := texts.Problems()
	for _, one := range problems {
		a.say("bufbench: %v", one)
	}
	if more > 0 {
		a.say("bufbench: … and %d lines more that cannot be read", more)
	}
	out := report.Comparison{Unreadable: len(problems) + more, Unread: report.Unread(problems), Color: a.color(j.color), Width: machine.Columns(a.stdout)}
	out.Notes = slices.Concat(texts.Notes(), report.Suffixes(cells.Suffixes()))
	out.First = texts.Bare() && cells.Lines() > 0 && out.Unreadable == 0
	j.judge(&out, cells.Tables(j.goal, texts.Units(), texts.Places()))
	if out.Counts.All() > 0 {
		out.Gone = cells.Gone()
	}
	if err := a.printComparison(out, o); err != nil {
		return err
	}
	if out.First {
		a.say("bufbench: %s has no benchmark: what the other has is the first, and there is nothing to compare it with", console.Line(texts.Inputs[0].Path, 400))
		return nil
	}
	return j.outcome(out, out.Nothing(report.Query{Texts: len(texts.Inputs), Lines: cells.Lines(), Apart: cells.KeptApart(), Tables: q.Table != ""}))
}

// printComparison prints a comparison, and what its form has no place for to standard
// error.
func (a *app) printComparison(out report.Comparison, o output) error {
	for _, line := range out.Reservations() {
		a.say("bufbench: %s", line)
	}
	if o.form == report.CSVForm || len(out.Tables) == 0 {
		for _, n := range out.Notes {
			a.say("note: %s", n)
		}
	}
	if len(out.Tables) > 0 || o.form == report.JSONForm {
		if err := o.print(a.stdout, page.ComparisonForms(out)); err != nil {
			return err
		}
	}
	out.Color, out.Width = false, 0
	return o.write(page.ComparisonForms(out))
}

// judging is how verdicts are reached and what becomes of them.
type judging struct {
	goal      compare.Goal
	threshold float64
	failOn    string                   // worse, undecided or never
	color     string                   // auto, always or never
	units     benchfmt.UnitMetadataMap // what is said of units beside what texts say
}

// defaultAlpha is the level of the verdicts on what others measured.
const defaultAlpha = "5%"

// judgingFlags are those of every command that judges, with its level and its
// threshold unless others are given.
func judgingFlags(alpha, threshold string) []cli.Flag {
	return []cli.Flag{
		unitFlag(),
		&cli.StringFlag{Name: "alpha", Value: alpha, Usage: "`level` of the verdicts of a table"},
		&cli.StringFlag{Name: "margin", Value: "1%", Usage: "what is not shown to differ, and by less than this `share` at most, is the same"},
		&cli.StringFlag{Name: "threshold", Value: threshold, Usage: "what is worse by less than this `share`, such as 5%, does not fail"},
		&cli.StringFlag{Name: "correction", Value: "holm", Usage: "for many comparisons in a table: holm, bh (false discovery rate) or none"},
		&cli.StringFlag{Name: "fail-on", Value: "worse", Usage: "what the exit code tells: worse (1, and 4 where something looks worse or nothing could be seen), undecided (4 for all that is undecided) or never"},
		&cli.StringFlag{Name: "color", Value: "auto", Usage: "auto, always or never; NO_COLOR and CLICOLOR_FORCE are honoured"},
	}
}

func judgingOf(c *cli.Command) (judging, error) {
	j := judging{failOn: c.String("fail-on"), color: c.String("color")}
	var err error
	if j.units, err = unitsOf("-unit", c.StringSlice("unit")); err != nil {
		return j, err
	}
	if j.goal.Alpha, err = option.Share("alpha", c.String("alpha"), 1); err != nil {
		return j, err
	}
	if j.goal.Margin, err = option.Share("margin", c.String("margin"), 1); err != nil {
		return j, err
	}
	if j.threshold, err = option.ShareOrZero("threshold", c.String("threshold"), 100); err != nil {
		return j, err
	}
	j.goal.Correction = compare.Correction(c.String("correction"))
	for _, f := range []struct {
		flag, given string
		known       []string
	}{
		{"correction", c.String("correction"), []string{"holm", "bh", "none"}},
		{"fail-on", j.failOn, []string{"worse", "undecided", "never"}},
		{"color", j.color, []string{"auto", "always", "never"}},
	} {
		if !slices.Contains(f.known, f.given) {
			return j, usagef("-%s: %q is none of %s", f.flag, f.given, strings.Join(f.known, ", "))
		}
	}
	return j, nil
}

// judge fills in tables and what they come to.
func (j judging) judge(out *report.Comparison, tables []compare.Table) {
	out.Tables, out.Goal, out.Threshold = tables, j.goal, j.threshold
	out.Counts = compare.Count(tables, j.threshold)
	out.Doubts = compare.Doubts(tables, j.threshold)
}

// outcome is the exit code as an error. Nothing says why there is no comparison,
// where there is none.
func (j judging) outcome(out report.Comparison, nothing string) error {
	f := finding{
		worse: out.Counts.Worse, undecided: out.Counts.Undecided,
		seen: compare.AnySeen(compare.Sights(out.Tables, j.threshold)), summary: out.Summary(), missing: out.Missing(),
	}
	if out.Counts.All() == 0 {
		f.nothing = "nothing was compared: " + nothing
	}
	for _, d := range out.Doubts {
		if d.Worse {
			f.looks++
		}
	}
	return f.err(j.failOn)
}

// unitFlag returns the flag for the better direction of a unit, if the texts do not say
// it. Commands that have it set DisableSliceFlagSeparator: a unit may have a comma.
func unitFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "unit", Usage: "which way is better of a unit of your own, such as 'mgas/s better=higher'; `repeatable`"}
}

// unitsOf reads descriptions of units. Errors name their place.
func unitsOf(place string, said []string) (benchfmt.UnitMetadataMap, error) {
	units, err := result.ParseUnits(said)
	if err != nil {
		return nil, usagef("%s: %v", place, err)
	}
	return units, nil
}
