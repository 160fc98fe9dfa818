// Slices of Python objects, by slice objects that stand ready: what b[i:j] does
// without the loop of the interpreter around it. Every caller holds the GIL; -1
// leaves an exception pending and nothing held.
#ifndef BUFBENCH_PY_SLICE_H
#define BUFBENCH_PY_SLICE_H

#include "py_lease.h"

// These hold from[slice] and memoryview(from)[slice]. The memoryview in between
// is dropped at once: its slice keeps what it needs.
int bb_slice_take(bb_lease *lease, PyObject *from, PyObject *slice);
int bb_slice_view(bb_lease *lease, PyObject *from, PyObject *slice);

// bb_slice_assign is into[all] = from[slice], without holding anything.
int bb_slice_assign(PyObject *into, PyObject *all, PyObject *from, PyObject *slice);

#endif
