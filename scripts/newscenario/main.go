// Newscenario writes a scenario that passes its proof, and its lines in the
// lists. Run it in the module's folder:
//
//	go run ./scripts/newscenario goheap RingFrame
//	go run ./scripts/newscenario -n goheap RingFrame    # only says what it would write
//
// FAMILY is the folder of a boundary in scenarios, such as goheap; one that is
// not there yet is made. NAME is the scenario's, in CamelCase. The comments of
// the file that it writes say what to make one's own.
//
// It writes all of it or nothing. Exit codes: 0 written, 2 it cannot be written
// as it was asked for, 3 a file could not be read or written.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], ".", os.Stdout, os.Stderr)) }

// Exit codes.
const (
	exitOK     = 0
	exitUsage  = 2
	exitFailed = 3
)

const usage = "type: go run ./scripts/newscenario [-n] FAMILY NAME, such as goheap RingFrame"

// run is the whole program; dir is in the module.
func run(args []string, dir string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("newscenario", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	dry := flags.Bool("n", false, "")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return exitOK
	case err != nil:
		return exit(stderr, refusef("%v (%s)", err, usage))
	case flags.NArg() != 2:
		return exit(stderr, refusef("it takes a family and a name, got %d words (%s)", flags.NArg(), usage))
	}
	w := wish{Family: flags.Arg(0), Name: flags.Arg(1)}
	root, changes, err := plan(dir, w)
	if err != nil {
		return exit(stderr, err)
	}
	for _, c := range changes {
		fmt.Fprintf(stdout, "%s: %s\n", c.path, c.what)
	}
	if *dry {
		fmt.Fprintln(stderr, "newscenario: nothing is written (leave out -n to write it)")
		return exitOK
	}
	if err := apply(root, changes); err != nil {
		return exit(stderr, err)
	}
	fmt.Fprintf(stderr, "then: go test ./scenarios ./scenarios/%s && go run ./cmd/bufbench run %s -quick\n", w.Family, w.Name)
	return exitOK
}

// refusal is what cannot be done as it was asked for, and what to type instead.
type refusal struct{ text string }

// Error implements error.
func (r *refusal) Error() string { return r.text }

func refusef(format string, args ...any) error {
	return &refusal{fmt.Sprintf(format, args...)}
}

// exit prints err in one line and returns its code.
func exit(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "newscenario: %s\n", strings.ReplaceAll(err.Error(), "\n", "; "))
	var r *refusal
	if errors.As(err, &r) {
		return exitUsage
	}
	return exitFailed
}
