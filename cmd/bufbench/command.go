package main

import (
	"context"
	"strings"

	"github.com/bufbench/bufbench/internal/option"
	"github.com/urfave/cli/v3"
)

// command is the tree of subcommands. Flags may have one dash or two.
func command(a *app) *cli.Command {
	all := []*cli.Command{
		listCommand(a), runCommand(a), profileCommand(a), showCommand(a), thresholdCommand(a),
		compareCommand(a), abCommand(a), checkCommand(a), trackCommand(a), initCommand(a), doctorCommand(a), helpCommand(),
	}
	var names []string
	for _, one := range all {
		names = append(names, one.Name)
		dress(one)
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
		Flags:                 []cli.Flag{&cli.BoolFlag{Name: "version", Usage: "say which bufbench this is: module, commit, Go, build settings, kernels"}},
		Action: func(_ context.Context, c *cli.Command) error {
			if name := c.Args().First(); name != "" {
				return usagef("there is no command %q%s", name, option.Nearest(name, names))
			}
			if c.Bool("version") {
				return printVersion(a.stdout)
			}
			return cli.ShowAppHelp(c)
		},
		Commands: all,
	}
}

// helpCommand prints the help of a command.
func helpCommand() *cli.Command {
	return &cli.Command{
		Name:         "help",
		Usage:        "say what a command does, with its flags and examples",
		ArgsUsage:    "[COMMAND]",
		OnUsageError: onUsageError,
		Action: func(ctx context.Context, c *cli.Command) error {
			name := c.Args().First()
			if name == "" {
				return cli.ShowAppHelp(c.Root())
			}
			var names []string
			for _, one := range c.Root().Commands {
				if one.Name == name {
					return cli.ShowCommandHelp(ctx, c.Root(), name)
				}
				names = append(names, one.Name)
			}
			return usagef("there is no command %q%s", name, option.Nearest(name, names))
		},
	}
}

// dress gives a command its examples, and its flags their groups.
func dress(one *cli.Command) {
	group(one)
	for _, sub := range one.Commands {
		group(sub)
	}
	if lines := examplesOf(one.Name); len(lines) > 0 {
		one.Description = strings.TrimSpace(one.Description + "\n\nExamples:\n  " + strings.Join(lines, "\n  "))
	}
}

// group gives the flags of a command their groups.
func group(one *cli.Command) {
	for _, f := range one.Flags {
		if grouped, can := f.(cli.CategorizableFlag); can {
			grouped.SetCategory(groupOf(f.Names()[0]))
		}
	}
}
