package proof

import (
	"cmp"
	"fmt"
	"math"

	"github.com/bufbench/bufbench/bench"
)

// Observation is the effect of a change by the owner on an arm.
type Observation string

// The observations.
const (
	Aliases    Observation = "aliases"    // the arm sees the change
	Moved      Observation = "moved"      // the arm does not see the change: the bytes were copied
	Mixed      Observation = "mixed"      // a part of the bytes was copied
	Unverified Observation = "unverified" // the arm never handed its bytes to the observer
)

// Evidence is the observations of one arm in one case.
type Evidence struct {
	Arm       string
	Kind      bench.Kind
	Seen      Observation // of a change between acquisition and consumption
	Overlap   bool        // addresses lie in the owner's memory
	Addresses bool        // the owner has an address in this process, so Overlap means something
	Arrived   bench.Bytes // bytes per operation consumed outside the owner's memory: a minimum of the bytes moved
	Allocs    float64     // Go heap allocations per operation
	Allocated bench.Bytes // Go heap bytes per operation
	System    bench.Bytes // bytes per operation read by the operating system; -1 if that cannot be observed
	Fault     string      // why the proof failed; empty when it holds
}

// String is the evidence in one phrase.
func (e Evidence) String() string {
	s := cmp.Or(string(e.Seen), "nothing seen") + " (changed by its owner between acquisition and use"
	if e.Addresses {
		s += map[bool]string{true: "; addresses overlap", false: "; addresses apart"}[e.Overlap]
	}
	return fmt.Sprintf("%s); %.4g allocs, %s per operation", s, e.Allocs, e.Allocated)
}

// note adds the observation of one change.
func (e *Evidence) note(seen Observation) {
	if e.Seen != "" && e.Seen != seen {
		seen = Mixed
	}
	e.Seen = seen
}

// slack is the possible error of the bytes read per operation. Reading the count is
// itself counted, and takes a byte more if the count has a digit more.
const slack = 32

// judge compares the claim and the declared cost with the observations.
func (e *Evidence) judge(declared bench.Cost) error {
	moved := declared.Copied + declared.System
	switch {
	case e.Kind == bench.View && e.Seen == Moved:
		return fmt.Errorf("it claims to be a view, but a change by the owner is not seen through it: it copies")
	case e.Kind == bench.View && e.Seen == Aliases && e.Addresses && !e.Overlap:
		return fmt.Errorf("it claims to be a view, but its addresses lie outside the owner's memory")
	case e.Kind == bench.Copy && e.Seen == Aliases:
		return fmt.Errorf("it claims to be a copy, but a change by the owner is seen through it: it aliases")
	case e.Kind == bench.Copy && e.Overlap:
		return fmt.Errorf("it claims to be a copy, but its addresses lie in the owner's memory")
	case e.Kind != bench.Kernel && e.Seen == Mixed:
		return fmt.Errorf("it copies some of the bytes and aliases others")
	case e.Kind == bench.View && moved != 0:
		return fmt.Errorf("it claims to be a view and declares %s moved", moved)
	case e.Kind == bench.Copy && moved == 0:
		return fmt.Errorf("it claims to be a copy and declares no bytes moved")
	case declared.Allocs != bench.Uncounted && math.Abs(e.Allocs-float64(declared.Allocs)) >= 0.5:
		return fmt.Errorf("it declares %d allocations per operation, observed were %.4g", declared.Allocs, e.Allocs)
	case e.System >= 0 && (e.System > declared.System+slack || e.System < declared.System-slack):
		return fmt.Errorf("it declares %s moved by the operating system per operation, observed were %s", declared.System, e.System)
	case e.Kind == bench.Copy && moved < e.Arrived:
		return fmt.Errorf("it declares %s moved per operation, but consumes %s outside the owner's memory", moved, e.Arrived)
	}
	return nil
}
