// Handing bytes that are not Python's to Python. Every caller holds the GIL; -1
// leaves an exception pending and nothing held.
#ifndef BUFBENCH_PY_EXCHANGE_H
#define BUFBENCH_PY_EXCHANGE_H

#include "py_lease.h"

// These hold a bytes object and a bytearray with a copy of size bytes at data.
int bb_exchange_bytes(bb_lease *lease, const void *data, Py_ssize_t size);
int bb_exchange_bytearray(bb_lease *lease, const void *data, Py_ssize_t size);

// bb_exchange_memory holds PyMemoryView_FromMemory(data), read-only. It refers to
// nothing that keeps the bytes: the caller does, until the lease is dropped and
// nobody else has the memoryview.
int bb_exchange_memory(bb_lease *lease, const void *data, Py_ssize_t size);

// bb_exchange_exported holds memoryview(object).
int bb_exchange_exported(bb_lease *lease, PyObject *object);

#endif
