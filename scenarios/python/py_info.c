//go:build cpython && cgo

#include "py_info.h"

#include <stdlib.h>

#include "py_article.h"

typedef struct {
	bb_info seen;   // first, so that both have one address
	PyObject *view; // borrowed
	PyObject *made; // owned, or NULL
} info_t;

bb_info *bb_info_new(PyObject *view) {
	info_t *i = calloc(1, sizeof *i);
	if (i == NULL) {
		return NULL;
	}
	i->view = view;
	return &i->seen;
}

void bb_info_free(bb_info *info) { free(info); }

// keep_bytes keeps made, a bytes object, unless it is NULL.
static int keep_bytes(bb_info *info, PyObject *made) {
	if (made == NULL) {
		return -1;
	}
	((info_t *)info)->made = made;
	info->data = (uintptr_t)PyBytes_AS_STRING(made);
	info->size = PyBytes_GET_SIZE(made);
	return 0;
}

int bb_info_text(bb_info *info) {
	PyObject *made = bb_article(((info_t *)info)->view);
	if (made == NULL) {
		return -1;
	}
	if (!PyUnicode_IS_COMPACT_ASCII(made)) { // it holds other bytes than the view, or as many more
		Py_DECREF(made);
		PyErr_SetString(PyExc_ValueError, "the text is not ASCII");
		return -1;
	}
	((info_t *)info)->made = made;
	info->data = (uintptr_t)PyUnicode_1BYTE_DATA(made);
	info->size = PyUnicode_GET_LENGTH(made);
	return 0;
}

int bb_info_bytes(bb_info *info) { return keep_bytes(info, bb_repaired(((info_t *)info)->view)); }

int bb_info_contiguous(bb_info *info) {
	Py_buffer buffer;
	if (PyObject_GetBuffer(((info_t *)info)->view, &buffer, PyBUF_FULL_RO) != 0) {
		return -1;
	}
	PyObject *made = PyBytes_FromStringAndSize(NULL, buffer.len);
	if (made != NULL && PyBuffer_ToContiguous(PyBytes_AS_STRING(made), &buffer, buffer.len, 'C') != 0) {
		Py_CLEAR(made);
	}
	PyBuffer_Release(&buffer);
	return keep_bytes(info, made);
}

void bb_info_drop(bb_info *info) { Py_CLEAR(((info_t *)info)->made); }
