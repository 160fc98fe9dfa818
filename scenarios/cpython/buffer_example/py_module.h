// What Python wants as C data, and what its API has as macros only. Every caller
// holds the GIL; a failure leaves an exception pending.
#ifndef BUFBENCH_PY_MODULE_H
#define BUFBENCH_PY_MODULE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// bb_state is what one interpreter's module keeps.
typedef struct {
	PyTypeObject *info; // the type buffer_info, owned; NULL before execution
} bb_state;

// The fields of buffer_info. Those up to bb_data are its items.
enum {
	bb_buf,
	bb_obj,
	bb_len,
	bb_itemsize,
	bb_readonly,
	bb_ndim,
	bb_format,
	bb_shape,
	bb_strides,
	bb_suboffsets,
	bb_data,
};

extern PyStructSequence_Desc bb_info; // in C memory, for good, as Python wants it

// bb_buffer is PyMemoryView_GET_BUFFER, which trusts its caller that view is a
// memoryview and that nothing releases it: so hold it.
Py_buffer *bb_buffer(PyObject *view);

// bb_hold exports view, so that whatever Python code runs meanwhile cannot
// release it, and returns what bb_let needs; or NULL.
Py_buffer *bb_hold(PyObject *view);
void bb_let(Py_buffer *held);

// bb_exports is whether object's type has a buffer at all.
int bb_exports(PyObject *object);

// bb_because raises error, and the exception that is pending becomes its cause.
void bb_because(PyObject *error, const char *message);

// bb_start returns a text of the first bytes of data, in C order.
PyObject *bb_start(PyObject *data);

// bb_short gives type, which is buffer_info, a short __repr__. It returns -1 for
// an exception.
int bb_short(PyTypeObject *type);

// bb_none is a new reference to None.
PyObject *bb_none(void);

#endif
