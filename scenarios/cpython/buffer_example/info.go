//go:build cpython && cgo

package main

/*
#include "py_module.h"
*/
import "C"

import "unsafe"

// fields make the items of a buffer_info: new references, or nil with an
// exception pending.
var fields = [C.bb_data]func(*C.Py_buffer) *C.PyObject{
	C.bb_buf:        func(b *C.Py_buffer) *C.PyObject { return C.PyLong_FromVoidPtr(b.buf) },
	C.bb_obj:        func(b *C.Py_buffer) *C.PyObject { return owner(b.obj) },
	C.bb_len:        func(b *C.Py_buffer) *C.PyObject { return C.PyLong_FromSsize_t(b.len) },
	C.bb_itemsize:   func(b *C.Py_buffer) *C.PyObject { return C.PyLong_FromSsize_t(b.itemsize) },
	C.bb_readonly:   func(b *C.Py_buffer) *C.PyObject { return C.PyBool_FromLong(C.long(b.readonly)) },
	C.bb_ndim:       func(b *C.Py_buffer) *C.PyObject { return C.PyLong_FromLong(C.long(b.ndim)) },
	C.bb_format:     func(b *C.Py_buffer) *C.PyObject { return C.PyUnicode_FromString(b.format) },
	C.bb_shape:      func(b *C.Py_buffer) *C.PyObject { return tuple(b.shape, b.ndim) },
	C.bb_strides:    func(b *C.Py_buffer) *C.PyObject { return tuple(b.strides, b.ndim) },
	C.bb_suboffsets: func(b *C.Py_buffer) *C.PyObject { return tuple(b.suboffsets, b.ndim) },
}

// info returns a new buffer_info of the type kind over view, a memoryview that
// the caller holds; or nil with an exception pending.
func info(kind *C.PyTypeObject, view *C.PyObject) *C.PyObject {
	b := C.bb_buffer(view)
	made := C.PyStructSequence_New(kind)
	if made == nil {
		return nil
	}
	for i, field := range fields {
		value := field(b)
		if value == nil {
			C.Py_DecRef(made)
			return nil
		}
		C.PyStructSequence_SetItem(made, C.Py_ssize_t(i), value) // steals it
	}
	C.Py_IncRef(view)
	C.PyStructSequence_SetItem(made, C.bb_data, view)
	return made
}

// owner is a new reference to what owns a buffer, or to None.
func owner(object *C.PyObject) *C.PyObject {
	if object == nil {
		return C.bb_none()
	}
	C.Py_IncRef(object)
	return object
}

// tuple makes a tuple of a number for each dimension, an empty one of no
// numbers.
func tuple(numbers *C.Py_ssize_t, ndim C.int) *C.PyObject {
	if numbers == nil {
		ndim = 0
	}
	made := C.PyTuple_New(C.Py_ssize_t(ndim))
	if made == nil {
		return nil
	}
	// Unsafe: a memoryview that is held keeps ndim numbers there, aligned, in C
	// memory; nobody writes to them.
	for i, number := range unsafe.Slice(numbers, int(ndim)) {
		value := C.PyLong_FromSsize_t(number)
		if value == nil {
			C.Py_DecRef(made)
			return nil
		}
		C.PyTuple_SetItem(made, C.Py_ssize_t(i), value) // steals it
	}
	return made
}
