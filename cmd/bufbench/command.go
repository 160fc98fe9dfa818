package main

import (
	"context"

	"github.com/bufbench/bufbench/internal/cli/complete"
	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/help"
	"github.com/bufbench/bufbench/internal/cli/trackcmd"
	"github.com/bufbench/bufbench/internal/cli/version"
	"github.com/bufbench/bufbench/internal/host/console"
	"github.com/bufbench/bufbench/internal/host/machine"
	"github.com/bufbench/bufbench/internal/host/process"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/measure/plant"
	"github.com/bufbench/bufbench/scenarios"
	"github.com/urfave/cli/v3"
)

// run is the whole program but for the process around it. It returns the exit code.
func run(a *app, args []string) int {
	switch {
	case launch.IsChild(args):
		return child.Main(a.home.Scenarios, scenarios.References())
	case len(args) == 1 && args[0] == plant.ControlsChild:
		return child.Main(plant.ControlScenarios(a.controls), scenarios.References())
	case len(args) == 1 && args[0] == plant.WorksChild:
		return child.Main(plant.WorkScenarios(a.home.Same), nil)
	}
	ctx, stop := process.Interrupts(a.Err)
	defer stop()
	out := process.NewStdout(a.Out)
	a.Out, a.Err = console.NewWriter(out), console.NewWriter(a.Err)
	a.work = &process.Work{}
	args, a.args = flags.SplitArgs(args)
	a.github = machine.TakeGitHub() // before anything is started
	if complete.Value(a.Out, a.home.Scenarios, args) {
		return exit.Code(a.Err, out.Err())
	}
	err := process.Interruptible(ctx, a.work, func() error {
		return process.Caught(func() error { return command(a).Run(ctx, append([]string{"bufbench"}, args...)) })
	})
	return exit.Code(a.Err, exit.Printed(err, out.Err()))
}

// command is the tree of subcommands. Flags may have one dash or two.
func command(a *app) *cli.Command {
	program := &cli.Command{
		Name:                  "bufbench",
		Usage:                 "copy or view? Measure what a copy costs against looking at the bytes in place",
		Writer:                a.Out,
		ErrWriter:             a.Err,
		EnableShellCompletion: true,
		HideHelpCommand:       true,
		ExitErrHandler:        func(context.Context, *cli.Command, error) {},
		Flags:                 []cli.Flag{&cli.BoolFlag{Name: "version", Usage: "say which bufbench this is: module, commit, Go, build settings, kernels"}},
		Action: func(_ context.Context, c *cli.Command) error {
			switch name := c.Args().First(); {
			case c.Bool("version"), name == "version" && c.NArg() == 1: // people type both
				return version.Print(a.Out, scenarios.References())
			case name != "":
				return help.Unknown(c, name)
			}
			return cli.ShowAppHelp(c)
		},
		Commands: []*cli.Command{
			listCommand(a), runCommand(a), profileCommand(a), showCommand(a), thresholdCommand(a), compareCommand(a),
			abCommand(a), checkCommand(a), trackcmd.Command(&a.Streams, a.work), initCommand(a), doctorCommand(a), help.Command(),
		},
	}
	help.Dress(program)
	return program
}
