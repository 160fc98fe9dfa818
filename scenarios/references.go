package scenarios

import (
	"github.com/bufbench/bufbench/internal/measure/reference"
	"github.com/bufbench/bufbench/scenarios/kernel"
	"github.com/bufbench/bufbench/scenarios/python"
)

// References returns what this build can measure beside the arms: the ceilings
// of the machine, and the probes of every boundary.
func References() []reference.Candidate {
	return append(kernel.References(), python.Probes()...)
}
