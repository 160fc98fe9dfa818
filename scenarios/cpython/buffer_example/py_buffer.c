//go:build cpython && cgo

#include "py_module.h"

Py_buffer *bb_buffer(PyObject *view) { return PyMemoryView_GET_BUFFER(view); }

Py_buffer *bb_hold(PyObject *view) {
	// In C memory: exporters may point from a Py_buffer into itself.
	Py_buffer *held = PyMem_Malloc(sizeof *held);
	if (held == NULL) {
		PyErr_NoMemory();
	} else if (PyObject_GetBuffer(view, held, PyBUF_FULL_RO) != 0) {
		PyMem_Free(held);
		held = NULL;
	}
	return held;
}

void bb_let(Py_buffer *held) {
	PyBuffer_Release(held);
	PyMem_Free(held);
}

int bb_exports(PyObject *object) { return PyObject_CheckBuffer(object); }

// pending takes the exception: a reference of the caller's.
static PyObject *pending(void) {
#if PY_VERSION_HEX >= 0x030c0000
	return PyErr_GetRaisedException();
#else
	PyObject *type, *value, *trace;
	PyErr_Fetch(&type, &value, &trace);
	PyErr_NormalizeException(&type, &value, &trace);
	Py_XDECREF(type);
	Py_XDECREF(trace);
	return value;
#endif
}

void bb_because(PyObject *error, const char *message) {
	PyObject *cause = pending();
	PyErr_SetString(error, message);
	PyObject *raised = pending();
	PyException_SetCause(raised, cause); // steals it
	PyErr_SetObject((PyObject *)Py_TYPE(raised), raised);
	Py_DECREF(raised);
}

PyObject *bb_none(void) {
	Py_INCREF(Py_None);
	return Py_None;
}
