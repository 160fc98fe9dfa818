// The way into Python: taking its lock, the GIL, and giving it back.
#ifndef BUFBENCH_PY_ENTER_H
#define BUFBENCH_PY_ENTER_H

#include "py_hold.h"
#include "py_thread.h"

// What bb_py_enter says.
enum {
	BB_PY_TOOK,        // the thread has the GIL now
	BB_PY_HAD,         // it had the GIL already
	BB_PY_HAD_RAISING, // the same, and an exception waits until bb_py_leave
	BB_PY_CROWD        // it has not the GIL: too many others are in or wait
};

// bb_py_enter takes the GIL for the calling thread and returns what
// bb_py_leave needs, on the same thread, to give it back. Pairs may be nested.
// Releases that were queued are made.
//
// A thread that waits for the GIL is lost to Go as long as it waits. So one
// waits, and the next is sent back with BB_PY_CROWD; it comes again with
// admitted, one at a time, and then waits for room and for the GIL. A thread
// that is inside already, or is Python's own, is never sent back and never
// waits for room: others may wait for it.
int bb_py_enter(int admitted);
void bb_py_leave(int how);

// bb_py_in is bb_py_enter(0), without a call where that has nothing to do. bb_py_out is
// bb_py_leave, likewise.
static inline int bb_py_in(void) {
	if (bb_py_thread_calm() && atomic_load_explicit(&bb_py_hold_queue, memory_order_relaxed) == NULL &&
		atomic_load_explicit(&bb_py_ended, memory_order_relaxed) == NULL) {
		return BB_PY_HAD;
	}
	return bb_py_enter(0);
}

static inline void bb_py_out(int how) {
	if (how != BB_PY_HAD) {
		bb_py_leave(how);
	}
}

// bb_py_room is how many may be inside at one time, most of them in code that
// gave the GIL away: each keeps a thread, and Go ends a process that has 10,000.
// Tests change it.
extern int bb_py_room;

// bb_py_inside is how many are between the two; more than one while Python
// code gives the GIL away in between.
extern volatile int32_t bb_py_inside;

// bb_py_without says of the calling thread whether it lacks the GIL.
enum { BB_PY_WITH_GIL, BB_PY_NO_GIL, BB_PY_OTHER_HAS_GIL };
int bb_py_without(void);

#endif
