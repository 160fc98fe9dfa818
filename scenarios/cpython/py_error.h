// The pending exception as text.
#ifndef BUFBENCH_PY_ERROR_H
#define BUFBENCH_PY_ERROR_H

#include "py_version.h"

typedef struct {
	char *type;    // to be freed; NULL when nothing was pending
	char *message; // to be freed
} bb_py_error;

// bb_py_raised takes the exception that is pending on this thread. The caller
// holds the GIL.
bb_py_error bb_py_raised(void);

// bb_py_aside is an exception that waits while other code runs.
typedef struct {
	PyObject *type, *value, *trace; // all NULL when nothing was pending
} bb_py_aside;

// bb_py_set_aside takes the pending exception, so that Python code may run.
// bb_py_put_back makes it pending again. The caller holds the GIL.
bb_py_aside bb_py_set_aside(void);
void bb_py_put_back(bb_py_aside aside);

#endif
