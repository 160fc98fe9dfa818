package main

import (
	"cmp"
	"context"

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
	forms := report.ListOf(all).Forms()
	if c.Args().Present() {
		chosen, err := session.Choose(c.Args().Slice(), all)
		if err != nil {
			return err
		}
		forms = report.PortraitsOf(chosen).Forms()
	}
	return cmp.Or(o.print(a.stdout, forms), o.write(forms))
}
