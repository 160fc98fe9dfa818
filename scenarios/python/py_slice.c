//go:build cpython && cgo

#include "py_slice.h"

int bb_slice_take(bb_lease *lease, PyObject *from, PyObject *slice) {
	return bb_lease_keep(lease, PyObject_GetItem(from, slice));
}

int bb_slice_view(bb_lease *lease, PyObject *from, PyObject *slice) {
	PyObject *view = PyMemoryView_FromObject(from);
	PyObject *part = view != NULL ? PyObject_GetItem(view, slice) : NULL;
	Py_XDECREF(view);
	return bb_lease_keep(lease, part);
}

int bb_slice_assign(PyObject *into, PyObject *all, PyObject *from, PyObject *slice) {
	PyObject *part = PyObject_GetItem(from, slice);
	int failed = part != NULL ? PyObject_SetItem(into, all, part) : -1;
	Py_XDECREF(part);
	return failed;
}
