//go:build cpython && cgo

package python

/*
#include "py_info.h"
*/
import "C"

import (
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
	return open(b, py, func(size int, fill func([]byte)) (*cpython.Object, error) {
		return py.ByteArrayView(size, func(p []byte) {
			fill(p)
			for i := range p {
				p[i] &= 0x7f
			}
		})
	}, b.Case.Size, inOrder)
}

// infoText is the article's function with PY_SSIZE_T_CLEAN: a str, for which
// the bytes are copied and checked to be UTF-8.
func infoText(b *bench.Block, src *exporter) (bench.Op, error) {
	view := ref(src.object)
	return src.reading(b, taking{"return a str", func(l *C.bb_lease) C.int { return C.bb_info_text(l, view) }}, inPython(b.Case.Size))
}

// infoBytes is the article's function repaired: bytes, of a checked memoryview.
func infoBytes(b *bench.Block, src *exporter) (bench.Op, error) {
	view := ref(src.object)
	return src.reading(b, taking{"return bytes", func(l *C.bb_lease) C.int { return C.bb_info_bytes(l, view) }}, inPython(b.Case.Size))
}

// infoContiguous is right for every view: an export, and the bytes in C order.
func infoContiguous(b *bench.Block, src *exporter) (bench.Op, error) {
	view := ref(src.object)
	return src.reading(b, taking{"return bytes in order", func(l *C.bb_lease) C.int { return C.bb_info_contiguous(l, view) }}, inPython(b.Case.Size))
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

// infoView reads at the checked pointer. The sample holds the GIL, so nobody releases
// the memoryview meanwhile.
func infoView(b *bench.Block, src *exporter) (bench.Op, error) {
	return src.peeking(b, src.object.Peek()), nil
}
