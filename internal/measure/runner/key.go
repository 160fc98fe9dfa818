package runner

import "github.com/bufbench/bufbench/bench"

// Key names a case of a scenario, for maps and messages.
func Key(scenario string, c bench.Case) string { return scenario + "/" + c.String() }

// Ballast is the live heap under arms that allocate, unless a case says otherwise. A
// tiny heap overstates the copy, because the collector then runs every few operations.
const Ballast = 64 * bench.MiB
