// PyMemoryView_GET_BUFFER with the checks that it lacks.
#ifndef BUFBENCH_PY_PEEK_H
#define BUFBENCH_PY_PEEK_H

#include "py_enter.h"

// bb_py_peek returns the buffer of the PyObject at the address, or NULL unless
// the thread has the GIL and the object is a memoryview that is not released
// and whose bytes are C-contiguous. The address is an integer so that cgo need
// not look up what it points to.
const Py_buffer *bb_py_peek(uintptr_t object);

// bb_py_nothing does nothing: what a call alone costs.
void bb_py_nothing(void);

#endif
