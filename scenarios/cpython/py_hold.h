// Holding an object's buffer. No caller needs the GIL: each of these takes it
// if its thread has it not, and bb_py_hold_release does without.
#ifndef BUFBENCH_PY_HOLD_H
#define BUFBENCH_PY_HOLD_H

#include "py_error.h"

#include <stdatomic.h>

// Why there is no buffer.
enum {
	BB_PY_RAISED = 1,     // Python's exception says it
	BB_PY_NO_BUFFER,      // the object does not export one
	BB_PY_NOT_MEMORYVIEW, // it should be one
	BB_PY_RELEASED,       // it is a released memoryview
	BB_PY_CROWDED         // the object was not asked: come again inside bb_py_enter
};

// bb_py_hold is one buffer that is held, or why it is not. It is never moved: exporters
// point into the Py_buffer, also from itself.
typedef struct bb_py_hold {
	const Py_buffer *buffer; // NULL: nothing is held
	size_t format;           // the length of its format, if it has one
	unsigned char letter;    // its format, if that is one letter
	unsigned char dense;     // its items lie side by side in C order; there are some
	unsigned char inside;    // the thread had the GIL before
	unsigned char ctypes;    // it is of records, and ctypes wrote their format
	int why;                 // then
	char *type;              // then: the type of the object, or NULL without memory
	bb_py_error raised;      // with BB_PY_RAISED

	Py_buffer own;
	struct bb_py_hold *next; // in the queue of releases
} bb_py_hold;

// bb_py_hold_get asks object for its buffer. It returns what
// bb_py_hold_release takes, or NULL without memory.
//
// Objects are integers here, so that cgo need not check what they point to: a few
// nanoseconds per call.
bb_py_hold *bb_py_hold_get(uintptr_t object, int flags);

// bb_py_hold_memoryview is PyMemoryView_GET_BUFFER done right: object must be
// a memoryview, neither it nor its managed buffer may be released, and it is
// exported once more so that nobody can release it.
bb_py_hold *bb_py_hold_memoryview(uintptr_t object);

// bb_py_hold_release gives back what is held, and hold itself: now if the
// thread has the GIL, else when a thread next enters: then bb_py_hold_queue is not NULL
// until then. It never waits.
void bb_py_hold_release(uintptr_t hold);

// bb_py_hold_let is bb_py_hold_release for a thread that has the GIL.
void bb_py_hold_let(uintptr_t hold);

// bb_py_hold_end is bb_py_hold_release for a thread that can wait: it takes the GIL,
// and the buffer is released when it returns 0. In a crowd it does nothing and returns
// 1: come again inside bb_py_enter.
int bb_py_hold_end(uintptr_t hold);

// bb_py_hold_queue is a stack that any thread pushes releases to, and that one takes whole.
extern _Atomic(bb_py_hold *) bb_py_hold_queue;

// bb_py_hold_drain releases what was queued. The caller has the GIL.
void bb_py_hold_drain(void);

// bb_py_hold_queued is how many wait.
int bb_py_hold_queued(void);

// bb_py_is_released tells of a memoryview whether it is released, by itself or
// with its managed buffer, which slices share. The caller has the GIL.
int bb_py_is_released(PyObject *view);

#endif
