// What get_buffer_info returns of a memoryview, as the article has it and in two
// better ways. Every caller holds the GIL; -1 leaves an exception pending and
// nothing held.
#ifndef BUFBENCH_PY_INFO_H
#define BUFBENCH_PY_INFO_H

#include "py_lease.h"

// These hold an object with a copy of view's bytes.
int bb_info_text(bb_lease *lease, PyObject *view);       // the article's, a str: the bytes are ASCII, or it fails
int bb_info_bytes(bb_lease *lease, PyObject *view);      // the repaired one's, bytes
int bb_info_contiguous(bb_lease *lease, PyObject *view); // bytes in C order, whatever view's strides, under an export

#endif
