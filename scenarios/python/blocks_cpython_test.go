//go:build cpython && cgo

package python

import (
	"testing"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// TestBlocks: objects that are made are counted, and no longer when they are
// gone.
func TestBlocks(t *testing.T) {
	py, err := cpython.Start()
	if err != nil {
		t.Fatal(err)
	}
	before, known := blocks()
	if !known {
		t.Skip("Python's allocator does not count")
	}
	o, err := py.Eval("[bytes(100 + i % 2) for i in range(1000)]", nil)
	if err != nil {
		t.Fatal(err)
	}
	with, _ := blocks()
	o.Close()
	after, _ := blocks()
	if with-before < 1000 || with-before > 1100 || after-before > 20 || after < before-20 {
		t.Errorf("%d blocks before 1000 objects were made, %d with them and %d after", before, with, after)
	}
}

// TestBlocksOfOps counts within operations and behind them: a copy has an object of
// Python's while it reads, a view of the buffer has none, and neither leaves any.
func TestBlocksOfOps(t *testing.T) {
	if _, known := blocks(); !known {
		t.Skip("Python's allocator does not count")
	}
	const many = 200
	var inside, reads int64
	_, ops := opened(t, "bytes", bench.MiB, func(p []byte, passes int) uint64 {
		n, _ := blocks()
		inside, reads = max(inside, n), reads+1
		return PyBuffer.Kernel(p, passes)
	})
	for i, test := range []struct {
		arm   string
		holds bool
	}{{"copy", false}, {"copy-bytes", true}, {"reuse", false}, {"view", false}, {"view-memoryview", true}, {"view-kept", false}, {"view-next", false}, {"view-cpython", false}} {
		if got := PyBuffer.Arms[i].Name; got != test.arm {
			t.Fatalf("arm %d is %s, want %s", i, got, test.arm)
		}
		ops[i].Do(2)
		before, _ := blocks()
		inside, reads = 0, 0
		ops[i].Do(many)
		after, _ := blocks()
		if held := inside - before; (held > 0) != test.holds || reads != many {
			t.Errorf("%s: %d blocks more while %d operations read, want any = %t", test.arm, held, reads, test.holds)
		}
		if after != before {
			t.Errorf("%s: %d blocks before %d operations, %d behind them", test.arm, before, many, after)
		}
	}
}
