package main

import (
	"cmp"
	"context"

	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/urfave/cli/v3"
)

// command is the tree of subcommands. Flags may have one dash or two.
func command(a *app) *cli.Command {
	all := []*cli.Command{listCommand(a), runCommand(a), compareCommand(a), abCommand(a), checkCommand(a), doctorCommand(a)}
	var names []string
	for _, one := range all {
		names = append(names, one.Name)
	}
	return &cli.Command{
		Name:                  "bufbench",
		Usage:                 "copy or view? Measure what a copy costs against looking at the bytes in place",
		Writer:                a.stdout,
		ErrWriter:             a.stderr,
		EnableShellCompletion: true,
		HideHelpCommand:       true,
		ExitErrHandler:        func(context.Context, *cli.Command, error) {},
		OnUsageError:          onUsageError,
		Action: func(_ context.Context, c *cli.Command) error {
			if name := c.Args().First(); name != "" {
				return usagef("there is no command %q%s", name, option.Nearest(name, names))
			}
			return cli.ShowAppHelp(c)
		},
		Commands: all,
	}
}

func listCommand(a *app) *cli.Command {
	return &cli.Command{
		Name:         "list",
		Usage:        "say what can run here, and what cannot and why",
		OnUsageError: onUsageError,
		Flags:        append([]cli.Flag{programFlag()}, outputFlags(report.List{}.Forms())...),
		Action:       a.list,
	}
}

// list prints every scenario. If one cannot run here, it prints the reason and the mend.
func (a *app) list(ctx context.Context, c *cli.Command) error {
	o, err := outputOf(c, report.List{}.Forms())
	if err != nil {
		return err
	}
	if c.Args().Present() {
		return usagef("list takes no argument, got %q", c.Args().First())
	}
	all, err := a.home.Describe(ctx, session.Origin{Program: c.String("program")})
	if err != nil {
		return err
	}
	var doc report.List
	for _, d := range all {
		e := report.Entry{Name: d.Info.Name, Question: d.Info.Question, Reason: d.Reason()}
		e.Axes = append([]string{"size", "passes"}, launch.AxesOf(d.Info.Grid)...)
		e.Runnable = e.Reason == ""
		for _, class := range d.Info.Class {
			e.Class = append(e.Class, string(class))
		}
		for _, r := range d.Rivals {
			e.Arms = append(e.Arms, r.Name)
		}
		doc = append(doc, e)
	}
	return cmp.Or(o.print(a.stdout, doc.Forms()), o.write(doc.Forms()))
}
