//go:build cpython && cgo

package python

/*
#include "py_info.h"
*/
import "C"

import (
	"errors"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// openText makes a memoryview over random ASCII. Proof changes bytes to others
// of ASCII.
func openText(b *bench.Block) (*exporter, error) {
	py, err := cpython.Start()
	if err != nil {
		return nil, err
	}
	o, err := py.ByteArrayView(int(b.Case.Size), func(p []byte) {
		b.Fill(p)
		for i := range p {
			p[i] &= 0x7f
		}
	})
	if err != nil {
		return nil, err
	}
	b.Defer(o.Close)
	memory, err := o.Memory()
	if err != nil {
		return nil, err
	}
	b.Own(bench.Owner{Memory: memory, Poke: o.Poke})
	return &exporter{py, o}, nil
}

// returned opens an arm that reads what a function returns: step keeps the
// object, of which Go reads the bytes before it is dropped. The bytes are
// copied once.
func returned(b *bench.Block, src *exporter, doing string, step func(*C.bb_info) C.int) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	// Unsafe: the exporter's Object owns the PyObject and is closed after info is
	// freed, because the block runs its deferred calls last in first out.
	info := C.bb_info_new((*C.PyObject)(src.object.Pointer()))
	if info == nil {
		return bench.Op{}, errors.New("allocate room for what is returned: no memory")
	}
	b.Defer(func() { C.bb_info_free(info) })
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				if step(info) != 0 {
					src.fail(doing)
				}
				// Unsafe: data is the address of size bytes of the object that is
				// kept, in C memory; bytes need no alignment, and nobody writes.
				sum += consume(unsafe.Slice(*(**byte)(unsafe.Pointer(&info.data)), int(info.size)), passes)
				C.bb_info_drop(info)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, nil
}

// infoText is the article's function with PY_SSIZE_T_CLEAN: a str, for which
// the bytes are copied and checked to be UTF-8.
func infoText(b *bench.Block, src *exporter) (bench.Op, error) {
	return returned(b, src, "return a str", func(i *C.bb_info) C.int { return C.bb_info_text(i) })
}

// infoBytes is the article's function repaired: bytes, of a checked memoryview.
func infoBytes(b *bench.Block, src *exporter) (bench.Op, error) {
	return returned(b, src, "return bytes", func(i *C.bb_info) C.int { return C.bb_info_bytes(i) })
}

// infoContiguous is right for every view: an export, and the bytes in C order.
func infoContiguous(b *bench.Block, src *exporter) (bench.Op, error) {
	return returned(b, src, "return bytes in order", func(i *C.bb_info) C.int { return C.bb_info_contiguous(i) })
}

// infoReuse copies from the checked pointer to memory that is kept.
func infoReuse(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	kept, view := b.Touched(b.Case.Size), src.object.Peek()
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				p, ok := view.Bytes()
				if !ok {
					panic(view.Err())
				}
				sum += consume(kept[:copy(kept, p)], passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, nil
}

// infoView reads at the checked pointer. The GIL, which the sample holds, is
// what keeps the memoryview from being released meanwhile.
func infoView(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	view := src.object.Peek()
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				p, ok := view.Bytes()
				if !ok {
					panic(view.Err())
				}
				sum += consume(p, passes)
			}
			return sum
		},
	}, nil
}
