package main

import (
	"cmp"
	"context"
	"errors"

	"github.com/bufbench/bufbench/internal/cli/complete"
	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/page"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/show"
	"github.com/urfave/cli/v3"
)

func showCommand(a *app) *cli.Command {
	return &cli.Command{
		Name:          "show",
		Usage:         "print results files of earlier runs again, whole, one scenario or what they say of claims of others; nothing is measured",
		ArgsUsage:     "[claims] FILE... [SCENARIO...]",
		ShellComplete: complete.Scenarios(a.home),

		DisableSliceFlagSeparator: true, // a file may have a comma in its name
		Flags: append([]cli.Flag{
			flags.ForProgram(),
			&cli.BoolFlag{Name: "v", Usage: "one row per arm and case, with every figure"},
			flags.ForRate(),
		}, output.Flags(page.RunForms(report.Run{}))...),
		Action: a.show,
	}
}

// show prints results files, and names their missing parts. It ends with exit code 3 if a
// part cannot be read.
func (a *app) show(ctx context.Context, c *cli.Command) error {
	asked := show.Sort(c.Args().Slice())
	to, err := output.Of(c, showForms(asked.Claims))
	if err != nil {
		return err
	}
	how, err := flags.ReadPage(c)
	if err != nil {
		return err
	}
	if len(asked.Paths) == 0 {
		return exit.Usagef("show needs a results file: bufbench show FILE... [SCENARIO...] (bufbench run writes one into results/)")
	}
	known, err := show.Known(ctx, a.home, c.String("program"))
	if err != nil {
		return err
	}
	groups := [][]string{asked.Paths}
	if len(asked.Paths) > 1 && to.Pages() && !asked.Claims { // no other form has room for two machines
		groups = show.Columns(asked.Paths)
	}
	var runs []report.Run
	var lack error
	for _, paths := range groups {
		found, err := show.Show(show.Spec{Paths: paths, Stdin: a.In, Names: asked.Names, Known: known})
		if of, is := errors.AsType[*show.Threshold](err); is {
			return a.showThreshold(of, to, len(asked.Paths) == 1 && len(asked.Names) == 0 && !asked.Claims)
		}
		if err != nil {
			return err
		}
		doc := found.Document(paths, a.home)
		doc.Page, doc.Full = how, len(asked.Names) > 0
		runs, lack = append(runs, doc), cmp.Or(lack, found.Lack())
	}
	return cmp.Or(to.Write(a.Out, showForms(asked.Claims, runs...)), lack)
}

// showForms are the forms of runs, or of what the first says of the claims of others.
func showForms(claims bool, runs ...report.Run) report.Forms {
	if len(runs) > 1 {
		return page.ColumnForms(runs)
	}
	var doc report.Run
	if len(runs) > 0 {
		doc = runs[0]
	}
	if claims {
		return report.ClaimsDocument{File: doc.File, Rows: doc.Claims}.Forms()
	}
	return page.RunForms(doc)
}
