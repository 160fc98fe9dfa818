//go:build cpython && cgo

#include "py_numpy.h"

#include <string.h>

// An array as far as its dtype. numpy's headers, which are not needed to build this, have
// had these fields in all releases since 1.7. learn makes sure that it is so.
typedef struct {
	PyObject_HEAD
	void *data;
	int nd;
	void *dimensions, *strides, *base;
	PyObject *dtype;
} array_t;

// A dtype whose format is one letter.
typedef struct {
	PyObject *dtype; // kept for good, so that no other one gets its address
	char head[8];    // the kind, the byte order and more: dtypes can be changed
	char format[2];
	Py_ssize_t itemsize;
} known_t;

// What was learned; the GIL guards it.
enum { most_known = 32 };
static known_t known[most_known];
static int knowns;
PyTypeObject *bb_py_arrays; // its subclasses are asked each time

// head_of is the first fields of a dtype.
static const char *head_of(PyObject *dtype) { return (const char *)dtype + sizeof(PyObject) + sizeof(void *); }

static known_t *find(PyObject *dtype) {
	for (int i = 0; i < knowns; i++) {
		if (known[i].dtype == dtype && memcmp(known[i].head, head_of(dtype), sizeof known[i].head) == 0) {
			return &known[i];
		}
	}
	return NULL;
}

// is_array is whether object is an array whose dtype lies where array_t has it.
static int is_array(PyObject *object) {
	PyTypeObject *type = Py_TYPE(object);
	if ((bb_py_arrays != NULL && type != bb_py_arrays) || strcmp(type->tp_name, "numpy.ndarray") != 0 || type->tp_basicsize < (Py_ssize_t)sizeof(array_t)) {
		return 0;
	}
	PyObject *dtype = PyObject_GetAttrString(object, "dtype");
	if (dtype == NULL) {
		PyErr_Clear();
		return 0;
	}
	int is = dtype == ((array_t *)object)->dtype && Py_TYPE(dtype)->tp_basicsize >= (Py_ssize_t)(sizeof(PyObject) + sizeof(void *) + 8);
	Py_DECREF(dtype);
	return is;
}

// natural is whether all items lie at multiples of their size, a power of two. numpy writes
// another format for items that are not aligned.
static int natural(const Py_buffer *b) {
	uintptr_t at = (uintptr_t)b->buf;
	for (int i = 0; i < b->ndim && b->strides != NULL; i++) {
		at |= (uintptr_t)b->strides[i];
	}
	uintptr_t size = (uintptr_t)b->itemsize;
	return b->itemsize > 0 && (size & (size - 1)) == 0 && (at & (size - 1)) == 0;
}

// learn notes the format that object gave, if it is an array.
static void learn(PyObject *object, const Py_buffer *b) {
	if (knowns == most_known || b->format == NULL || strlen(b->format) != 1 || !natural(b) || !is_array(object)) {
		return;
	}
	if (bb_py_arrays == NULL) {
		bb_py_arrays = Py_TYPE(object);
		Py_INCREF(bb_py_arrays);
	}
	known_t *k = &known[knowns++];
	k->dtype = ((array_t *)object)->dtype;
	Py_INCREF(k->dtype);
	memcpy(k->head, head_of(k->dtype), sizeof k->head);
	k->itemsize = b->itemsize;
	k->format[0] = b->format[0];
}

// ask asks the object itself, and learns.
static int ask(PyObject *object, Py_buffer *buffer, int flags) {
	int failed = PyObject_GetBuffer(object, buffer, flags);
	if (!failed) {
		learn(object, buffer);
	}
	return failed;
}

int bb_py_get_array(PyObject *object, Py_buffer *buffer, int flags) {
	const int wanted = PyBUF_FORMAT | PyBUF_STRIDES;
	if (bb_py_arrays == NULL || (flags & wanted) != wanted) {
		return ask(object, buffer, flags);
	}
	known_t *k = find(((array_t *)object)->dtype);
	if (k == NULL) {
		return ask(object, buffer, flags);
	}
	if (PyObject_GetBuffer(object, buffer, flags & ~PyBUF_FORMAT) != 0) {
		return -1;
	}
	if (buffer->itemsize == k->itemsize && natural(buffer)) {
		buffer->format = k->format;
		return 0;
	}
	PyBuffer_Release(buffer);
	return PyObject_GetBuffer(object, buffer, flags);
}
