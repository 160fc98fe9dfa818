//go:build cpython && cgo

package cpython

/*
#include "py_object.h"
*/
import "C"

import (
	"fmt"
	"unsafe"
)

// Object is one owned reference to a Python object. Close releases it. An
// Object is used by one goroutine at a time.
type Object struct {
	py  *Interpreter
	ref *C.PyObject // nil once closed
}

// Close gives the reference back. Later calls do nothing.
func (o *Object) Close() {
	if o.ref == nil {
		return
	}
	o.py.Do(func() { C.bb_py_decref(o.ref) })
	o.ref = nil
}

// closed returns an error unless the object can be used.
func (o *Object) closed() error {
	if o == nil || o.ref == nil {
		return fmt.Errorf("use a python object: %w", ErrClosed)
	}
	return nil
}

// Pointer is the PyObject * for C code, borrowed: it is valid until Close.
func (o *Object) Pointer() unsafe.Pointer { return unsafe.Pointer(o.ref) }

// References is the object's reference count, this Object's own included; 0
// once that is closed.
func (o *Object) References() (n int) {
	if o.closed() != nil {
		return 0
	}
	o.py.Do(func() { n = int(C.bb_py_references(o.ref)) })
	return n
}

// Memory is where the object keeps its bytes: those of a bytes object, or the
// writable contiguous buffer of any other. It takes no export, so it is valid
// only as long as the object is neither closed nor resized. Only Go code that
// holds the GIL may write to it, and to a bytes object only before Python code
// has seen it.
func (o *Object) Memory() (memory []byte, err error) {
	if err := o.closed(); err != nil {
		return nil, err
	}
	o.py.Do(func() {
		var span C.bb_py_span
		if C.bb_py_memory(o.ref, &span) != 0 {
			err = fmt.Errorf("find the memory of a python object: %w", o.py.Raised())
			return
		}
		// Unsafe: the object owns size bytes at data for the time that the
		// doc comment names, in C memory, of any alignment.
		memory = unsafe.Slice((*byte)(span.data), int(span.size))
	})
	return memory, err
}

// Poke changes byte i to its exclusive or with x, in the object's own memory.
// A bytes object is immutable to Python: poke one only as long as nothing has
// hashed it, and restore it before anything does.
func (o *Object) Poke(i int, x byte) (err error) {
	if err := o.closed(); err != nil {
		return err
	}
	o.py.Do(func() {
		if C.bb_py_poke(o.ref, C.Py_ssize_t(i), C.uchar(x)) != 0 {
			err = fmt.Errorf("poke byte %d of a python object: %w", i, o.py.Raised())
		}
	})
	return err
}
