package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/urfave/cli/v3"
	"golang.org/x/perf/benchfmt"
)

func (p *program) compareCommand() *cli.Command {
	return &cli.Command{
		Name: "compare",

		DisableSliceFlagSeparator: true, // a unit may have a comma
		Usage:                     "judge Go benchmark texts of anybody: benchstat's tables, with verdicts and an exit code",
		ArgsUsage:                 "OLD NEW [MORE...]",
		OnUsageError:              onUsageError,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "table", Usage: "a table for each value of this `projection`; .config unless given, but what keeps columns apart is named instead"},
			&cli.StringFlag{Name: "row", Value: ".fullname", Usage: "a row for each value of this `projection`"},
			&cli.StringFlag{Name: "col", Value: ".file", Usage: "a column for each value of this `projection`, such as '/access@(copy view)'"},
			&cli.StringFlag{Name: "ignore", Usage: "`keys` whose variation is no news"},
			&cli.StringFlag{Name: "filter", Value: "*", Usage: "only lines that match this `query`, such as '.name:Decode .unit:ns/op'"},
			&cli.StringFlag{Name: "confidence", Value: "95%", Usage: "`level` of intervals"},
			&cli.StringFlag{Name: "format", Value: "text", Usage: "text, markdown, csv or json (docs/compare-json.md says what is in it)"},
		}, judgingFlags(defaultAlpha, "0%")...),
		Action: func(_ context.Context, c *cli.Command) error {
			j, err := judgingOf(c)
			if err != nil {
				return err
			}
			if !c.Args().Present() {
				return usagef("compare needs texts: bufbench compare OLD NEW (each a path, label=path, or - for standard input)")
			}
			if err := (report.Comparison{}).Forms().Check(c.String("format")); err != nil {
				return err
			}
			if j.goal.Confidence, err = option.Share("confidence", c.String("confidence"), 1); err != nil {
				return err
			}
			q := compare.Query{Filter: c.String("filter"), Table: c.String("table"), Row: c.String("row"), Col: c.String("col"), Ignore: c.String("ignore")}
			return p.compare(c.Args().Slice(), q, j, c.String("format"))
		},
	}
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

// compare is the command: from arguments to tables and an error that holds the
// exit code.
func (p *program) compare(args []string, q compare.Query, j judging, format string) error {
	texts := &result.Texts{Inputs: result.Inputs(args), Stdin: p.stdin, Keys: q.Keys(), Said: j.units}
	texts.Base = len(args) == 2 && q.Col == ".file"
	cells, err := compare.Collect(q, texts.Parts())
	if err != nil {
		return err
	}
	problems, more := texts.Problems()
	for _, one := range problems {
		fmt.Fprintf(p.stderr, "bufbench: %v\n", one)
	}
	if more > 0 {
		fmt.Fprintf(p.stderr, "bufbench: … and %d lines more that cannot be read\n", more)
	}
	out := report.Comparison{Unreadable: len(problems) + more, Unread: unreadOf(problems), Color: p.color(j)}
	out.Notes = slices.Concat(texts.Notes(), report.Suffixes(cells.Suffixes()))
	out.First = texts.Bare() && cells.Lines() > 0 && out.Unreadable == 0
	j.judge(&out, cells.Tables(j.goal, texts.Units(), texts.Places()))
	if out.Counts.All() > 0 {
		out.Gone = cells.Gone()
	}
	for _, line := range out.Reservations() {
		fmt.Fprintf(p.stderr, "bufbench: %s\n", line)
	}
	if format == "csv" || len(out.Tables) == 0 { // where the report has no place for them
		for _, n := range out.Notes {
			fmt.Fprintf(p.stderr, "note: %s\n", n)
		}
	}
	if len(out.Tables) > 0 || format == "json" {
		if err := out.Forms().Write(p.stdout, format); err != nil {
			return err
		}
	}
	if out.First {
		fmt.Fprintf(p.stderr, "bufbench: %s has no benchmark: what the other has is the first, and there is nothing to compare it with\n", console.Line(texts.Inputs[0].Path, 400))
		return nil
	}
	return j.outcome(out, nothingCompared(cells, texts, out, q.Table != ""))
}

// judge fills in tables and what they come to.
func (j judging) judge(out *report.Comparison, tables []compare.Table) {
	out.Tables, out.Goal, out.Threshold = tables, j.goal, j.threshold
	out.Counts = compare.Count(tables, j.threshold)
	out.Doubts = compare.Doubts(tables, j.threshold)
}

// color reports whether standard output is to have colours, and lets them through.
func (p *program) color(j judging) bool {
	on := j.color == "always" || j.color == "auto" && machine.Color(p.stdout)
	if w, is := p.stdout.(*console.Writer); is {
		w.Colors = on
	}
	return on
}

// unreadOf are the problems of texts for a report.
func unreadOf(problems []result.Problem) []report.ProblemJSON {
	all := make([]report.ProblemJSON, len(problems))
	for i, one := range problems {
		all[i] = report.ProblemJSON(one)
	}
	return all
}

// nothingCompared says why there is no comparison, for who asked for one. Given is
// whether -table was.
func nothingCompared(cells *compare.Cells, texts *result.Texts, out report.Comparison, given bool) string {
	named, rows := map[string]bool{}, 0
	for _, t := range out.Tables {
		rows += len(t.Rows)
		for _, col := range t.Cols {
			named[fmt.Sprintf("%q", col.Labels)] = true
		}
	}
	columns := len(named)
	switch {
	case cells.Lines() == 0 && out.Unreadable > 0:
		return "no line could be read"
	case cells.Lines() == 0:
		return "no line matches -filter, or a fixed order such as @(a b)"
	case columns < 2 && out.Unreadable > 0:
		return "what could be read is one column only"
	case columns < 2 && len(texts.Inputs) < 2:
		return "there is one column only (give a second text, or -col with a key of the names, such as -col /access)"
	case columns < 2:
		return "there is one column only (-col names what stands beside what)"
	}
	if apart := cells.KeptApart(); len(apart) > 0 {
		var keys []string
		for _, a := range apart {
			keys = append(keys, a.Key)
		}
		mend := "type -ignore '%s'"
		if given {
			mend = "leave %s out of -table"
		}
		return fmt.Sprintf("%s ("+mend+")", keptApart(apart), console.Line(strings.Join(keys, ","), 400))
	}
	return fmt.Sprintf("none of %d rows has a value in the first column and in another (the names of benchmarks or their units may differ)", rows)
}

// keptApart names the keys that keep every benchmark from being compared.
func keptApart(apart []compare.Across) string {
	var values []string
	for _, a := range apart {
		values = append(values, console.Line(a.String(), 400))
	}
	return "each benchmark stands in tables of its own, by " + strings.Join(values, "; ")
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
