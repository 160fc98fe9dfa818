// Numbers of a Python object as objects of their own: Python's floats. Every
// caller holds the GIL; a failure leaves an exception pending.
#ifndef BUFBENCH_PY_NUMBERS_H
#define BUFBENCH_PY_NUMBERS_H

#include "py_lease.h"

// bb_numbers_list calls tolist, a bound method, and writes the count floats of
// the list to to. -1 is failure.
int bb_numbers_list(PyObject *tolist, double *to, Py_ssize_t count);

// bb_numbers_unpack does the same with unpack, that of a struct.Struct, of what
// from exports; where tobytes, a bound method, is given, of what it returns.
int bb_numbers_unpack(PyObject *unpack, PyObject *from, PyObject *tobytes, double *to, Py_ssize_t count);

// bb_numbers_contiguous holds function(object, type), which is numpy's
// ascontiguousarray. -1 is failure.
int bb_numbers_contiguous(bb_lease *lease, PyObject *function, PyObject *object, PyObject *type);

typedef struct {
	uint64_t bits; // of all floats, added up
	int failed;
} bb_numbers_sum;

// bb_numbers_items takes item after item of object, passes times.
bb_numbers_sum bb_numbers_items(PyObject *object, Py_ssize_t count, Py_ssize_t passes);

#endif
