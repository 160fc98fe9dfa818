package help

import (
	"context"
	"strings"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/option"
	"github.com/urfave/cli/v3"
)

// Dress gives the commands of a program their texts, and their flags their groups. An
// unknown flag becomes an error that says how to list the known ones.
func Dress(program *cli.Command) {
	program.OnUsageError = usageError
	for _, one := range program.Commands {
		one.Description = strings.TrimSpace(Text(one.Name))
		group(one)
		for _, sub := range one.Commands {
			group(sub)
		}
	}
}

// group gives the flags of a command their groups.
func group(one *cli.Command) {
	one.OnUsageError = usageError
	for _, f := range one.Flags {
		if grouped, can := f.(cli.CategorizableFlag); can {
			grouped.SetCategory(groupOf(f.Names()[0]))
		}
	}
}

func usageError(_ context.Context, c *cli.Command, err error, _ bool) error {
	return exit.Usagef("%v (%s -help lists the flags)", err, c.FullName())
}

// Command prints the help of a command.
func Command() *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     "say what a command does, with its flags and examples",
		ArgsUsage: "[COMMAND]",
		Action: func(ctx context.Context, c *cli.Command) error {
			name := c.Args().First()
			switch {
			case name == "":
				return cli.ShowAppHelp(c.Root())
			case c.Root().Command(name) == nil:
				return Unknown(c.Root(), name)
			}
			return cli.ShowCommandHelp(ctx, c.Root(), name)
		},
	}
}

// Unknown is the error of a command that a program does not have. It names the nearest one.
func Unknown(program *cli.Command, name string) error {
	var names []string
	for _, one := range program.Commands {
		if !one.Hidden {
			names = append(names, one.Name)
		}
	}
	return exit.Usagef("there is no command %q%s", name, option.Nearest(name, names))
}
