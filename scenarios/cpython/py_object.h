// Objects that Go makes, fills and changes. Every caller holds the GIL; a
// failure leaves an exception pending.
#ifndef BUFBENCH_PY_OBJECT_H
#define BUFBENCH_PY_OBJECT_H

#include "py_version.h"

// New references to objects of size bytes of any content, or NULL.
PyObject *bb_py_new_bytes(Py_ssize_t size);
PyObject *bb_py_new_bytearray(Py_ssize_t size);
PyObject *bb_py_new_array(Py_ssize_t size);
PyObject *bb_py_new_numpy(Py_ssize_t size);
PyObject *bb_py_new_memoryview(Py_ssize_t size);

typedef struct {
	void *data;
	Py_ssize_t size;
} bb_py_span;

// bb_py_memory finds where object keeps its bytes. It returns -1 when the
// object neither is a bytes object nor exports a writable contiguous buffer.
int bb_py_memory(PyObject *object, bb_py_span *span);

// bb_py_poke changes byte i of object to its exclusive or with x.
int bb_py_poke(PyObject *object, Py_ssize_t i, unsigned char x);

// bb_py_type_name is the name of the object's type; it belongs to Python.
const char *bb_py_type_name(PyObject *object);

Py_ssize_t bb_py_references(PyObject *object);
void bb_py_decref(PyObject *object);

#endif
