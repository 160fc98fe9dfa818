//go:build cpython && cgo

#include "py_object.h"

PyObject *bb_py_new_bytes(Py_ssize_t size) {
	// Without a text even a single byte is an object of its own, not the one
	// that all of Python shares.
	return PyBytes_FromStringAndSize(NULL, size);
}

PyObject *bb_py_new_bytearray(Py_ssize_t size) { return PyByteArray_FromStringAndSize(NULL, size); }

// call returns module.name(...) with arguments as PyObject_CallFunction has
// them.
static PyObject *call(const char *module, const char *name, PyObject *arguments) {
	PyObject *from = arguments != NULL ? PyImport_ImportModule(module) : NULL;
	PyObject *callee = from != NULL ? PyObject_GetAttrString(from, name) : NULL;
	PyObject *result = callee != NULL ? PyObject_CallObject(callee, arguments) : NULL;
	Py_XDECREF(callee);
	Py_XDECREF(from);
	Py_XDECREF(arguments);
	return result;
}

PyObject *bb_py_new_array(Py_ssize_t size) {
	// Note: typecode B, because sizes need not be multiples of a wider item.
	// Repeating one item is a memset of exactly size bytes.
	PyObject *one = call("array", "array", Py_BuildValue("(sy#)", "B", "", (Py_ssize_t)1));
	PyObject *array = one != NULL ? PySequence_Repeat(one, size) : NULL;
	Py_XDECREF(one);
	return array;
}

PyObject *bb_py_new_numpy(Py_ssize_t size) { return call("numpy", "empty", Py_BuildValue("(ns)", size, "u1")); }

PyObject *bb_py_new_memoryview(Py_ssize_t size) {
	PyObject *owner = bb_py_new_bytearray(size);
	PyObject *view = owner != NULL ? PyMemoryView_FromObject(owner) : NULL;
	Py_XDECREF(owner); // the view keeps it
	return view;
}

int bb_py_memory(PyObject *object, bb_py_span *span) {
	if (PyBytes_CheckExact(object)) {
		span->data = PyBytes_AS_STRING(object);
		span->size = PyBytes_GET_SIZE(object);
		return 0;
	}
	Py_buffer buffer;
	if (PyObject_GetBuffer(object, &buffer, PyBUF_WRITABLE) != 0) {
		return -1;
	}
	span->data = buffer.buf;
	span->size = buffer.len;
	PyBuffer_Release(&buffer);
	return 0;
}

int bb_py_poke(PyObject *object, Py_ssize_t i, unsigned char x) {
	bb_py_span span;
	if (bb_py_memory(object, &span) != 0) {
		return -1;
	}
	if (i < 0 || i >= span.size) {
		PyErr_Format(PyExc_IndexError, "byte %zd of an object of %zd bytes", i, span.size);
		return -1;
	}
	((unsigned char *)span.data)[i] ^= x;
	return 0;
}

const char *bb_py_type_name(PyObject *object) { return Py_TYPE(object)->tp_name; }

Py_ssize_t bb_py_references(PyObject *object) { return Py_REFCNT(object); }

void bb_py_decref(PyObject *object) { Py_DECREF(object); }
