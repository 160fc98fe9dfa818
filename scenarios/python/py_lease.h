// The steps of an operation on a Python object's bytes, as few calls as a binding
// could make of them. Every caller holds the GIL; -1 leaves an exception
// pending and nothing held.
#ifndef BUFBENCH_PY_LEASE_H
#define BUFBENCH_PY_LEASE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// bb_lease is what Go sees of one hold on an object's bytes; the Py_buffer
// stands behind it, in C memory and never moved, because exporters point into
// it. The address is an integer so that cgo need not check what a lease points
// to: 5 ns a call, a fifth of an empty one.
typedef struct {
	uintptr_t data; // the first byte; of no meaning when nothing is held
	Py_ssize_t size;
} bb_lease;

// bb_lease_new returns an empty lease on object, or NULL without memory. The
// caller keeps the object alive until bb_lease_free, which wants the lease
// empty.
bb_lease *bb_lease_new(PyObject *object);
void bb_lease_free(bb_lease *lease);

// bb_lease_let gives back what the lease holds, whatever it is, and does nothing
// to an empty one.
void bb_lease_let(bb_lease *lease);

// bb_lease_get holds the object's own buffer, bb_lease_ask what it gives to flags
// other than PyBUF_SIMPLE. bb_lease_next gives back what is held, if anything, and
// holds the buffer anew.
int bb_lease_get(bb_lease *lease);
int bb_lease_ask(bb_lease *lease, int flags);
int bb_lease_next(bb_lease *lease);

// These hold a bytes object with a copy, or a memoryview.
int bb_lease_tobytes(bb_lease *lease);    // memoryview(object).tobytes()
int bb_lease_copy(bb_lease *lease);       // buffer, PyBytes_FromStringAndSize
int bb_lease_memoryview(bb_lease *lease); // memoryview(object), its buffer checked

// bb_lease_keep holds made, a bytes object, a bytearray, a str of ASCII or a
// memoryview whose bytes are contiguous, and takes the reference, in failure too.
// NULL is the failure of whatever was to make it.
int bb_lease_keep(bb_lease *lease, PyObject *made);

// bb_checked is PyMemoryView_GET_BUFFER with the checks that it lacks: NULL
// and an exception unless object is a memoryview that is not released and
// whose bytes are contiguous.
Py_buffer *bb_checked(PyObject *object);

#endif
