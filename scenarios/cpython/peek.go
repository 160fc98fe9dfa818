//go:build cpython && cgo

package cpython

/*
#include "py_peek.h"
*/
import "C"

import (
	"fmt"
	"sync/atomic"
	"unsafe"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// Peek looks again and again at the memory of a memoryview that is kept, in a
// few loads and without an export for each look. It is used inside
// [Interpreter.Do], where no Python code can release the memoryview in
// between; what [Interpreter.MemoryView] holds keeps it from being released
// outside too. The object stays open as long as the Peek is used.
type Peek struct {
	view *C.PyMemoryViewObject // of which only the head is read before its type was compared
	kind *C.PyTypeObject       // that of memoryview
}

// Peek prepares to look at o, whatever it is.
func (o *Object) Peek() Peek {
	return Peek{(*C.PyMemoryViewObject)(unsafe.Pointer(o.ref)), &C.PyMemoryView_Type}
}

// Bytes is PyMemoryView_GET_BUFFER with the checks that the macro lacks. Go makes them
// in the C struct, without a call. Bytes returns false unless somebody is inside Do and
// the object is a memoryview, not released, and C-contiguous. [Peek.Err] gives the
// reason. The bytes are valid until the memoryview is released.
func (p Peek) Bytes() ([]byte, bool) {
	const released, contiguous = C._Py_MEMORYVIEW_RELEASED, C._Py_MEMORYVIEW_C
	// Unsafe: the layout is that of the headers, and Start refuses a library of
	// another version. The object is open, so the head of any Python object is
	// there, and the rest if the type is right; the managed buffer lives as
	// long as the view. The flags are written under the GIL only.
	view := p.view
	if view == nil || inside() == 0 || view.ob_base.ob_base.ob_type != p.kind ||
		view.flags&(released|contiguous) != contiguous || view.mbuf.flags&C._Py_MANAGED_BUFFER_RELEASED != 0 {
		return nil, false
	}
	// Unsafe: the memoryview holds an export of len bytes at buf, side by side.
	return unsafe.Slice((*byte)(view.view.buf), int(view.view.len)), true
}

// Call is Bytes through one call of C. It also returns false on another goroutine than
// the one inside Do.
func (p Peek) Call() ([]byte, bool) {
	seen := C.bb_py_peek(C.uintptr_t(uintptr(unsafe.Pointer(p.view))))
	if seen == nil {
		return nil, false
	}
	// Unsafe: as in Bytes.
	return unsafe.Slice((*byte)(seen.buf), int(seen.len)), true
}

// Err says why Bytes and Call return false; nil if they do not.
func (p Peek) Err() error {
	const op = "look at the memory of a python"
	if p.view == nil {
		return fmt.Errorf("%s object: %w", op, ErrClosed)
	}
	if err := (*Interpreter)(nil).Held(); err != nil {
		return fmt.Errorf("%s object: %w", op, err)
	}
	view := p.view
	kind := C.GoString(view.ob_base.ob_base.ob_type.tp_name)
	switch {
	case view.ob_base.ob_base.ob_type != p.kind:
		return fmt.Errorf("%s %s: %w", op, kind, ErrNotMemoryView)
	case view.flags&C._Py_MEMORYVIEW_RELEASED != 0, view.mbuf.flags&C._Py_MANAGED_BUFFER_RELEASED != 0:
		return fmt.Errorf("%s %s: %w", op, kind, buffer.ErrReleased)
	case view.flags&C._Py_MEMORYVIEW_C == 0:
		return fmt.Errorf("%s %s: not C-contiguous; a view of its buffer can be had: %w", op, kind, buffer.ErrContiguity)
	}
	return nil
}

// inside is how many goroutines are inside Do.
func inside() int32 {
	// Unsafe: a variable of C's, aligned, for the life of the process. C writes
	// it atomically.
	return atomic.LoadInt32((*int32)(unsafe.Pointer(&C.bb_py_inside)))
}

// crossing goes into C and back: what Call is measured against.
func crossing() { C.bb_py_nothing() }
