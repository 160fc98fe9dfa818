package benchtest

import "github.com/bufbench/bufbench/internal/measure/loop"

// CompareBy is [Compare] by other clocks.
var CompareBy = compare

// ThresholdBy is [Threshold] by other clocks.
var ThresholdBy = thresholdBy

// ProgramOf and ModuleOf are where a hint about a failed claim comes from.
var ProgramOf, ModuleOf = programOf, moduleOf

// WinsFromBy is [WinsFrom] by other clocks.
var WinsFromBy = winsFromBy

// Use has the claim measured by other clocks.
func (c *Claim) Use(clocks func() loop.Clocks) { c.clocks = clocks }
