// Planted asks whether budgets find what was planted. It makes an operation and adds known
// costs to it: an allocation of 4 KiB, a page fault, an empty call into C, a copy of 64 KiB,
// a system call; each alone, and two together. Each budget must find which cost it was, and
// how much, against the measured difference from the plain operation. Run it in the
// module's folder:
//
//	go run ./scripts/planted [-count LAUNCHES] [-within 15]
//
// Exit codes: 0 measured, whatever was found, 2 wrong usage, 3 it could not be measured.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/child"
	"github.com/bufbench/bufbench/internal/measure/launch"
	"github.com/bufbench/bufbench/internal/runs/profile"
	"github.com/bufbench/bufbench/internal/runs/session"
	"github.com/bufbench/bufbench/scenarios"
)

func main() {
	if launch.IsChild(os.Args[1:]) {
		os.Exit(child.Main([]bench.Scenario{planted()}, scenarios.References()))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// Exit codes.
const exitOK, exitUsage, exitFailed = 0, 2, 3

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("planted", flag.ContinueOnError)
	flags.SetOutput(stderr)
	launches := flags.Int("count", 12, "`launches`")
	within := flags.Float64("within", 15, "how far a budget may be off, in `per cent`")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		fmt.Fprintln(stderr, "type: go run ./scripts/planted [-count LAUNCHES] [-within 15]")
		return exitUsage
	}
	home := &session.Home{Scenarios: []bench.Scenario{planted()}}
	out, err := profile.Run(ctx, home, profile.Spec{Scenario: planted().Info.Name, Launches: *launches}, func(line string) { fmt.Fprintln(stderr, line) })
	if err == nil {
		err = printFindings(stdout, out.Book, *within/100)
	}
	if err != nil {
		fmt.Fprintf(stderr, "planted: %v\n", err)
		return exitFailed
	}
	return exitOK
}
