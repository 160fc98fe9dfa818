//go:build cpython && cgo

package cpython

/*
#include <stdlib.h>
#include "py_object.h"
#include "py_export.h"
*/
import "C"

import (
	"fmt"
	"runtime"
	"runtime/cgo"
	"sync/atomic"
	"unsafe"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// Export is the memory of a view in the hands of Python. It is an object of the
// buffer protocol: Python code can make memoryviews, numpy arrays and more of it.
// The memory stays in place until Python has let go of the object, and so of
// everything made of it. An array that keeps the object, but no buffer of it,
// counts too.
// An Export is used by one goroutine at a time.
type Export struct {
	py     *Interpreter
	object *Object     // the reference of Go's; closed by Close
	ref    *C.PyObject // the same, to be looked at while others keep it
	memory *exported
}

// exported is what the object keeps of Go: pinned as long as the object lives.
type exported struct {
	view   *buffer.View // counts for Python
	about  string       // of the view, for errors
	pinned runtime.Pinner
	gone   atomic.Bool // the object is not there any more
	err    error       // of the owner's release; set before gone is
}

// Export hands the memory of v to Python, not copied and pinned where it is,
// writable if v is. The caller closes the export; v may be released before. Go
// and Python then share the bytes: whoever writes holds the GIL, or sees to it
// in another way that nobody reads meanwhile.
func (py *Interpreter) Export(v *buffer.View) (*Export, error) {
	own, err := share(v)
	if err != nil {
		return nil, fmt.Errorf("export a view to python: %w", err)
	}
	m := &exported{view: own, about: own.String()}
	e := &Export{py: py, memory: m}
	py.Do(func() {
		// Unsafe: own keeps the memory, and the pins keep it where it is, until
		// bbPyGone. C gets its address as a number.
		memory := describe(own, own.Pin(&m.pinned))
		handle := cgo.NewHandle(m)
		ref := C.bb_py_export_new(memory, C.uintptr_t(handle))
		if ref == nil {
			err = fmt.Errorf("export a view to python: %w", py.Raised())
			C.free(unsafe.Pointer(memory.format))
			m.forget(handle)
			return
		}
		e.object, e.ref = &Object{py, ref}, ref
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// share is a view of the same memory that is released by itself.
func share(v *buffer.View) (*buffer.View, error) {
	if v.IsReadOnly() {
		return v.ToReadOnly()
	}
	axes := make([]int, v.NDim())
	for i := range axes {
		axes[i] = i
	}
	return v.Transpose(axes...)
}

// describe returns the layout of the view for C. Item 0 lies at start.
func describe(v *buffer.View, start unsafe.Pointer) *C.bb_py_layout {
	format, _ := buffer.ParseFormat(v.Format()) // the view has parsed it
	m := &C.bb_py_layout{
		start:    C.uintptr_t(uintptr(start)),
		size:     C.Py_ssize_t(v.Len()),
		itemsize: C.Py_ssize_t(v.ItemSize()),
		ndim:     C.int(v.NDim()),
		format:   C.CString(format.Padded(v.ItemSize())),
	}
	if v.IsReadOnly() {
		m.readonly = 1
	}
	for i, n := range v.Shape() {
		m.shape[i] = C.Py_ssize_t(n)
	}
	for i, n := range v.Strides() {
		m.strides[i] = C.Py_ssize_t(n)
	}
	for i, n := range v.Suboffsets() {
		m.indirect = 1
		m.suboffsets[i] = C.Py_ssize_t(n)
	}
	return m
}

// Object is what Python code gets to see, borrowed until Close: pass it to
// [Interpreter.Exec] and [Interpreter.Eval] by name.
func (e *Export) Object() *Object { return e.object }

// Exports is how many buffers of the memory are open in Python. There may be
// none while Python still uses the memory; [Export.Close] tells.
func (e *Export) Exports() (n int) {
	e.py.Do(func() { n, _ = e.count() })
	return n
}

// count returns how many buffers are open and how many references there are,
// Go's own included. It has the GIL, under which the object goes.
func (e *Export) count() (buffers, references int) {
	if e.memory.gone.Load() {
		return 0, 0
	}
	return int(C.bb_py_export_count(e.ref)), int(C.bb_py_references(e.ref))
}

// Close ends the export: Python gets no further buffer of it. While Python
// keeps the object, or a buffer of it, Close is a [buffer.ErrExported] that
// says how many, and the memory stays pinned, and leased of its owner, until
// the last of them goes, on whatever thread. Python's collector may have to run
// first: a reference cycle counts until then. Close may be called again, to
// see; when the memory is free it returns what the owner's release did.
func (e *Export) Close() (err error) {
	m := e.memory
	e.py.Do(func() {
		if e.object.ref != nil {
			C.bb_py_export_close(e.ref)
			e.object.Close()
		}
		if !m.gone.Load() {
			buffers, references := e.count()
			err = fmt.Errorf("close the export of a %s: %w: python has %s to it and %s; the memory stays pinned until python lets go",
				m.about, buffer.ErrExported, number(references, "reference"), number(buffers, "open buffer"))
		}
	})
	if err == nil {
		return m.err
	}
	return err
}

// number is a count in words, such as "2 references".
func number(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// bbPyGone is called by Python, under the GIL and with no exception pending,
// when the object goes.
//
//export bbPyGone
func bbPyGone(handle C.uintptr_t) {
	h := cgo.Handle(handle)
	h.Value().(*exported).forget(h)
}

// forget unpins the memory and lets go of its owner.
func (m *exported) forget(h cgo.Handle) {
	h.Delete()
	m.pinned.Unpin()
	defer m.gone.Store(true)
	defer func() {
		// Below are Python's frames, which a panic would skip and so break.
		if p := recover(); p != nil {
			m.err = fmt.Errorf("the release of a %s panicked: %v", m.about, p)
		}
	}()
	m.err = m.view.Release()
}
