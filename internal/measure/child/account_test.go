package child

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
)

// straying is an op that allocates by itself, and as the runtime does in its
// first runs.
func straying(declared, own, runs int) bench.Op {
	var kept [][]byte
	return bench.Op{Cost: bench.Cost{Allocs: declared}, Run: func(n int) uint64 {
		kept = kept[:0]
		for range n * own {
			kept = append(kept, make([]byte, 1024))
		}
		if runs--; runs >= 0 {
			kept = append(kept, make([]byte, 1024))
		}
		return uint64(len(kept))
	}}
}

// TestAllocations: what the runtime allocates now and then is no arm's.
func TestAllocations(t *testing.T) {
	for _, test := range []struct {
		name               string
		declared, own, run int
		want               float64
	}{
		{"none", 0, 0, 0, 0},
		{"none, and once a stray one", 0, 0, 1, 0},
		{"none, and twice a stray one", 0, 0, 2, 0},
		{"one per operation", 1, 1, 0, 1},
		{"one per operation, and a stray one", 1, 1, 1, 1},
		{"more than it declares", 0, 2, 0, 2},
	} {
		op := straying(test.declared, test.own, test.run)
		if test.own > 0 { // so that the slice has its room before the counts
			op = straying(test.declared, test.own, test.run+1)
			op.Run(8)
		}
		if got, _ := allocations(op, 8); got != test.want {
			t.Errorf("%s: %v allocations per operation, want %v", test.name, got, test.want)
		}
	}
}
