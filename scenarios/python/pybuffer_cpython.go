//go:build cpython && cgo

package python

/*
#include "py_lease.h"
*/
import "C"

import (
	"bytes"
	"math"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// copyTwice is what everyone writes first: memoryview(object).tobytes(), then
// C.GoBytes of it.
func copyTwice(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	l, err := src.lease(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if C.bb_lease_tobytes(l) != 0 {
					src.fail("copy a buffer to bytes")
				}
				p := goBytes(held(l))
				C.bb_lease_drop(l)
				sum += consume(p, passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: 2 * b.Case.Size, Allocs: 1},
	}, err
}

// goBytes is C.GoBytes, whose length is a C.int, at any length.
func goBytes(p []byte) []byte {
	if len(p) > math.MaxInt32 {
		return bytes.Clone(p)
	}
	// Unsafe: p is alive until the call returns a copy of it.
	return C.GoBytes(unsafe.Pointer(unsafe.SliceData(p)), C.int(len(p)))
}

// copyBytes copies to a bytes object that stays in Python, where Go reads it.
func copyBytes(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	l, err := src.lease(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if C.bb_lease_copy(l) != 0 {
					src.fail("copy a buffer to bytes")
				}
				sum += consume(held(l), passes)
				C.bb_lease_drop(l)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, err
}

// copyReuse copies to a Go slice that is kept.
func copyReuse(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	kept := b.Touched(b.Case.Size)
	l, err := src.lease(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if C.bb_lease_get(l) != 0 {
					src.fail("get a buffer")
				}
				p := kept[:copy(kept, held(l))]
				C.bb_lease_release(l)
				sum += consume(p, passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, err
}

// viewBuffer gets the buffer, looks at it and releases it.
func viewBuffer(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	l, err := src.lease(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if C.bb_lease_get(l) != 0 {
					src.fail("get a buffer")
				}
				sum += consume(held(l), passes)
				C.bb_lease_release(l)
			}
			return sum
		},
	}, err
}

// viewNext releases one buffer and gets the next in a single call, as a walk
// through many objects would. Here every step is to the same object, so that
// all arms read the same bytes. Nothing is held between two runs: the last
// release is a call more for each run.
func viewNext(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	l, err := src.lease(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if C.bb_lease_next(l) != 0 {
					src.fail("get the next buffer")
				}
				sum += consume(held(l), passes)
			}
			C.bb_lease_release(l)
			return sum
		},
	}, err
}

// viewMemoryView makes a memoryview for each life and takes its buffer as
// PyMemoryView_GET_BUFFER does, with the checks that the macro lacks.
func viewMemoryView(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	l, err := src.lease(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if C.bb_lease_memoryview(l) != 0 {
					src.fail("make a memoryview")
				}
				sum += consume(held(l), passes)
				C.bb_lease_drop(l)
			}
			return sum
		},
	}, err
}
