package launch

import (
	"time"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

// Version is the version of this language. It changes with every change of a message,
// because parent and child may be built with different versions of this module.
const Version = 7

// ChildCommand is the hidden first argument by which a program becomes a child.
const ChildCommand = "launch-child"

// IsChild reports whether args are the arguments of a child, without the program's
// name.
func IsChild(args []string) bool { return len(args) == 1 && args[0] == ChildCommand }

// CrewTarget is the length of a sample of several goroutines. Each of them is woken for it.
const CrewTarget = 1 * time.Millisecond

// BlocksMin is the minimum number of blocks that a launch measures of each case.
const BlocksMin = 2

// Mode is the purpose of a launch.
type Mode string

// The modes of a launch.
const (
	DescribeMode  Mode = "describe"  // descriptions of all scenarios; the job has no scenario and no visits
	ProveMode     Mode = "prove"     // proof and calibration: trials
	CalibrateMode Mode = "calibrate" // calibration of cases that are proven elsewhere: trials
	MeasureMode   Mode = "measure"   // records
	ProfileMode   Mode = "profile"   // pprof files of one arm
	RetainMode    Mode = "retain"    // what views of small parts keep alive, in one case
	PeakMode      Mode = "peak"      // the maximum memory of one arm in one case
	LedgerMode    Mode = "ledger"    // what operations do, and what that costs by itself, in one case
)

// Job is the task of a child: one launch.
type Job struct {
	Version  int     `json:"version"`
	Mode     Mode    `json:"mode"`
	Wish     Wish    `json:"wish"` // of a description
	Scenario string  `json:"scenario"`
	Visits   []Visit `json:"visits"` // in this order
	Seed     uint64  `json:"seed"`
	Conditions
	Extent   loop.Extent  `json:"extent"` // of a block
	Spawned  time.Time    `json:"spawned"`
	Files    ProfileFiles `json:"files"`
	Counters bool         `json:"counters"` // whether a measurement also counts events, after all timing
}

// ProfileFiles are the files of profiles; an empty name writes none.
type ProfileFiles struct {
	CPU    string        `json:"cpu"`
	Memory string        `json:"memory"`
	Span   time.Duration `json:"span"` // of CPU profile, per case
}

// Washed is the minimum amount of memory that pushes everything else out of the caches.
// It is more than the last-level cache of any processor that we know, because a
// virtual machine may report a smaller one.
const Washed = 64 * bench.MiB

// Wash is how many bytes push everything else out of a last-level cache of that size.
func Wash(cache bench.Bytes) bench.Bytes { return max(2*cache, Washed) }
