//go:build cpython && cgo

#include "py_numbers.h"

#include <string.h>

// store writes the floats of a list or tuple to to, and drops it. NULL is the
// failure of whatever was to make it.
static int store(PyObject *made, double *to, Py_ssize_t count) {
	if (made == NULL) {
		return -1;
	}
	int failed = -1;
	if (!PyList_Check(made) && !PyTuple_Check(made)) {
		PyErr_Format(PyExc_TypeError, "a list or tuple is wanted, not %.200s", Py_TYPE(made)->tp_name);
	} else if (PySequence_Fast_GET_SIZE(made) != count) {
		PyErr_Format(PyExc_ValueError, "%zd numbers are wanted, not %zd", count, PySequence_Fast_GET_SIZE(made));
	} else {
		PyObject **numbers = PySequence_Fast_ITEMS(made);
		failed = 0;
		for (Py_ssize_t i = 0; i < count && !failed; i++) {
			to[i] = PyFloat_AsDouble(numbers[i]);
			failed = to[i] == -1 && PyErr_Occurred() ? -1 : 0;
		}
	}
	Py_DECREF(made);
	return failed;
}

int bb_numbers_list(PyObject *tolist, double *to, Py_ssize_t count) {
	return store(PyObject_CallObject(tolist, NULL), to, count);
}

int bb_numbers_unpack(PyObject *unpack, PyObject *from, PyObject *tobytes, double *to, Py_ssize_t count) {
	PyObject *bytes = tobytes != NULL ? PyObject_CallObject(tobytes, NULL) : from;
	PyObject *made = bytes != NULL ? PyObject_CallFunctionObjArgs(unpack, bytes, NULL) : NULL;
	if (tobytes != NULL) {
		Py_XDECREF(bytes);
	}
	return store(made, to, count);
}

int bb_numbers_contiguous(bb_lease *lease, PyObject *function, PyObject *object, PyObject *type) {
	PyObject *array = PyObject_CallFunctionObjArgs(function, object, type, NULL);
	PyObject *view = array != NULL ? PyMemoryView_FromObject(array) : NULL;
	Py_XDECREF(array); // the view keeps it
	return bb_lease_keep(lease, view);
}

bb_numbers_sum bb_numbers_items(PyObject *object, Py_ssize_t count, Py_ssize_t passes) {
	bb_numbers_sum sum = {0, 0};
	for (; passes > 0; passes--) {
		for (Py_ssize_t i = 0; i < count; i++) {
			PyObject *item = PySequence_GetItem(object, i);
			double number = item != NULL ? PyFloat_AsDouble(item) : -1;
			Py_XDECREF(item);
			if (number == -1 && PyErr_Occurred()) {
				sum.failed = -1;
				return sum;
			}
			uint64_t bits;
			memcpy(&bits, &number, sizeof bits);
			sum.bits += bits;
		}
	}
	return sum;
}
