// The states that threads have in Python.
#ifndef BUFBENCH_PY_THREAD_H
#define BUFBENCH_PY_THREAD_H

#include "py_version.h"

// bb_py_thread_take takes the GIL with the calling thread's own state. The first
// call makes the state, and it is kept until the thread ends: a top-level
// PyGILState_Ensure makes and destroys one each time, five times as slow, on
// some threads and not on others.
void bb_py_thread_take(void);

// bb_py_thread_has_gil is PyGILState_Check, and faster on a thread whose state is kept.
int bb_py_thread_has_gil(void);

// bb_py_thread_calm says that the thread has the GIL and that no exception is pending.
// It says no of threads whose state is not kept.
int bb_py_thread_calm(void);

// bb_py_thread_adopt makes the current state the calling thread's own, for good:
// that of the thread on which Python was started. The caller has the GIL.
void bb_py_thread_adopt(void);

// bb_py_thread_is_pythons is whether the calling thread has a state that others
// made for it, as a thread of Python's module threading has.
int bb_py_thread_is_pythons(void);

// bb_py_thread_drain frees the states of threads that ended. Python code may
// run in it. The caller has the GIL.
void bb_py_thread_drain(void);

// bb_py_thread_count is how many states there are. The caller has the GIL.
int bb_py_thread_count(void);

#endif
