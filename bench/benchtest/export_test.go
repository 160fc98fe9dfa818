package benchtest

import "github.com/bufbench/bufbench/internal/measure/loop"

// CompareBy is [Compare] by other clocks.
var CompareBy = compare

// Use has the claim measured by other clocks.
func (c *Claim) Use(clocks func() loop.Clocks) { c.clocks = clocks }
