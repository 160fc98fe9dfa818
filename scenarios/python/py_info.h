// The steps of a life on what get_buffer_info returns of a memoryview. Every
// caller holds the GIL; -1 leaves an exception pending and nothing kept.
#ifndef BUFBENCH_PY_INFO_H
#define BUFBENCH_PY_INFO_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

// bb_info is what Go sees of an object that was returned. The address is an
// integer, as in a lease.
typedef struct {
	uintptr_t data; // the first byte; of no meaning when nothing is kept
	Py_ssize_t size;
} bb_info;

// bb_info_new returns an empty one for view, or NULL without memory. The caller
// keeps view alive until bb_info_free, which wants it empty.
bb_info *bb_info_new(PyObject *view);
void bb_info_free(bb_info *info);

// These keep an object with a copy of view's bytes until bb_info_drop.
int bb_info_text(bb_info *info);       // the article's, a str: the bytes are ASCII, or it fails
int bb_info_bytes(bb_info *info);      // the repaired one's, bytes
int bb_info_contiguous(bb_info *info); // bytes in C order, whatever view's strides, under an export
void bb_info_drop(bb_info *info);

#endif
