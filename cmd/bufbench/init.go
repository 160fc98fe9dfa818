package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/bufbench/bufbench/internal/cli/exit"
	"github.com/bufbench/bufbench/internal/cli/version"
	"github.com/bufbench/bufbench/internal/runs/starter"
	"github.com/urfave/cli/v3"
)

func initCommand(a *app) *cli.Command {
	var flags []cli.Flag
	for _, k := range starter.Kinds() {
		flags = append(flags, &cli.BoolFlag{Name: string(k), Usage: "the question: " + starter.Question(k)})
	}
	return &cli.Command{
		Name:      "init",
		Usage:     "write a scenario of your own, its proof, a benchmark, a claim and a main into the module at hand",
		ArgsUsage: "[NAME]",
		Flags:     flags,
		Action:    a.init,
	}
}

// init is the command: flags, files, what to type next.
func (a *app) init(ctx context.Context, c *cli.Command) error {
	spec := starter.Spec{Kind: starter.Slice, Name: "Frame", Version: version.Module()}
	var given []string
	for _, k := range starter.Kinds() {
		if c.Bool(string(k)) {
			spec.Kind, given = k, append(given, "-"+string(k))
		}
	}
	switch {
	case len(given) > 1:
		return exit.Usagef("%s: one at a time", strings.Join(given, " and "))
	case c.Args().Len() > 1:
		return exit.Usagef("init takes one name, got %d words", c.Args().Len())
	case c.Args().Present():
		spec.Name = c.Args().First()
	}
	var err error
	if spec.Dir, err = os.Getwd(); err != nil {
		return fmt.Errorf("find the folder that this runs in: %w", err)
	}
	written, err := starter.Write(ctx, spec)
	for _, t := range written {
		fmt.Fprintf(a.Out, "%s: %s\n", t.Path, t.What)
	}
	if err != nil {
		return err
	}
	folder, _, _ := strings.Cut(written[0].Path, "/")
	tags := ""
	if spec.Kind == starter.Python {
		tags = "-tags cpython "
	}
	a.Say("then: go test %s./%s && cd %s && go run %s. run -quick && go run %s. check", tags, folder, folder, tags, tags)
	return nil
}
