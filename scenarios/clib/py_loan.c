//go:build clibs && cgo && cpython

#include "py_loan.h"

#include <stdlib.h>

typedef struct {
	bb_loan seen;     // first, so that both have one address
	PyObject *object; // borrowed
	Py_buffer buffer; // held while it is taken
} loan_t;

bb_loan *bb_loan_new(PyObject *object) {
	loan_t *l = calloc(1, sizeof *l);
	if (l == NULL) {
		return NULL;
	}
	l->object = object;
	return &l->seen;
}

void bb_loan_free(bb_loan *loan) { free(loan); }

int bb_loan_take(bb_loan *loan) {
	loan_t *l = (loan_t *)loan;
	if (PyObject_GetBuffer(l->object, &l->buffer, PyBUF_SIMPLE) != 0) {
		return -1;
	}
	loan->data = (uintptr_t)l->buffer.buf;
	loan->size = l->buffer.len;
	return 0;
}

void bb_loan_give_back(bb_loan *loan) { PyBuffer_Release(&((loan_t *)loan)->buffer); }
