// The article's answer, of which two sources make a function each, because
// Python.h is included once in a source, with PY_SSIZE_T_CLEAN or without it.
#include "py_article.h"

static PyObject *answer(PyObject *object) {
	Py_buffer *buffer = PyMemoryView_GET_BUFFER(object); // an address within object, whatever it is
	if (buffer == NULL) {                                // so this is never true
		PyErr_SetString(PyExc_ValueError, "Object does not support buffer interface");
		return NULL;
	}
	return Py_BuildValue("s#", buffer->buf, buffer->len);
}
