// The formats of numpy's arrays, without asking numpy to write them anew each time.
#ifndef BUFBENCH_PY_NUMPY_H
#define BUFBENCH_PY_NUMPY_H

#include "py_version.h"

// bb_py_arrays is numpy.ndarray, once there was one; kept for good. The GIL guards it.
extern PyTypeObject *bb_py_arrays;

// bb_py_get_array is bb_py_get_buffer of what may be an array.
int bb_py_get_array(PyObject *object, Py_buffer *buffer, int flags);

// bb_py_get_buffer is PyObject_GetBuffer. Of an array whose dtype was seen before it asks
// for no format, and fills in the one that numpy gave then: numpy spends a third of an
// export on writing it. The caller has the GIL.
static inline int bb_py_get_buffer(PyObject *object, Py_buffer *buffer, int flags) {
	if (bb_py_arrays != NULL ? Py_TYPE(object) == bb_py_arrays : Py_TYPE(object)->tp_name[0] == 'n') {
		return bb_py_get_array(object, buffer, flags);
	}
	return PyObject_GetBuffer(object, buffer, flags);
}

#endif
