//go:build cpython && cgo

package python

/*
#include "py_items.h"
*/
import "C"

import (
	"fmt"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// openContiguous makes a memoryview over a bytearray: of all its items, or of
// every second.
func openContiguous(b *bench.Block) (*items, error) {
	step, known := map[string]int{"contiguous": 1, "strided": 2}[b.Case.Get(layout)]
	if !known {
		return nil, fmt.Errorf("make a memoryview of the unknown layout %q", b.Case.Get(layout))
	}
	py, err := cpython.Start()
	if err != nil {
		return nil, err
	}
	every := fmt.Sprintf("memoryview(o).cast('Q')[::%d]", step)
	return openItems(b, py.ByteArray, every, 0, order{stride: step * int(word)})
}

// itemsTobytes is memoryview(o).tobytes().
func itemsTobytes(b *bench.Block, src *items) (bench.Op, error) {
	return src.reading(b, toBytes, inPython(src.copiedByPython()))
}

// itemsToContiguous is PyBuffer_ToContiguous into memory that is kept.
func itemsToContiguous(b *bench.Block, src *items) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	kept := b.Touched(b.Case.Size)
	i, err := src.hold(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				// Unsafe: kept has len(kept) bytes for Python to write until the
				// call returns, and nobody else does; bytes need no alignment.
				if C.bb_items_copy(i, unsafe.Pointer(unsafe.SliceData(kept)), C.Py_ssize_t(len(kept))) != 0 {
					src.fail("copy items side by side")
				}
				sum += consume(kept, passes)
			}
			return sum
		},
		Cost: inPython(src.copiedByPython()),
	}, err
}

// itemsGather gathers in Go, into memory that is kept.
func itemsGather(b *bench.Block, src *items) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	kept := b.Touched(b.Case.Size)
	cost := bench.Cost{Copied: b.Case.Size}
	if !src.contiguous() {
		cost.Pieces = bench.Pieces{Each: word, Among: bench.Bytes(src.count * src.stride)}
	}
	i, err := src.hold(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if C.bb_items_get(i) != 0 {
					src.fail("get a buffer")
				}
				src.gather(kept, span(i))
				C.bb_items_release(i)
				sum += consume(kept, passes)
			}
			return sum
		},
		Cost: cost,
	}, err
}

// itemsGetContiguous is PyMemoryView_GetContiguous, which is a view or a copy.
func itemsGetContiguous(b *bench.Block, src *items) (bench.Op, error) {
	object := ref(src.object)
	op, err := src.reading(b, taking{"ask for contiguous items", func(l *C.bb_lease) C.int {
		return C.bb_items_contiguous(l, object)
	}}, bench.Cost{})
	op.Kind = bench.View
	if !src.contiguous() {
		op.Kind, op.Cost = bench.Copy, inPython(src.copiedByPython())
	}
	return op, err
}

// itemsWalk gets the buffer, strides and all, and goes through them.
func itemsWalk(b *bench.Block, src *items) (bench.Op, error) {
	consume, passes := src.consumer(b), b.Case.Passes
	i, err := src.hold(b)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if C.bb_items_get(i) != 0 {
					src.fail("get a buffer")
				}
				sum += consume(span(i), passes)
				C.bb_items_release(i)
			}
			return sum
		},
	}, err
}
