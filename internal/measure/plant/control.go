package plant

import "github.com/bufbench/bufbench/bench"

// The hidden first arguments of the children with these scenarios. No list names them.
const (
	ControlsChild = "controls-child"
	WorksChild    = "twins-child"
)

// Control is a scenario of one size with an arm that lies.
type Control struct {
	Scenario bench.Scenario
	Arm      string // the arm that lies
	Pretends string // "to …", and what it does instead
	By       Stage  // must catch it; another stage is not enough
	Words    string // part of the fault
}

// Name is the name of the scenario.
func (c Control) Name() string { return c.Scenario.Describe().Name }

// Stage is what catches a lie.
type Stage string

// The stages, in the order in which an arm comes to them.
const (
	Proof     Stage = "proof"            // of the arm's kind, before anything is timed
	Sanitizer Stage = "AddressSanitizer" // of an operation's reads, in a build with -asan
	Checksum  Stage = "checksum"         // of a sample, against that of one operation
	Ceiling   Stage = "ceiling"          // of this machine, against the time of an arm
)

// Controls are all controls, also those that this build cannot try.
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
			Scenario: Timed{Sliced("SkippedOps", HonestCopy, HonestView), half}, Arm: "view",
			Pretends: "to do every operation, and leaves out every other once it is timed", By: Checksum,
			Words: "arm view is unsteady",
		},
		{
			Scenario: Timed{large(Sliced("RemovedKernel", HonestCopy, HonestView)), Hoisted}, Arm: "view",
			Pretends: "to read in every operation, and reads once when it is timed, as compilers do", By: Ceiling,
			Words: "so it did not read the bytes",
		},
		{
			Scenario: freedOwner, Arm: "view",
			Pretends: "to look at C memory, which its owner frees before it is read", By: Sanitizer,
			Words: "AddressSanitizer: heap-use-after-free",
		},
	}
}

// large is a scenario at a size whose reading takes far longer than any call.
func large(s bench.Of[[]byte]) bench.Of[[]byte] {
	s.Grid.Sizes = []bench.Bytes{64 * bench.KiB}
	return s
}

// ControlScenarios returns the scenarios of controls.
func ControlScenarios(all []Control) []bench.Scenario {
	scenarios := make([]bench.Scenario, len(all))
	for i, c := range all {
		scenarios[i] = c.Scenario
	}
	return scenarios
}
