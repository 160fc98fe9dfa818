// Running Python code. Every caller holds the GIL; a failure leaves an
// exception pending.
#ifndef BUFBENCH_PY_SCRIPT_H
#define BUFBENCH_PY_SCRIPT_H

#include "py_object.h"

// bb_py_namespace returns a new dictionary with Python's builtins, or NULL.
PyObject *bb_py_namespace(void);

// bb_py_run runs code, of which start is Py_file_input or Py_eval_input, and
// returns a new reference to its value, or NULL.
PyObject *bb_py_run(const char *code, int start, PyObject *names);

#endif
