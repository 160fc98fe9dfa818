package main

import (
	"context"
	"slices"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/judge/compare"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/urfave/cli/v3"
)

func compareCommand(a *app) *cli.Command {
	return output.Command(page.ComparisonForms(report.Comparison{}), a.compare, &cli.Command{
		Name:      "compare",
		Usage:     "compare Go benchmark results: benchstat's tables, with verdicts and an exit code",
		ArgsUsage: "OLD NEW [MORE...]",

		DisableSliceFlagSeparator: true, // a unit may have a comma
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "table", Usage: "a table for each value of this `projection`; .config unless given, but what keeps columns apart is named instead"},
			&cli.StringFlag{Name: "row", Value: ".fullname", Usage: "a row for each value of this `projection`"},
			&cli.StringFlag{Name: "col", Value: ".file", Usage: "a column for each value of this `projection`, such as '/access@(copy view)'"},
			&cli.StringFlag{Name: "ignore", Usage: "`keys` whose variation is no news"},
			&cli.StringFlag{Name: "filter", Value: "*", Usage: "only lines that match this `query`, such as '.name:Decode .unit:ns/op'"},
			&cli.StringFlag{Name: "confidence", Value: "95%", Usage: "`level` of intervals"},
		}, flags.ForJudging(flags.DefaultAlpha, "0%")...),
	})
}

// compare is the command: from arguments to tables and an error that holds the exit code.
func (a *app) compare(_ context.Context, c *cli.Command, to output.Target) error {
	j, err := flags.ReadJudging(c)
	if err != nil {
		return err
	}
	if !c.Args().Present() {
		return exit.Usagef("compare needs texts: bufbench compare OLD NEW (each a path, label=path, or - for standard input)")
	}
	if err := flags.Share(c, "confidence", 1, &j.Goal.Confidence); err != nil {
		return err
	}
	q := compare.Query{Filter: c.String("filter"), Table: c.String("table"), Row: c.String("row"), Col: c.String("col"), Ignore: c.String("ignore")}
	texts := &result.Texts{Inputs: result.Inputs(c.Args().Slice()), Stdin: a.In, Keys: q.Keys(), Said: j.Units}
	texts.Base = c.Args().Len() == 2 && q.Col == ".file"
	cells, err := compare.Collect(q, texts.Parts())
	if err != nil {
		return err
	}
	doc := a.compared(texts, cells, j)
	if err := a.printComparison(doc, to); err != nil {
		return err
	}
	if doc.First {
		a.Warn(console.Line(texts.Inputs[0].Path, 400) + " has no benchmark: what the other has is the first, and there is nothing to compare it with")
		return nil
	}
	return exit.Comparison(doc, j.FailOn, doc.Nothing(report.Query{Texts: len(texts.Inputs), Lines: cells.Lines(), Apart: cells.KeptApart(), Tables: q.Table != ""}))
}

// compared is the comparison of texts by their cells. It also says what cannot be read.
func (a *app) compared(texts *result.Texts, cells *compare.Cells, j flags.Judging) report.Comparison {
	problems, more := texts.Problems()
	a.Warn(result.Lines(problems, more)...)
	doc := report.Comparison{Unreadable: len(problems) + more, Unread: report.Unread(problems), Color: a.Color(j.Color), Width: machine.Columns(a.Out)}
	doc.Notes = slices.Concat(texts.Notes(), report.Suffixes(cells.Suffixes()))
	doc.First = texts.Bare() && cells.Lines() > 0 && doc.Unreadable == 0
	j.Judge(&doc, cells.Tables(j.Goal, texts.Units(), texts.Places()))
	if doc.Counts.All() > 0 {
		doc.Gone = cells.Gone()
	}
	return doc
}

// printComparison prints a comparison, and what its form has no place for to standard
// error.
func (a *app) printComparison(doc report.Comparison, to output.Target) error {
	a.Warn(doc.Reservations()...)
	if to.Form == report.CSVForm || len(doc.Tables) == 0 {
		for _, n := range doc.Notes {
			a.Say("note: %s", n)
		}
	}
	if len(doc.Tables) > 0 || to.Form == report.JSONForm {
		if err := to.Print(a.Out, page.ComparisonForms(doc)); err != nil {
			return err
		}
	}
	doc.Color, doc.Width = false, 0
	return to.Save(page.ComparisonForms(doc))
}
