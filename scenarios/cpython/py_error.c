//go:build cpython && cgo

#include "py_error.h"

#include <stdlib.h>
#include <string.h>

// pending takes the exception: a reference of the caller's, or NULL.
static PyObject *pending(void) {
#if PY_VERSION_HEX >= 0x030c0000
	return PyErr_GetRaisedException();
#else
	PyObject *type, *value, *trace;
	PyErr_Fetch(&type, &value, &trace);
	PyErr_NormalizeException(&type, &value, &trace);
	Py_XDECREF(type);
	Py_XDECREF(trace);
	return value;
#endif
}

// message returns str(value) in UTF-8, whatever surrogates it holds; it leaves
// no exception of its own.
static char *message(PyObject *value) {
	PyObject *text = PyObject_Str(value);
	PyObject *coded = text != NULL ? PyUnicode_AsEncodedString(text, "utf-8", "backslashreplace") : NULL;
	const char *said = coded != NULL ? PyBytes_AS_STRING(coded) : "";
	size_t size = coded != NULL ? (size_t)PyBytes_GET_SIZE(coded) : 0;
	char *out = malloc(size + 1);
	if (out != NULL) {
		memcpy(out, said, size + 1); // both end with 0
		for (char *nul = out; (nul = memchr(nul, 0, (size_t)(out + size - nul))) != NULL;) {
			*nul = '?';
		}
	}
	Py_XDECREF(coded);
	Py_XDECREF(text);
	PyErr_Clear();
	return out;
}

bb_py_error bb_py_raised(void) {
	bb_py_error e = {NULL, NULL};
	PyObject *value = pending();
	if (value != NULL) {
		e.type = strdup(Py_TYPE(value)->tp_name);
		e.message = message(value);
		Py_DECREF(value);
	}
	return e;
}

bb_py_aside bb_py_set_aside(void) {
	bb_py_aside aside = {NULL, NULL, NULL};
#if PY_VERSION_HEX >= 0x030c0000
	aside.value = PyErr_GetRaisedException();
#else
	PyErr_Fetch(&aside.type, &aside.value, &aside.trace);
#endif
	return aside;
}

void bb_py_put_back(bb_py_aside aside) {
#if PY_VERSION_HEX >= 0x030c0000
	PyErr_SetRaisedException(aside.value);
#else
	PyErr_Restore(aside.type, aside.value, aside.trace);
#endif
}
