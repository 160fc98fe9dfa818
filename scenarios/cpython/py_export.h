// Go memory as a Python object that exports a buffer and counts who looks.
#ifndef BUFBENCH_PY_EXPORT_H
#define BUFBENCH_PY_EXPORT_H

#include "py_error.h"

// bb_py_layout is what a Py_buffer says of memory that Go has pinned. The
// address is an integer, which is how C may keep it.
typedef struct {
	uintptr_t start; // of item 0; any where there are no bytes
	Py_ssize_t size, itemsize;
	int readonly, indirect, ndim;
	char *format; // malloc'ed; the object's, once it is made
	Py_ssize_t shape[PyBUF_MAX_NDIM], strides[PyBUF_MAX_NDIM];
	Py_ssize_t suboffsets[PyBUF_MAX_NDIM]; // if indirect
} bb_py_layout;

// bb_py_export_new returns a new reference to an object that exports memory,
// or NULL with an exception, and then neither format nor go is its. When its
// last reference goes, it calls bbPyGone(go). The caller has the GIL, as with
// all of these.
PyObject *bb_py_export_new(const bb_py_layout *memory, uintptr_t go);

// bb_py_export_close refuses all further exports.
void bb_py_export_close(PyObject *export);

// bb_py_export_count is how many exports are open.
Py_ssize_t bb_py_export_count(PyObject *export);

#endif
