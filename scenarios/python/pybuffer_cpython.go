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
	return src.copying(b, toBytes, goBytes, bench.Cost{Copied: 2 * b.Case.Size, InC: b.Case.Size, Allocs: 1})
}

// goBytes is C.GoBytes, whose length is a C.int, at any length.
func goBytes(p []byte) []byte {
	if len(p) > math.MaxInt32 {
		return bytes.Clone(p)
	}
	// Unsafe: p is alive until the call returns a copy of it.
	return C.GoBytes(unsafe.Pointer(unsafe.SliceData(p)), C.int(len(p)))
}

// copyBytes copies to a bytes object in Python. Go reads it there.
func copyBytes(b *bench.Block, src *exporter) (bench.Op, error) {
	return src.reading(b, aBytes, inPython(b.Case.Size))
}

// copyReuse copies to a Go slice that is kept.
func copyReuse(b *bench.Block, src *exporter) (bench.Op, error) {
	return src.copying(b, aBuffer, into(b.Touched(b.Case.Size)), bench.Cost{Copied: b.Case.Size})
}

// viewBuffer gets the buffer, looks at it and releases it.
func viewBuffer(b *bench.Block, src *exporter) (bench.Op, error) {
	return src.reading(b, aBuffer, bench.Cost{})
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
			C.bb_lease_let(l)
			return sum
		},
	}, err
}

// viewMemoryView makes a memoryview for each operation and takes its buffer as
// PyMemoryView_GET_BUFFER does, with the checks that the macro lacks.
func viewMemoryView(b *bench.Block, src *exporter) (bench.Op, error) {
	return src.reading(b, aMemoryView, bench.Cost{})
}
