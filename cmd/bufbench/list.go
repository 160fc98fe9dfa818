package main

import (
	"cmp"
	"context"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/urfave/cli/v3"
)

func listCommand(a *app) *cli.Command {
	return &cli.Command{
		Name:          "list",
		Usage:         "say what can run here, and what cannot and why; with names all that is known of these scenarios",
		ArgsUsage:     "[SCENARIO...]",
		OnUsageError:  onUsageError,
		ShellComplete: a.completeScenarios,
		Flags:         append([]cli.Flag{programFlag()}, outputFlags(report.List{}.Forms())...),
		Action:        a.list,
	}
}

// list prints every scenario, and the reason and the remedy if it cannot run here. For
// named scenarios it prints all that is known.
func (a *app) list(ctx context.Context, c *cli.Command) error {
	o, err := outputOf(c, report.List{}.Forms())
	if err != nil {
		return err
	}
	all, err := a.home.Describe(ctx, session.Origin{Program: c.String("program")})
	if err != nil {
		return err
	}
	forms := listOf(all).Forms()
	if c.Args().Present() {
		chosen, err := session.Choose(c.Args().Slice(), all)
		if err != nil {
			return err
		}
		forms = portraitsOf(chosen).Forms()
	}
	return cmp.Or(o.print(a.stdout, forms), o.write(forms))
}

func listOf(all []launch.Description) (doc report.List) {
	for _, d := range all {
		doc = append(doc, entryOf(d))
	}
	return doc
}

func entryOf(d launch.Description) report.Entry {
	e := report.Entry{Name: d.Info.Name, Question: d.Info.Question, Reason: d.Reason()}
	e.Axes = append([]string{"size", "passes"}, launch.AxesOf(d.Info.Grid)...)
	e.Runnable = e.Reason == ""
	for _, class := range d.Info.Class {
		e.Class = append(e.Class, string(class))
	}
	for _, r := range d.Rivals {
		e.Arms = append(e.Arms, r.Name)
	}
	return e
}

func portraitsOf(all []launch.Description) (doc report.Portraits) {
	for _, d := range all {
		doc = append(doc, report.Portrait{Entry: entryOf(d), Info: d.Info, Rivals: d.Rivals})
	}
	return doc
}
