package loop_test

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/internal/measure/loop"
)

func TestAllocations(t *testing.T) {
	var kept [][]byte
	held := false
	op := bench.Op{
		Run: func(n int) uint64 {
			for range n {
				kept = append(kept[:0], make([]byte, 1024))
			}
			return 0
		},
		Hold: func(sample func()) { held = true; sample() },
	}
	op.Run(1) // room for kept
	objects, size := loop.Allocations(op, 100)
	for range 10 { // what else the process does counts too, now and then
		if again, less := loop.Allocations(op, 100); again < objects {
			objects, size = again, less
		}
	}
	if objects < 1 || objects > 1.5 || size < 1024 || size > 1536 || !held {
		t.Errorf("Allocations of 1 KiB per operation = %v objects, %s, held %v, want 1, 1KiB and true", objects, size, held)
	}
}

// TestAllocationsOfLargeOps: a cycle of the collector in the midst of an operation,
// as 5 MiB mostly bring one about, must not add what the runtime allocates to
// fill its pools again. With the collector on one count in a hundred would.
func TestAllocationsOfLargeOps(t *testing.T) {
	var kept []byte
	op := bench.Op{Run: func(n int) uint64 {
		for range n {
			kept = make([]byte, 5<<20)
		}
		return uint64(len(kept))
	}}
	for range 300 {
		if objects, _ := loop.LeastAllocations(op, 1); objects != 1 {
			t.Fatalf("an operation of one allocation has %v", objects)
		}
	}
}
