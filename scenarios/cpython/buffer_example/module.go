//go:build cpython && cgo

package main

/*
#cgo pkg-config: python3
#cgo linux LDFLAGS: -Wl,--unresolved-symbols=ignore-all
#cgo darwin LDFLAGS: -Wl,-undefined,dynamic_lookup
#include <stdlib.h>
#include "py_module.h"
*/
import "C"

import "unsafe"

// bufferExampleExecute fills a fresh module. It returns -1 with an exception
// pending, or 0.
//
//export bufferExampleExecute
func bufferExampleExecute(module *C.PyObject, state *C.bb_state) C.int {
	state.info = C.PyStructSequence_NewType(&C.bb_info)
	if state.info == nil || C.bb_short(state.info) != 0 {
		return -1
	}
	name := C.CString("buffer_info")
	defer C.free(unsafe.Pointer(name))
	// Unsafe: a PyTypeObject begins with the PyObject that it is.
	return C.PyObject_SetAttrString(module, name, (*C.PyObject)(unsafe.Pointer(state.info)))
}

// bufferExampleInfo returns a new buffer_info of object, or nil with an
// exception pending.
//
//export bufferExampleInfo
func bufferExampleInfo(state *C.bb_state, object *C.PyObject) *C.PyObject {
	// A memoryview of its own, on a memoryview too. The two share the owner's export,
	// and this one stays valid when the other is released.
	view := C.PyMemoryView_FromObject(object)
	if view == nil {
		if C.bb_exports(object) == 0 {
			because(C.PyExc_ValueError, "Object does not support buffer interface")
		}
		return nil
	}
	defer C.Py_DecRef(view)
	held := C.bb_hold(view)
	if held == nil {
		return nil
	}
	defer C.bb_let(held)
	return info(state.info, view)
}

// because raises kind over the pending exception and keeps that as the cause.
func because(kind *C.PyObject, message string) {
	text := C.CString(message)
	defer C.free(unsafe.Pointer(text))
	C.bb_because(kind, text)
}
