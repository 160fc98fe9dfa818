package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/bufbench/bufbench/internal/revisions/match"
	"github.com/bufbench/bufbench/internal/runs/ab"
	"github.com/urfave/cli/v3"
)

// splitArgs splits a command line at -args, as go test does. The rest is for the test
// binaries. Only ab and check start any.
func splitArgs(args []string) (own, binary []string) {
	if len(args) == 0 || args[0] != "ab" && args[0] != "check" {
		return args, nil
	}
	at := slices.IndexFunc(args, func(s string) bool { return s == "-args" || s == "--args" })
	if at < 0 {
		return args, nil
	}
	return args[:at], args[at+1:]
}

// argsFlag is -args for the help. No parser sees it: see [splitArgs].
func argsFlag(of string) cli.Flag {
	return &cli.BoolFlag{Name: "args", Usage: of + "all that follows goes to the test binaries, as with go test -args; it comes last"}
}

// packagesOf returns the Go packages of a command line, or the one in the working folder.
// Args are for their test binaries.
func packagesOf(c *cli.Command, args []string) (match.Packages, error) {
	of := ab.Default().Revisions.Packages
	of.Bench, of.Tags, of.Args = c.String("bench"), c.String("tags"), args
	if c.Args().Present() {
		of.Patterns = c.Args().Slice()
	}
	dir, err := os.Getwd()
	if err == nil {
		of.Dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return of, fmt.Errorf("find the folder that this runs in: %w", err)
	}
	return of, nil
}
