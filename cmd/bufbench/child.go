package main

import (
	"fmt"
	"os"
	"os/signal"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/machine"
	"github.com/bufbench/bufbench/internal/runner"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// child is the program as its own child. What scenarios and libraries print
// goes to standard error, so that it cannot spoil the answers. An interrupt is
// the parent's to handle: the child ends when its standard input does.
func (p *program) child() int {
	signal.Ignore(os.Interrupt)
	answers, err := ownStdout()
	if err != nil {
		fmt.Fprintf(p.stderr, "set up the child: %v\n", err)
		return exitFailed
	}
	err = runner.Serve(p.stdin, answers, runner.Shop{
		Scenarios:  p.scenarios,
		References: kernel.References(),
		Clocks:     bench.SystemClocks(),
		ReadChars:  func() (uint64, bool) { return machine.ReadChars("/") },
	})
	if err != nil {
		fmt.Fprintln(p.stderr, err)
		return exitFailed
	}
	return exitOK
}
