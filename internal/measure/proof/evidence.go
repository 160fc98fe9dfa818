package proof

import (
	"cmp"
	"fmt"
	"math"

	"github.com/bufbench/bufbench/bench"
)

// Observation is what proof saw of an arm.
type Observation string

// What proof may see.
const (
	Aliases    Observation = "aliases"    // a change by the owner is seen through the arm
	Moved      Observation = "moved"      // a change by the owner is not seen: the bytes were copied
	Mixed      Observation = "mixed"      // part of the bytes were copied
	Unverified Observation = "unverified" // the arm never handed its bytes to the block's Kernel
)

// Evidence is what was observed of one arm in one case.
type Evidence struct {
	Arm       string
	Kind      bench.Kind
	Seen      Observation // by changing the owner's data between acquisition and consumption
	Overlap   bool        // addresses lie in the owner's memory
	Addresses bool        // the owner has an address in this process, so Overlap means something
	Arrived   bench.Bytes // bytes a life consumes outside the owner's memory: at least so many were moved
	Allocs    float64     // Go heap allocations a life
	Allocated bench.Bytes // Go heap bytes a life
	System    bench.Bytes // bytes asked of the operating system a life; -1 where it cannot be observed
	Fault     string      // why the proof failed; empty when it holds
}

// String is the evidence in one phrase.
func (e Evidence) String() string {
	s := cmp.Or(string(e.Seen), "nothing seen") + " (changed by its owner between acquisition and use"
	if e.Addresses {
		s += map[bool]string{true: "; addresses overlap", false: "; addresses apart"}[e.Overlap]
	}
	return fmt.Sprintf("%s); %.4g allocs, %s a life", s, e.Allocs, e.Allocated)
}

// note adds what one change of the source showed.
func (e *Evidence) note(seen Observation) {
	if e.Seen != "" && e.Seen != seen {
		seen = Mixed
	}
	e.Seen = seen
}

// slack is how many bytes a life's system reads may be off, because reading the
// count is itself counted, and is longer when the count has a digit more.
const slack = 32

// judge holds the claim and the declared cost against what was seen.
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
		return fmt.Errorf("it declares %d allocations a life, observed were %.4g", declared.Allocs, e.Allocs)
	case e.System >= 0 && (e.System > declared.System+slack || e.System < declared.System-slack):
		return fmt.Errorf("it declares %s moved by the operating system a life, observed were %s", declared.System, e.System)
	case e.Kind == bench.Copy && moved < e.Arrived:
		return fmt.Errorf("it declares %s moved a life, but consumes %s outside the owner's memory", moved, e.Arrived)
	}
	return nil
}
