package main

import (
	"context"
	"io"

	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/process"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/urfave/cli/v3"
)

// program is what subcommands share.
type program struct {
	home           *session.Home
	controls       []plant.Control
	stdin          io.Reader
	stdout, stderr io.Writer
	args           []string       // for test binaries: what follows -args
	github         machine.GitHub // where GitHub Actions runs this
	work           *process.Work  // what is measured in this process; nil is not known
}

// command is the tree of subcommands. Flags may have one dash or two.
func (p *program) command() *cli.Command {
	return &cli.Command{
		Name:                  "bufbench",
		Usage:                 "copy or view? Measure what a copy costs against looking at the bytes in place",
		Writer:                p.stdout,
		ErrWriter:             p.stderr,
		EnableShellCompletion: true,
		HideHelpCommand:       true,
		ExitErrHandler:        func(context.Context, *cli.Command, error) {},
		OnUsageError:          onUsageError,
		Action: func(_ context.Context, c *cli.Command) error {
			if name := c.Args().First(); name != "" {
				return usagef("there is no command %q%s", name, option.Nearest(name, []string{"list", "run", "compare", "ab", "check", "doctor"}))
			}
			return cli.ShowAppHelp(c)
		},
		Commands: []*cli.Command{p.listCommand(), p.runCommand(), p.compareCommand(), p.abCommand(), p.checkCommand(), p.doctorCommand()},
	}
}

func onUsageError(_ context.Context, c *cli.Command, err error, _ bool) error {
	return usagef("%v (%s -help lists the flags)", err, c.FullName())
}

func (p *program) listCommand() *cli.Command {
	return &cli.Command{
		Name:         "list",
		Usage:        "say what can run here, and what cannot and why",
		OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "json", Usage: "print an array of objects"},
			programFlag(),
		},
		Action: func(ctx context.Context, c *cli.Command) error {
			if c.Args().Present() {
				return usagef("list takes no argument, got %q", c.Args().First())
			}
			return p.list(ctx, session.Origin{Program: c.String("program")}, c.Bool("json"))
		},
	}
}
