// Newscenario writes a scenario that passes its proof, and its lines in the
// lists. Run it in the module's folder:
//
//	go run ./scripts/newscenario goheap RingFrame
//	go run ./scripts/newscenario -n goheap RingFrame    # only says what it would write
//
// FAMILY is the folder of a boundary in scenarios, such as goheap. A new one is made.
// NAME is the scenario's, in CamelCase. Comments in the new file say what to make
// one's own.
//
// It writes nothing before all texts are ready, and the list last. Exit codes: 0
// written, 2 the wish cannot be granted, 3 a file could not be read or written.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/bufbench/bufbench/internal/host/wholefile"
)

func main() { os.Exit(run(os.Args[1:], ".", os.Stdout, os.Stderr)) }

// Exit codes.
const exitOK, exitUsage, exitFailed = 0, 2, 3

const usage = "type: go run ./scripts/newscenario [-n] FAMILY NAME, such as goheap RingFrame"

// run is the whole program; dir is the module's folder.
func run(args []string, dir string, stdout, stderr io.Writer) int {
	err := scaffold(args, dir, stdout, stderr)
	if err == nil {
		return exitOK
	}
	fmt.Fprintf(stderr, "newscenario: %s\n", strings.ReplaceAll(err.Error(), "\n", "; "))
	if errors.As(err, new(refusal)) {
		return exitUsage
	}
	return exitFailed
}

// scaffold says what it writes, and writes it without -n.
func scaffold(args []string, dir string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("newscenario", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	dry := flags.Bool("n", false, "")
	err := flags.Parse(args)
	if err == nil && flags.NArg() != 2 {
		err = fmt.Errorf("it takes a family and a name, got %d words", flags.NArg())
	}
	if err != nil {
		return refusef("%v (%s)", err, usage)
	}
	w := wish{Family: flags.Arg(0), Name: flags.Arg(1)}
	if err := w.check(); err != nil {
		return err
	}
	changes, err := plan(dir, w)
	if err != nil {
		return err
	}
	for _, c := range changes {
		fmt.Fprintf(stdout, "%s: %s\n", c.path, c.what)
		path := filepath.Join(dir, filepath.FromSlash(c.path))
		if *dry {
			continue
		}
		if err := errors.Join(wholefile.MakeFolder(filepath.Dir(path)), wholefile.Write(path, c.text)); err != nil {
			return fmt.Errorf("write %s: %w", c.path, err)
		}
	}
	if *dry {
		fmt.Fprintln(stderr, "newscenario: nothing is written (leave out -n to write it)")
		return nil
	}
	fmt.Fprintf(stderr, "then: go test ./scenarios ./scenarios/%s && go run ./cmd/bufbench run %s -quick\n", w.Family, w.Name)
	return nil
}

// refusal is the error of a wish that cannot be granted. It says what to type instead.
type refusal string

// Error implements error.
func (r refusal) Error() string { return string(r) }

func refusef(format string, args ...any) error { return refusal(fmt.Sprintf(format, args...)) }
