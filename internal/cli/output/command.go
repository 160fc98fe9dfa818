package output

import (
	"context"

	"github.com/bufbench/bufbench/internal/report"
	"github.com/urfave/cli/v3"
)

// Action does what a command is for, and prints its document to a target.
type Action func(ctx context.Context, c *cli.Command, to Target) error

// Command completes a command that prints a document with these forms: it adds the flags of
// a [Target]. Other forms are refused before anything is done.
func Command(forms report.Forms, do Action, one *cli.Command) *cli.Command {
	one.Flags = append(one.Flags, Flags(forms)...)
	one.Action = func(ctx context.Context, c *cli.Command) error {
		to, err := Of(c, forms)
		if err != nil {
			return err
		}
		return do(ctx, c, to)
	}
	return one
}
