//go:build cpython && cgo

package python

/*
#include "py_slice.h"
*/
import "C"

import (
	"fmt"

	"github.com/bufbench/bufbench/bench"
)

// sliceBytes is b[i:j]: bytes of their own.
func sliceBytes(b *bench.Block, src *sliced) (bench.Op, error) {
	from := ref(src.object)
	return src.slicing(b, "slice bytes", inPython(b.Case.Size), func(l *C.bb_lease, slice *C.PyObject) C.int {
		return C.bb_slice_take(l, from, slice)
	})
}

// sliceView is m[i:j] of a memoryview m that is kept.
func sliceView(b *bench.Block, src *sliced) (bench.Op, error) {
	from := ref(src.view)
	return src.slicing(b, "slice a memoryview", bench.Cost{}, func(l *C.bb_lease, slice *C.PyObject) C.int {
		return C.bb_slice_take(l, from, slice)
	})
}

// sliceViewMade is memoryview(b)[i:j]: code that slices once builds the memoryview for
// it.
func sliceViewMade(b *bench.Block, src *sliced) (bench.Op, error) {
	from := ref(src.object)
	return src.slicing(b, "slice a new memoryview", bench.Cost{}, func(l *C.bb_lease, slice *C.PyObject) C.int {
		return C.bb_slice_view(l, from, slice)
	})
}

// slicing is the arm of operations that take one window after the other.
func (s *sliced) slicing(b *bench.Block, doing string, cost bench.Cost, take func(*C.bb_lease, *C.PyObject) C.int) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	l, err := s.lease(b)
	return bench.Op{
		Hold: s.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				for _, w := range s.windows {
					if take(l, w.slice) != 0 {
						s.fail(doing)
					}
					sum += consume(held(l), passes)
					C.bb_lease_let(l)
				}
			}
			return sum
		},
		Cost: cost,
	}, err
}

// sliceAssign is kept[:] = m[i:j], Python's way to copy into kept memory. Both sides
// are memoryviews, because a slice of bytes would be a copy more.
func sliceAssign(b *bench.Block, src *sliced) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	all, err := src.made(b, "slice(None)")
	if err != nil {
		return bench.Op{}, err
	}
	kept, into, err := src.destinations(b)
	from, every := ref(src.view), ref(all)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				for k, w := range src.windows {
					if C.bb_slice_assign(into[k], every, from, w.slice) != 0 {
						src.fail("assign a slice to a kept memoryview")
					}
					sum += consume(kept[w.from:w.to], passes)
				}
			}
			return sum
		},
		Cost: inPython(b.Case.Size),
	}, err
}

// destinations is the memory of a kept bytearray, and a memoryview over the
// place of each window in it. The block closes both.
func (s *sliced) destinations(b *bench.Block) (kept []byte, into []*C.PyObject, err error) {
	o, err := s.py.ByteArray(int(b.Case.Size), b.Fill)
	if err != nil {
		return nil, nil, err
	}
	b.Defer(o.Close)
	// The memoryviews keep the bytearray from moving it.
	if kept, err = o.Memory(); err != nil {
		return nil, nil, err
	}
	size, n := int(b.Case.Size), len(s.windows)
	into, err = (&exporter{s.py, o}).list(b, fmt.Sprintf("[memoryview(o)[k*%[1]d//%[2]d:(k+1)*%[1]d//%[2]d] for k in range(%[2]d)]", size, n))
	return kept, into, err
}
