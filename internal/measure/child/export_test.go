package child

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// ClockFor is clockFor.
var ClockFor = clockFor

// Crew returns how a crew of some ops does n operations. It ends with the test.
func Crew(t *testing.T, ops []bench.Op, procs int) (run func(n int) uint64) {
	c := newCrew(ops, procs)
	t.Cleanup(c.end)
	return c.run
}
