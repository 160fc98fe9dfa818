package trackcmd

import (
	"context"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/flags"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/result"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/urfave/cli/v3"
)

// exportCommand prints the record as text.
func exportCommand(s *streams.Streams) *cli.Command {
	return &cli.Command{
		Name:  "export",
		Usage: "print the results of the record as one Go benchmark text, for benchstat -col commit and others",
		Flags: forQuery(),
		Action: func(ctx context.Context, c *cli.Command) error {
			if name := flags.FirstSet(c, "rev", "last", "ack", "cancel-drift", "v"); name != "" {
				return exit.Usagef("-%s: export prints all commits of the record, in the order of its files", name)
			}
			p, done, err := readPlace(c, s)
			if err != nil {
				return err
			}
			defer done()
			text, problems, err := track.Export(ctx, p, readQuery(c))
			s.Warn(result.Lines(problems, 0)...)
			if err != nil {
				return err
			}
			if _, err := s.Out.Write(text); err != nil {
				return err
			}
			return exit.Unread(len(problems))
		},
	}
}
