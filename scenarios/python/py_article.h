// What the article on PyMemoryView_GET_BUFFER has as its example, get_buffer_info,
// in words of ours: twice as it stands there and once with the least of repairs.
// The arms of GetBufferInfo call them, and scripts/article makes a module of
// them. Every caller holds the GIL; NULL leaves an exception pending. None of
// them is what to write: that is the module buffer_example.
//
// It includes Python.h but defines no PY_SSIZE_T_CLEAN: that is a difference
// between the two.
#ifndef BUFBENCH_PY_ARTICLE_H
#define BUFBENCH_PY_ARTICLE_H

#include <Python.h>

// bb_article_printed is compiled as printed, bb_article with PY_SSIZE_T_CLEAN.
// Both trust that object is a memoryview, not released, contiguous and of UTF-8
// text. Of anything else they return garbage, or end the process.
PyObject *bb_article_printed(PyObject *object);
PyObject *bb_article(PyObject *object);

// bb_repaired raises a ValueError unless object is a memoryview that is not
// released, and returns bytes. Of a view with steps it still returns the wrong
// ones.
PyObject *bb_repaired(PyObject *object);

#endif
