//go:build cpython && cgo

package cpython

/*
#include "py_object.h"
#include "py_export.h"
*/
import "C"

import (
	"fmt"
	"runtime"
	"strings"
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
	object Object         // the reference of Go's; closed by Close
	ref    *C.PyObject    // the same, to be looked at while others keep it
	view   buffer.View    // counts for Python
	pinned runtime.Pinner // as long as the object lives
	number int            // on the shelf
	gone   atomic.Bool    // the object is not there any more
	err    error          // of the owner's release; set before gone is
	few    [9]C.Py_ssize_t
}

// Export hands the memory of v to Python, not copied and pinned where it is,
// writable if v is. The caller closes the export; v may be released before. Go
// and Python then share the bytes: whoever writes holds the GIL, or sees to it
// in another way that nobody reads meanwhile.
func (py *Interpreter) Export(v *buffer.View) (*Export, error) {
	e := &Export{py: py}
	if _, err := v.CloneTo(&e.view); err != nil {
		return nil, fmt.Errorf("export a view to python: %w", err)
	}
	e.number = py.exports.add(e)
	// Unsafe: the view keeps the memory, and the pins keep it where it is, until forget. C
	// gets its address as a number.
	start := uintptr(e.view.Pin(&e.pinned))
	var err error
	ref := e.make(start)
	if ref == nil { // in a crowd, or without memory
		py.Do(func() {
			if ref = e.make(start); ref == nil {
				err = fmt.Errorf("export a view to python: %w", py.Raised())
			}
		})
	}
	if err != nil {
		e.forget()
		return nil, err
	}
	e.object, e.ref = Object{py, ref}, ref
	return e, nil
}

// make makes the object that Python sees. Item 0 lies at start.
func (e *Export) make(start uintptr) *C.PyObject {
	v := &e.view
	memory := C.bb_py_lent{
		start: C.uintptr_t(start), size: C.Py_ssize_t(v.Len()), itemsize: C.Py_ssize_t(v.ItemSize()), ndim: C.int(v.NDim()),
	}
	if v.IsReadOnly() {
		memory.readonly = 1
	}
	dims := e.few[:0]
	for i := range v.NDim() {
		n, stride, suboffset := v.Dim(i)
		dims = append(dims, C.Py_ssize_t(n), C.Py_ssize_t(stride), C.Py_ssize_t(suboffset))
		if suboffset >= 0 {
			memory.indirect = 1
		}
	}
	format := v.Format()
	if strings.HasSuffix(format, "}") {
		record, _ := buffer.ParseFormat(format) // the view has parsed it
		format = record.Padded(v.ItemSize())
	}
	// Unsafe: C copies the numbers and the text before it returns.
	return C.bb_py_export_new(memory, unsafe.SliceData(dims),
		(*C.char)(unsafe.Pointer(unsafe.StringData(format))), C.size_t(len(format)), C.uintptr_t(e.number))
}

// Object is what Python code gets to see, borrowed until Close: pass it to
// [Interpreter.Exec] and [Interpreter.Eval] by name.
func (e *Export) Object() *Object { return &e.object }

// Exports is how many buffers of the memory are open in Python. There may be
// none while Python still uses the memory; [Export.Close] tells.
func (e *Export) Exports() (n int) {
	e.py.Do(func() { n, _ = e.count() })
	return n
}

// count returns how many buffers are open and how many references there are,
// Go's own included. It has the GIL, under which the object goes.
func (e *Export) count() (buffers, references int) {
	if e.gone.Load() {
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
	if e.object.ref != nil {
		return e.end()
	}
	e.py.Do(func() {
		if !e.gone.Load() {
			err = e.open(e.count())
		}
	})
	if err == nil {
		return e.err
	}
	return err
}

// end gives back Go's reference. If it was the last one, the memory goes by this way and
// not by a call from Python, which would cost more than all the rest.
func (e *Export) end() error {
	ref := C.uintptr_t(uintptr(unsafe.Pointer(e.ref)))
	left := C.bb_py_export_end(ref)
	if left.references < 0 { // in a crowd
		e.py.Do(func() { left = C.bb_py_export_end(ref) })
	}
	e.object.ref = nil
	if left.references > 0 {
		return e.open(int(left.exports), int(left.references))
	}
	e.forget()
	return e.err
}

// open is the error of an export that Python still keeps.
func (e *Export) open(buffers, references int) error {
	return fmt.Errorf("close the export of a %s: %w: python has %s to it and %s; the memory stays pinned until python lets go",
		&e.view, buffer.ErrExported, number(references, "reference"), number(buffers, "open buffer"))
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
func bbPyGone(number C.uintptr_t) {
	py, _ := Start() // it runs
	py.exports.at(int(number)).forget()
}

// forget unpins the memory and lets go of its owner.
func (e *Export) forget() {
	e.py.exports.remove(e.number)
	e.pinned.Unpin()
	defer e.gone.Store(true)
	defer func() {
		// Below may be Python's frames, which a panic would skip and so break.
		if p := recover(); p != nil {
			e.err = fmt.Errorf("the release of a %s panicked: %v", &e.view, p)
		}
	}()
	e.err = e.view.Release()
}
