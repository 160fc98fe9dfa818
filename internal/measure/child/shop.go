package child

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/counters"
	"github.com/bufbench/bufbench/internal/measure/events"
	"github.com/bufbench/bufbench/internal/measure/loop"
	"github.com/bufbench/bufbench/internal/measure/reference"
)

// Shop is what a child can run, and how it asks the system about itself. A nil
// function is a question that nobody can answer here.
type Shop struct {
	Scenarios  []bench.Scenario
	References []reference.Candidate
	Clocks     loop.Clocks
	Whole      loop.Clocks           // of the whole process, for operations of several goroutines
	ReadChars  func() (uint64, bool) // see [proof.Prover]
	Requests   func() (uint64, bool) // system calls of this process that read or wrote
	HugeBytes  func() (uint64, bool) // memory of this process in huge pages
	Resident   func() (uint64, bool) // memory of this process
	ResetPeak  func() error          // begins a new Peak; the error is the reason if it cannot
	Peak       func() (uint64, bool) // maximum memory of this process
	Counters   func() Counter        // opens a counter of this thread's events
}

// scenario is the scenario of that name.
func (s Shop) scenario(name string) (found bench.Scenario, err error) {
	for _, one := range s.Scenarios {
		if one.Describe().Name == name {
			found = one
		}
	}
	if found == nil {
		return nil, fmt.Errorf("this program has no scenario %q", name)
	}
	return found, nil
}

// Counter counts events of the thread that opened it.
type Counter interface {
	// Count counts during work, the price of counting included.
	Count(work func()) (counters.Tally, error)
	// Lacks are the events that it does not count, with reasons.
	Lacks() []events.Lack
	// Alone reports whether it leaves out events inside the kernel.
	Alone() bool
	Close() error
}
