//go:build cpython && cgo

package python

/*
#include "py_lease.h"
*/
import "C"

import (
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// keptView is a memoryview that is looked at again and again.
type keptView struct {
	view *C.PyMemoryViewObject
	kind *C.PyTypeObject // that of memoryview
}

// keepView looks at o as a memoryview, whatever it is; checked says whether it
// is one. The caller keeps o open.
func keepView(o *cpython.Object) keptView {
	// Unsafe: nothing beyond the PyObject head is read before checked has
	// compared the type.
	return keptView{(*C.PyMemoryViewObject)(o.Pointer()), &C.PyMemoryView_Type}
}

// checked is PyMemoryView_GET_BUFFER with the checks that the macro lacks, made
// by Go in the C struct without a call: false unless the object is a
// memoryview that is not released and whose bytes are contiguous. The bytes
// are valid as long as the view is not released; the GIL is held.
func (k keptView) checked() ([]byte, bool) {
	const released, contiguous = C._Py_MEMORYVIEW_RELEASED, C._Py_MEMORYVIEW_C
	// Unsafe: the layout is that of the headers, and cpython.Start refuses a
	// library of another version. The managed buffer lives as long as the
	// view; its bytes stay in place while neither is released.
	view := k.view
	if view.ob_base.ob_base.ob_type != k.kind || view.flags&(released|contiguous) != contiguous ||
		view.mbuf.flags&C._Py_MANAGED_BUFFER_RELEASED != 0 {
		return nil, false
	}
	return unsafe.Slice((*byte)(view.view.buf), int(view.view.len)), true
}

// viewKept keeps one memoryview, which holds the export, and reads its fields
// anew in each life.
func viewKept(b *bench.Block, src *exporter) (bench.Op, error) {
	consume, passes := b.Kernel, b.Case.Passes
	view, err := src.py.Eval("memoryview(o)", map[string]*cpython.Object{"o": src.object})
	if err != nil {
		return bench.Op{}, err
	}
	b.Defer(view.Close)
	kept := keepView(view)
	return bench.Op{
		Hold: src.py.Do,
		Run: func(n int) (sum uint64) {
			for range n {
				p, ok := kept.checked()
				if !ok {
					panic("look at a kept memoryview: it is released")
				}
				sum += consume(p, passes)
			}
			return sum
		},
	}, nil
}
