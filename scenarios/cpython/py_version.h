// Python.h, of a Python that the bridge can use.
#ifndef BUFBENCH_PY_VERSION_H
#define BUFBENCH_PY_VERSION_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#if PY_VERSION_HEX < 0x03080000
#error "this Python is older than 3.8; name another one: BUFBENCH_PYTHON=/usr/bin/python3.11 ./scripts/run.sh"
#endif
#if SIZEOF_VOID_P != 8
#error "this Python has pointers of 32 bits; name one of 64: BUFBENCH_PYTHON=/usr/bin/python3.11 ./scripts/run.sh"
#endif
#ifdef Py_GIL_DISABLED
#error "this Python has no GIL; name one that has: BUFBENCH_PYTHON=/usr/bin/python3.13 ./scripts/run.sh"
#endif

#endif
