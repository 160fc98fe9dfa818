package benchtest

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/proof"
)

// Prove tests the claim of every arm of s, at the awkward sizes and with every value
// of its axes. A scenario that cannot run here is skipped with its reason.
func Prove(t *testing.T, s bench.Scenario) {
	info := s.Describe()
	needs(t, info)
	grid := info.Grid
	grid.Sizes, grid.Passes, grid.Leave = bench.AwkwardSizes, nil, nil
	for _, c := range grid.Cases() {
		evidence, err := proof.Prover{Seed: nextSeed()}.Case(s, c)
		if skip := bench.Skipped(err); skip != nil {
			t.Logf("%s skipped: %v", c, skip)
			continue
		}
		if err != nil {
			t.Errorf("%s/%s: %v", info.Name, c, err)
		}
		for _, e := range evidence {
			if e.Fault != "" {
				t.Errorf("%s: %s (observed: %s)", c.Name(info.Name, e.Arm), e.Fault, e)
			}
		}
	}
}

// needs skips a test or a benchmark of a scenario that cannot run here. A scenario
// that is there but broken fails: a skip would turn the test silently green.
func needs(t testing.TB, info bench.Info) {
	t.Helper()
	if info.Ready == nil {
		return
	}
	switch err := info.Ready(); {
	case bench.Skipped(err) != nil:
		t.Skip(err)
	case err != nil:
		t.Fatalf("%s cannot run: %v", info.Name, err)
	}
}
