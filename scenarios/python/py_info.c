//go:build cpython && cgo

#include "py_info.h"

#include "py_article.h"

int bb_info_text(bb_lease *lease, PyObject *view) { return bb_lease_keep(lease, bb_article(view)); }

int bb_info_bytes(bb_lease *lease, PyObject *view) { return bb_lease_keep(lease, bb_repaired(view)); }

int bb_info_contiguous(bb_lease *lease, PyObject *view) {
	Py_buffer buffer;
	if (PyObject_GetBuffer(view, &buffer, PyBUF_FULL_RO) != 0) {
		return -1;
	}
	PyObject *made = PyBytes_FromStringAndSize(NULL, buffer.len);
	if (made != NULL && PyBuffer_ToContiguous(PyBytes_AS_STRING(made), &buffer, buffer.len, 'C') != 0) {
		Py_CLEAR(made);
	}
	PyBuffer_Release(&buffer);
	return bb_lease_keep(lease, made);
}
