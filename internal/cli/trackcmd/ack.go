package trackcmd

import (
	"context"
	"fmt"
	"time"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/streams"
	"github.com/bufbench/bufbench/internal/runs/track"
	"github.com/urfave/cli/v3"
)

// ackCommand acknowledges changes.
func ackCommand(s *streams.Streams) *cli.Command {
	return &cli.Command{
		Name:      "ack",
		Usage:     "acknowledge the changes for the worse at a commit, with a reason and a last day",
		ArgsUsage: "COMMIT [BENCHMARK]",
		Flags: append(forQuery(),
			&cli.StringFlag{Name: "reason", Usage: "why the change is known, in `words`"},
			&cli.StringFlag{Name: "until", Usage: "the last `day`, such as 2030-12-31"}),
		Action: func(ctx context.Context, c *cli.Command) error {
			if n := c.Args().Len(); n < 1 || n > 2 {
				return exit.Usagef("track ack needs a commit: bufbench track ack -reason '...' -until 2030-12-31 COMMIT [BENCHMARK]")
			}
			p, done, err := readPlace(c, s)
			if err != nil {
				return err
			}
			defer done()
			found, err := judge(ctx, c, p)
			if err != nil {
				return err
			}
			names, err := track.Acknowledge(found, track.Acknowledgement{
				File: c.String("ack"), Commit: c.Args().Get(0), Bench: c.Args().Get(1), Reason: c.String("reason"), Until: c.String("until"),
			}, time.Now())
			for _, name := range names {
				fmt.Fprintf(s.Out, "acknowledged in %s: %s\n", c.String("ack"), name)
			}
			return err
		},
	}
}
