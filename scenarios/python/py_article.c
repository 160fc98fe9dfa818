//go:build cpython && cgo

#define PY_SSIZE_T_CLEAN
#include "py_article_answer.h"

PyObject *bb_article(PyObject *object) { return answer(object); }

// released is whether view, or the buffer that it shares, is released.
static int released(PyMemoryViewObject *view) {
	return (view->flags & _Py_MEMORYVIEW_RELEASED) || (view->mbuf->flags & _Py_MANAGED_BUFFER_RELEASED);
}

PyObject *bb_repaired(PyObject *object) {
	if (!PyMemoryView_Check(object)) {
		PyErr_SetString(PyExc_ValueError, "Object does not support buffer interface");
		return NULL;
	}
	if (released((PyMemoryViewObject *)object)) {
		PyErr_SetString(PyExc_ValueError, "the memoryview is released");
		return NULL;
	}
	Py_buffer *buffer = PyMemoryView_GET_BUFFER(object);
	return Py_BuildValue("y#", buffer->buf, buffer->len);
}
