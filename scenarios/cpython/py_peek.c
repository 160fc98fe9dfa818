//go:build cpython && cgo

#include "py_peek.h"

#include "py_hold.h"
#include "py_thread.h"

const Py_buffer *bb_py_peek(uintptr_t object) {
	PyObject *o = (PyObject *)object;
	if (o == NULL || !bb_py_thread_has_gil() || !PyMemoryView_Check(o) || bb_py_is_released(o) ||
	    !(((PyMemoryViewObject *)o)->flags & _Py_MEMORYVIEW_C)) {
		return NULL;
	}
	return PyMemoryView_GET_BUFFER(o);
}

void bb_py_nothing(void) {}
