//go:build cpython && cgo

#include "py_exchange.h"

int bb_exchange_bytes(bb_lease *lease, const void *data, Py_ssize_t size) {
	return bb_lease_keep(lease, PyBytes_FromStringAndSize(data, size));
}

int bb_exchange_bytearray(bb_lease *lease, const void *data, Py_ssize_t size) {
	return bb_lease_keep(lease, PyByteArray_FromStringAndSize(data, size));
}

int bb_exchange_memory(bb_lease *lease, const void *data, Py_ssize_t size) {
	// Python writes to no memoryview that is made with PyBUF_READ.
	return bb_lease_keep(lease, PyMemoryView_FromMemory((char *)data, size, PyBUF_READ));
}

int bb_exchange_exported(bb_lease *lease, PyObject *object) {
	return bb_lease_keep(lease, PyMemoryView_FromObject(object));
}
