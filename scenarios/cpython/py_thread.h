// The states that threads have in Python.
#ifndef BUFBENCH_PY_THREAD_H
#define BUFBENCH_PY_THREAD_H

#include "py_version.h"

#include <stdatomic.h>

// bb_py_owned is a state that belongs to one thread, and to bb_py_thread_drain when that
// ended.
typedef struct bb_py_owned {
	PyThreadState *state;
	struct bb_py_owned *next; // in the queue
} bb_py_owned;

extern __thread bb_py_owned *bb_py_own;       // NULL before the first bb_py_thread_take
extern _Atomic(bb_py_owned *) bb_py_ended;    // a stack that threads push to at their end

// bb_py_current is the state that has the GIL, or NULL.
static inline PyThreadState *bb_py_current(void) {
#if PY_VERSION_HEX >= 0x030d0000
	return PyThreadState_GetUnchecked();
#else
	return _PyThreadState_UncheckedGet();
#endif
}

// bb_py_thread_take takes the GIL with the calling thread's own state. The first
// call makes the state, and it is kept until the thread ends: a top-level
// PyGILState_Ensure makes and destroys one each time, five times as slow, on
// some threads and not on others.
void bb_py_thread_take(void);

// bb_py_thread_has_gil is PyGILState_Check, and faster on a thread whose state is kept.
int bb_py_thread_has_gil(void);

// bb_py_thread_calm says that the thread has the GIL and that no exception is pending.
// It says no of threads whose state is not kept. It is inlined, like what it needs: calls
// cost as much as all else that getting a small buffer does beside Python.
static inline int bb_py_thread_calm(void) {
	PyThreadState *state = bb_py_current();
	if (bb_py_own == NULL || bb_py_own->state != state) {
		return 0;
	}
#if PY_VERSION_HEX >= 0x030c0000
	return state->current_exception == NULL;
#else
	return state->curexc_type == NULL;
#endif
}

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
