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

#endif
