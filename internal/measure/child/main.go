package child

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/procfs"
	"github.com/bufbench/bufbench/internal/measure/clocks"
	"github.com/bufbench/bufbench/internal/measure/counters"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// rename gives the process the name of its program. Linux takes the name from the path,
// and the path of an open file ends in a number.
func rename() {
	if f, err := os.OpenFile("/proc/self/comm", os.O_WRONLY, 0); err == nil {
		f.WriteString(filepath.Base(os.Args[0]))
		f.Close()
	}
}

// failed is the exit code of a child that could not do its job.
const failed = 3

// Main is the main function of a child. It returns the exit code. Output of scenarios and
// libraries goes to standard error, so that it cannot spoil the answers. An interrupt is
// the parent's to handle: the child ends when its standard input does.
func Main(scenarios []bench.Scenario, references []reference.Candidate) int {
	signal.Ignore(os.Interrupt)
	rename()
	answers, err := ownStdout()
	if err != nil {
		fmt.Fprintf(os.Stderr, "set up the child: %v\n", err)
		return failed
	}
	err = Serve(os.Stdin, answers, Shop{
		Scenarios:  scenarios,
		References: references,
		Clocks:     clocks.System(),
		Whole:      clocks.Process(),
		ReadChars:  func() (uint64, bool) { return procfs.ReadChars("/") },
		Requests:   func() (uint64, bool) { return procfs.Calls("/") },
		HugeBytes:  func() (uint64, bool) { return procfs.HugeBytes("/") },
		Resident:   func() (uint64, bool) { return procfs.Resident("/") },
		ResetPeak:  func() error { return procfs.ResetPeak("/") },
		Peak:       func() (uint64, bool) { return procfs.Peak("/") },
		Counters:   func() Counter { return counters.Open() },
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return failed
	}
	return 0
}
