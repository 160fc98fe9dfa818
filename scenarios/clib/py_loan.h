//go:build clibs && cgo && cpython

// Borrowing the bytes of a Python object. Every caller holds the GIL.
#ifndef BUFBENCH_PY_LOAN_H
#define BUFBENCH_PY_LOAN_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// bb_loan is what Go sees of a loan; the Py_buffer stands behind it, in C
// memory and never moved. The address is an integer so that cgo need not check
// what a loan points to.
typedef struct {
	uintptr_t data; // the first byte, while it is taken
	Py_ssize_t size;
} bb_loan;

// bb_loan_new returns a loan on object, not taken, or NULL without memory. The
// caller keeps the object alive until bb_loan_free, which wants it not taken.
bb_loan *bb_loan_new(PyObject *object);
void bb_loan_free(bb_loan *loan);

// bb_loan_take gets the object's buffer; -1 leaves an exception pending and
// nothing taken. bb_loan_give_back releases it.
int bb_loan_take(bb_loan *loan);
void bb_loan_give_back(bb_loan *loan);

#endif
