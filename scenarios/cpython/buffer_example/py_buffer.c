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

// starting copies the first bytes of view to start, at most so many, and returns
// how many they are.
static Py_ssize_t starting(Py_buffer *view, char *start, Py_ssize_t most) {
	Py_ssize_t index[PyBUF_MAX_NDIM] = {0};
	Py_ssize_t size = 0;
	int d = 0;
	while (d >= 0 && size < most && size < view->len) {
		Py_ssize_t n = view->itemsize < most - size ? view->itemsize : most - size;
		memcpy(start + size, PyBuffer_GetPointer(view, index), n);
		size += n;
		for (d = view->ndim - 1; d >= 0 && ++index[d] == view->shape[d]; d--) {
			index[d] = 0;
		}
	}
	return size;
}

PyObject *bb_start(PyObject *data) {
	char start[16];
	Py_buffer *held = bb_hold(data);
	if (held == NULL) {
		PyErr_Clear(); // a repr is had of a released one too
		return PyUnicode_FromString("<released>");
	}
	Py_ssize_t size = starting(held, start, sizeof start);
	const char *more = size < held->len ? "..." : "";
	bb_let(held);
	PyObject *bytes = PyBytes_FromStringAndSize(start, size);
	PyObject *text = bytes != NULL ? PyUnicode_FromFormat("%R%s", bytes, more) : NULL;
	Py_XDECREF(bytes);
	return text;
}

int bb_exports(PyObject *object) { return PyObject_CheckBuffer(object); }

#if PY_VERSION_HEX >= 0x030c0000
// An older Python lacks this function. It is weak so that such a Python loads the module
// far enough for that to say which version it is for.
#pragma weak PyErr_GetRaisedException
#endif

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
