//go:build cpython && cgo

#include "py_script.h"

PyObject *bb_py_namespace(void) {
	PyObject *names = PyDict_New();
	if (names != NULL && PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) != 0) {
		Py_CLEAR(names);
	}
	return names;
}

PyObject *bb_py_run(const char *code, int start, PyObject *names) {
	return PyRun_String(code, start, names, names);
}
