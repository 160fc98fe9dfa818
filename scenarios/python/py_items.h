// Items of eight bytes in a one-dimensional Python object, side by side or with
// a stride. Every caller holds the GIL; -1 leaves an exception pending and
// nothing held.
#ifndef BUFBENCH_PY_ITEMS_H
#define BUFBENCH_PY_ITEMS_H

#include "py_lease.h"

// bb_items is what Go sees of one hold on an object's items; the Py_buffer
// stands behind it, as behind a bb_lease.
typedef struct {
	uintptr_t data;    // the first item; of no meaning when nothing is held
	Py_ssize_t count;  // at least one
	Py_ssize_t stride; // bytes from an item to the next, at least one
} bb_items;

// bb_items_new returns an empty hold on object, or NULL without memory. The
// caller keeps the object alive until bb_items_free, which wants it empty.
bb_items *bb_items_new(PyObject *object);
void bb_items_free(bb_items *items);

// bb_items_get holds the object's own buffer, whatever its stride, and refuses
// what is not a line of items of eight bytes. bb_items_release gives it back.
int bb_items_get(bb_items *items);
void bb_items_release(bb_items *items);

// bb_items_copy gets the buffer, has Python write its items side by side to size
// bytes at to, and releases it.
int bb_items_copy(bb_items *items, void *to, Py_ssize_t size);

// bb_items_contiguous holds PyMemoryView_GetContiguous(object): a view of the
// object where its items lie side by side, a copy of them where they do not.
int bb_items_contiguous(bb_lease *lease, PyObject *object);

#endif
