package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v3"
)

// splitArgs splits a command line at -args, as go test does: what follows is for
// the test binaries. Only ab and check start some.
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

// completeArgs refuses flags of package testing, which this program sets.
func completeArgs(args []string) error {
	for _, arg := range args {
		if strings.HasPrefix(strings.TrimLeft(arg, "-"), "test.") && strings.HasPrefix(arg, "-") {
			return usagef("-args: %s is a flag of package testing, which is set here (-bench, -benchtime, -cpu and -count are flags of bufbench)", arg)
		}
	}
	return nil
}
