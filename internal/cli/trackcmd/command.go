package trackcmd

import (
	"context"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/host/process"
	"github.com/urfave/cli/v3"
)

// Command is track with its commands. Work is told when something is measured.
func Command(s *streams.Streams, work *process.Work) *cli.Command {
	return &cli.Command{
		Name:      "track",
		Usage:     "keep results over commits, and find the commits that changed them",
		ArgsUsage: "COMMAND",
		Commands:  []*cli.Command{addCommand(s), importCommand(s), backfillCommand(s, work), showCommand(s), changesCommand(s), ackCommand(s), bisectCommand(s, work), exportCommand(s)},
		Action: func(_ context.Context, c *cli.Command) error {
			if name := c.Args().First(); name != "" {
				return exit.Usagef("track has no command %q (bufbench track -help lists them)", name)
			}
			return cli.ShowSubcommandHelp(c)
		},
	}
}
