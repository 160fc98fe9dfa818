package main

import (
	"context"

	"github.com/bufbench/bufbench/internal/cli/complete"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/output"
	"github.com/bufbench/bufbench/internal/report"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/urfave/cli/v3"
)

func listCommand(a *app) *cli.Command {
	return output.Command(report.List{}.Forms(), a.list, &cli.Command{
		Name:          "list",
		Usage:         "say what can run here, and what cannot and why; with names all that is known of these scenarios",
		ArgsUsage:     "[SCENARIO...]",
		ShellComplete: complete.Scenarios(a.home),
		Flags:         []cli.Flag{flags.ForProgram()},
	})
}

// list prints every scenario, and the reason and the remedy if it cannot run here. For
// named scenarios it prints all that is known.
func (a *app) list(ctx context.Context, c *cli.Command, to output.Target) error {
	all, err := a.home.Describe(ctx, session.Origin{Program: c.String("program")})
	if err != nil {
		return err
	}
	if !c.Args().Present() {
		return to.Write(a.Out, report.ListOf(all).Forms())
	}
	chosen, err := session.Choose(c.Args().Slice(), all)
	if err != nil {
		return err
	}
	return to.Write(a.Out, report.PortraitsOf(chosen).Forms())
}
