//go:build cpython && cgo

#include "py_items.h"

#include <stdlib.h>

typedef struct {
	bb_items seen;    // first, so that both have one address
	PyObject *object; // borrowed
	Py_buffer buffer; // held while buffer.obj is set
} items_t;

bb_items *bb_items_new(PyObject *object) {
	items_t *i = calloc(1, sizeof *i);
	if (i == NULL) {
		return NULL;
	}
	i->object = object;
	return &i->seen;
}

void bb_items_free(bb_items *items) { free(items); }

int bb_items_get(bb_items *items) {
	items_t *i = (items_t *)items;
	Py_buffer *b = &i->buffer;
	// With the format, which whoever reads numbers must look at.
	if (PyObject_GetBuffer(i->object, b, PyBUF_RECORDS_RO) != 0) {
		return -1;
	}
	if (b->ndim != 1 || b->itemsize != 8 || b->shape[0] < 1 || b->strides[0] < 1) {
		PyErr_SetString(PyExc_BufferError, "a line of items of eight bytes is wanted, with a positive stride");
		PyBuffer_Release(b);
		return -1;
	}
	items->data = (uintptr_t)b->buf;
	items->count = b->shape[0];
	items->stride = b->strides[0];
	return 0;
}

void bb_items_release(bb_items *items) { PyBuffer_Release(&((items_t *)items)->buffer); }

int bb_items_copy(bb_items *items, void *to, Py_ssize_t size) {
	if (bb_items_get(items) != 0) {
		return -1;
	}
	int failed = PyBuffer_ToContiguous(to, &((items_t *)items)->buffer, size, 'C');
	bb_items_release(items);
	return failed;
}

int bb_items_contiguous(bb_lease *lease, PyObject *object) {
	return bb_lease_keep(lease, PyMemoryView_GetContiguous(object, PyBUF_READ, 'C'));
}
