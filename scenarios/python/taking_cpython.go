//go:build cpython && cgo

package python

/*
#include "py_lease.h"
*/
import "C"

import "github.com/bufbench/bufbench/bench"

// taking is how an operation comes by bytes: a call of C that holds them in a lease, or
// returns -1 with an exception pending. The arm is about the cost of that call. The
// function value adds a nanosecond, for all arms of a scenario alike.
type taking struct {
	doing string // for the error of a failed operation
	call  func(*C.bb_lease) C.int
}

// The calls that need no more than the lease.
var (
	aBuffer     = taking{"get a buffer", func(l *C.bb_lease) C.int { return C.bb_lease_get(l) }}
	anyBuffer   = taking{"get a buffer", func(l *C.bb_lease) C.int { return C.bb_lease_ask(l, C.PyBUF_FULL_RO) }}
	toBytes     = taking{"copy a buffer to bytes", func(l *C.bb_lease) C.int { return C.bb_lease_tobytes(l) }}
	aBytes      = taking{"copy a buffer to bytes", func(l *C.bb_lease) C.int { return C.bb_lease_copy(l) }}
	aMemoryView = taking{"make a memoryview", func(l *C.bb_lease) C.int { return C.bb_lease_memoryview(l) }}
)

// reading is the arm of operations that take bytes, consume them in place and let them
// go.
func (e *exporter) reading(b *bench.Block, t taking, cost bench.Cost) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	l, err := e.lease(b)
	return bench.Op{
		Hold: e.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if t.call(l) != 0 {
					e.fail(t.doing)
				}
				sum += consume(held(l), passes)
				C.bb_lease_let(l)
			}
			return sum
		},
		Cost: cost,
	}, err
}

// inPython is the cost of copies that Python makes.
func inPython(n bench.Bytes) bench.Cost { return bench.Cost{Copied: n, InC: n} }

// copying is the arm of operations that take bytes, copy them to memory of Go's, let
// them go and consume the copy.
func (e *exporter) copying(b *bench.Block, t taking, clone func([]byte) []byte, cost bench.Cost) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	l, err := e.lease(b)
	return bench.Op{
		Hold: e.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if t.call(l) != 0 {
					e.fail(t.doing)
				}
				p := clone(held(l))
				C.bb_lease_let(l)
				sum += consume(p, passes)
			}
			return sum
		},
		Cost: cost,
	}, err
}

// into is a clone to memory that is kept.
func into(kept []byte) func([]byte) []byte {
	return func(p []byte) []byte { return kept[:copy(kept, p)] }
}
