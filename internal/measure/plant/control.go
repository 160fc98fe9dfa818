package plant

import "github.com/bufbench/bufbench/bench"

// The hidden first arguments of children that hold what this package makes, so that no
// list names it.
const (
	ControlsChild = "controls-child"
	WorksChild    = "twins-child"
)

// Control is a scenario of one size with an arm that lies.
type Control struct {
	Scenario bench.Scenario
	Arm      string // the arm that lies
	Pretends string // "to …", and what it does instead
	By       Stage  // what must catch it; that another stage does is not enough
	Words    string // part of what is to be said then
}

// Name is the scenario's.
func (c Control) Name() string { return c.Scenario.Describe().Name }

// Stage is what catches a lie.
type Stage string

// The stages, in the order in which an arm comes to them.
const (
	Proof     Stage = "proof"            // what an arm does, before anything is timed
	Sanitizer Stage = "AddressSanitizer" // what a life reads, in a build with -asan
	Checksum  Stage = "checksum"         // of a sample, against that of one life
	Ceiling   Stage = "ceiling"          // what this machine can do, against what was measured
)

// Controls are all controls control, also what this build cannot see.
func Controls() []Control {
	return []Control{
		{
			Scenario: Sliced("FakeView", HonestCopy, CopyAsView), Arm: "view",
			Pretends: "to look at the source, and copies it", By: Proof,
			Words: "it claims to be a view, but a change by the owner is not seen through it",
		},
		{
			Scenario: Sliced("FakeCopy", ViewAsCopy, HonestView), Arm: "copy",
			Pretends: "to copy the source, and hands it out", By: Proof,
			Words: "it claims to be a copy, but a change by the owner is seen through it",
		},
		{
			Scenario: Sliced("StaleChecksum", HonestCopy, stale), Arm: "view",
			Pretends: "to read, and returns a checksum kept from when it was opened", By: Proof,
			Words: "its checksum stays the same when byte",
		},
		{
			Scenario: Timed{Sliced("SkippedLives", HonestCopy, HonestView), half}, Arm: "view",
			Pretends: "to live all lives, and leaves out every other once it is timed", By: Checksum,
			Words: "arm view is unsteady",
		},
		{
			Scenario: Timed{large(Sliced("RemovedKernel", HonestCopy, HonestView)), Hoisted}, Arm: "view",
			Pretends: "to read in every life, and reads once when it is timed, as compilers do", By: Ceiling,
			Words: "so it did not read the bytes",
		},
		{
			Scenario: freedOwner, Arm: "view",
			Pretends: "to look at C memory, which its owner frees before it is read", By: Sanitizer,
			Words: "AddressSanitizer: heap-use-after-free",
		},
	}
}

// large is a scenario at a size that takes far longer to read than any call.
func large(s bench.Of[[]byte]) bench.Of[[]byte] {
	s.Grid.Sizes = []bench.Bytes{64 * bench.KiB}
	return s
}

// Scenarios are those of some controls.
func ControlScenarios(all []Control) []bench.Scenario {
	scenarios := make([]bench.Scenario, len(all))
	for i, c := range all {
		scenarios[i] = c.Scenario
	}
	return scenarios
}
