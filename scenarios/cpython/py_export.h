// Go memory as a Python object that exports a buffer and counts who looks.
#ifndef BUFBENCH_PY_EXPORT_H
#define BUFBENCH_PY_EXPORT_H

#include "py_error.h"

// bb_py_lent is what a Py_buffer says of memory that Go has pinned, without its
// dimensions. The address is an integer, which is how C may keep it.
typedef struct {
	uintptr_t start; // of item 0; any where there are no bytes
	Py_ssize_t size, itemsize;
	int readonly, indirect, ndim;
} bb_py_lent;

// bb_py_export_new returns a new reference to an object that exports memory. dims has
// three numbers per dimension: items, stride, suboffset. Both dims and format, of length
// bytes, are copied. When the last reference goes, it calls bbPyGone(go). It takes the GIL.
// NULL means a crowd, or an exception if the thread had the GIL already.
PyObject *bb_py_export_new(bb_py_lent memory, const Py_ssize_t *dims, const char *format, size_t length, uintptr_t go);

// bb_py_left is who else has an export: references of other owners, and buffers.
typedef struct {
	Py_ssize_t references, exports;
} bb_py_left;

// bb_py_export_end refuses all further exports and gives back the caller's reference. If
// nobody else has one, the object is gone and bbPyGone is not called. It takes the GIL;
// in a crowd it does nothing and says -1 references: come again inside bb_py_enter.
bb_py_left bb_py_export_end(uintptr_t export);

// bb_py_export_count is how many exports are open. The caller has the GIL.
Py_ssize_t bb_py_export_count(PyObject *export);

#endif
