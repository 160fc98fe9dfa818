//go:build cpython && cgo

#include "py_lease.h"

#include <stdlib.h>

typedef struct {
	bb_lease seen;    // first, so that both have one address
	PyObject *object; // borrowed
	PyObject *made;   // owned, or NULL
	Py_buffer buffer; // held while buffer.obj is set
} lease_t;

bb_lease *bb_lease_new(PyObject *object) {
	lease_t *l = calloc(1, sizeof *l);
	if (l == NULL) {
		return NULL;
	}
	l->object = object;
	return &l->seen;
}

void bb_lease_free(bb_lease *lease) { free(lease); }

static void show(bb_lease *lease, const void *data, Py_ssize_t size) {
	lease->data = (uintptr_t)data;
	lease->size = size;
}

int bb_lease_get(bb_lease *lease) { return bb_lease_ask(lease, PyBUF_SIMPLE); }

int bb_lease_ask(bb_lease *lease, int flags) {
	lease_t *l = (lease_t *)lease;
	if (PyObject_GetBuffer(l->object, &l->buffer, flags) != 0) {
		return -1;
	}
	show(lease, l->buffer.buf, l->buffer.len);
	return 0;
}

int bb_lease_next(bb_lease *lease) {
	bb_lease_let(lease);
	return bb_lease_get(lease);
}

int bb_lease_keep(bb_lease *lease, PyObject *made) {
	if (made == NULL) {
		return -1;
	}
	if (PyBytes_CheckExact(made)) {
		show(lease, PyBytes_AS_STRING(made), PyBytes_GET_SIZE(made));
	} else if (PyByteArray_CheckExact(made)) {
		show(lease, PyByteArray_AS_STRING(made), PyByteArray_GET_SIZE(made));
	} else if (PyUnicode_CheckExact(made)) {
		if (!PyUnicode_IS_COMPACT_ASCII(made)) { // it holds others than the bytes that it stands for
			Py_DECREF(made);
			PyErr_SetString(PyExc_ValueError, "the text is not ASCII");
			return -1;
		}
		show(lease, PyUnicode_1BYTE_DATA(made), PyUnicode_GET_LENGTH(made));
	} else {
		Py_buffer *buffer = bb_checked(made);
		if (buffer == NULL) {
			Py_DECREF(made);
			return -1;
		}
		show(lease, buffer->buf, buffer->len);
	}
	((lease_t *)lease)->made = made;
	return 0;
}

// call_tobytes returns view.tobytes(). The name is interned once, as it is in
// compiled Python code: a fresh string would miss the cache of methods.
static PyObject *call_tobytes(PyObject *view) {
	static PyObject *name; // kept for good; the GIL guards it
	if (name == NULL && (name = PyUnicode_InternFromString("tobytes")) == NULL) {
		return NULL;
	}
	return PyObject_CallMethodObjArgs(view, name, NULL);
}

int bb_lease_tobytes(bb_lease *lease) {
	PyObject *view = PyMemoryView_FromObject(((lease_t *)lease)->object);
	PyObject *bytes = view != NULL ? call_tobytes(view) : NULL;
	Py_XDECREF(view);
	return bb_lease_keep(lease, bytes);
}

int bb_lease_copy(bb_lease *lease) {
	if (bb_lease_get(lease) != 0) {
		return -1;
	}
	PyObject *bytes = PyBytes_FromStringAndSize((const char *)lease->data, lease->size);
	bb_lease_let(lease);
	return bb_lease_keep(lease, bytes);
}

Py_buffer *bb_checked(PyObject *object) {
	if (!PyMemoryView_Check(object)) {
		PyErr_Format(PyExc_TypeError, "a memoryview is wanted, not %.200s", Py_TYPE(object)->tp_name);
		return NULL;
	}
	PyMemoryViewObject *view = (PyMemoryViewObject *)object;
	if ((view->flags & _Py_MEMORYVIEW_RELEASED) || (view->mbuf->flags & _Py_MANAGED_BUFFER_RELEASED)) {
		PyErr_SetString(PyExc_ValueError, "the memoryview is released");
		return NULL;
	}
	if (!(view->flags & _Py_MEMORYVIEW_C)) {
		PyErr_SetString(PyExc_BufferError, "the memoryview is not contiguous");
		return NULL;
	}
	return PyMemoryView_GET_BUFFER(object);
}

int bb_lease_memoryview(bb_lease *lease) {
	return bb_lease_keep(lease, PyMemoryView_FromObject(((lease_t *)lease)->object));
}

void bb_lease_let(bb_lease *lease) {
	lease_t *l = (lease_t *)lease;
	PyBuffer_Release(&l->buffer);
	Py_CLEAR(l->made);
}
