// The race detector keeps memory beside all memory, which counts as well.

//go:build !race

package child_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/host/procfs"
	"github.com/bufbench/bufbench/internal/measure/child"
)

// TestPeakedHere: a copy of 32 MiB has 32 MiB at most, however many operations there
// are, and one that keeps the last copy meanwhile twice that. A view has next to
// nothing, as has a copy to where the last one went.
func TestPeakedHere(t *testing.T) {
	if err := procfs.ResetPeak("/"); err != nil {
		t.Skip(err)
	}
	shop := child.Shop{
		ResetPeak: func() error { return procfs.ResetPeak("/") },
		Peak:      func() (uint64, bool) { return procfs.Peak("/") },
	}
	const size = 32 * bench.MiB
	for _, test := range []struct {
		s           bench.Scenario
		arm         int
		least, most bench.Bytes
	}{
		{leaving(memory("Left", true)), 0, size * 3 / 4, size * 5 / 4},
		{memory("Holds", true), 0, 2*size - size/4, 2*size + size/4},
		{memory("Fresh", true), 1, 0, size / 4}, // a kernel may sum per-processor counts late
		{memory("Kept", false), 0, 0, size / 4},
	} {
		p, fault := peaked(t, test.s, test.arm, size, shop)
		if p == nil || fault != "" || p.Skip != nil {
			t.Fatalf("%+v, fault %q", p, fault)
		}
		if p.Grown < test.least || p.Grown > test.most {
			t.Errorf("%s, %s: %s at most, want from %s to %s", test.s.Describe().Name, p.Arm, p.Grown, test.least, test.most)
		}
	}
}

// leaving is s without what its copy keeps beyond an operation.
func leaving(s bench.Of[[]byte]) bench.Of[[]byte] {
	open := s.Arms[0].Open
	s.Arms[0].Open = func(b *bench.Block, src []byte) (bench.Op, error) {
		op, err := open(b, src)
		run := op.Run
		op.Run = func(n int) (sum uint64) {
			sum = run(n)
			escaped = nil
			return sum
		}
		return op, err
	}
	return s
}
