//go:build cpython && cgo

#include "py_hold.h"

#include "py_enter.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

int bb_py_is_released(PyObject *view) {
	const PyMemoryViewObject *v = (const PyMemoryViewObject *)view;
	return (v->flags & _Py_MEMORYVIEW_RELEASED) || (v->mbuf->flags & _Py_MANAGED_BUFFER_RELEASED);
}

// fail says in hold why object gave no buffer.
static void fail(bb_py_hold *hold, PyObject *object, int why) {
	hold->why = why;
	hold->type = strdup(Py_TYPE(object)->tp_name);
	if (why == BB_PY_RAISED) {
		hold->raised = bb_py_raised();
	}
}

// is_ctypes is whether the exporter is of ctypes. Its records lack the padding
// between members in their text, up to 3.11, as well as that at the end.
static int is_ctypes(PyObject *exporter) {
	while (exporter != NULL && PyMemoryView_Check(exporter)) {
		exporter = PyMemoryView_GET_BUFFER(exporter)->obj;
	}
	PyTypeObject *type = exporter != NULL ? Py_TYPE(exporter) : NULL;
	while (type != NULL && strcmp(type->tp_name, "_ctypes._CData") != 0) {
		type = type->tp_base;
	}
	return type != NULL;
}

// took notes that hold holds buffer.
static void took(bb_py_hold *hold, const Py_buffer *buffer) {
	hold->buffer = buffer;
	hold->ctypes = buffer->format != NULL && strchr(buffer->format, '{') != NULL && is_ctypes(hold->own.obj);
}

// begin makes a hold inside Python, or one that says why the thread is not.
static bb_py_hold *begin(int *how) {
	bb_py_hold *hold = calloc(1, sizeof *hold);
	if (hold != NULL && (*how = bb_py_enter(0)) == BB_PY_CROWD) {
		hold->why = BB_PY_CROWDED;
	}
	return hold;
}

bb_py_hold *bb_py_hold_get(PyObject *object, int flags) {
	int how;
	bb_py_hold *hold = begin(&how);
	if (hold == NULL || hold->why == BB_PY_CROWDED) {
		return hold;
	}
	if (!PyObject_CheckBuffer(object)) {
		fail(hold, object, BB_PY_NO_BUFFER);
	} else if (PyMemoryView_Check(object) && bb_py_is_released(object)) {
		fail(hold, object, BB_PY_RELEASED);
	} else if (PyObject_GetBuffer(object, &hold->own, flags) != 0) {
		fail(hold, object, BB_PY_RAISED);
	} else {
		took(hold, &hold->own);
	}
	bb_py_leave(how);
	return hold;
}

bb_py_hold *bb_py_hold_memoryview(PyObject *object) {
	int how;
	bb_py_hold *hold = begin(&how);
	if (hold == NULL || hold->why == BB_PY_CROWDED) {
		return hold;
	}
	if (!PyMemoryView_Check(object)) {
		fail(hold, object, BB_PY_NOT_MEMORYVIEW);
	} else if (bb_py_is_released(object)) {
		fail(hold, object, BB_PY_RELEASED);
	} else if (PyObject_GetBuffer(object, &hold->own, PyBUF_FULL_RO) != 0) {
		fail(hold, object, BB_PY_RAISED);
	} else {
		// hold->own keeps object, so its struct stays where it is.
		took(hold, PyMemoryView_GET_BUFFER(object));
	}
	bb_py_leave(how);
	return hold;
}

// drop releases what hold holds. Python code may run in it; an exception that
// was pending before stays so.
static void drop(bb_py_hold *hold) {
	bb_py_aside aside = bb_py_set_aside();
	PyBuffer_Release(&hold->own);
	bb_py_put_back(aside);
	free(hold);
}

// The queue is a stack that any thread pushes to and that one takes whole.
static _Atomic(bb_py_hold *) queue;
static atomic_int queued;

static void push(bb_py_hold *hold) {
	atomic_fetch_add(&queued, 1);
	hold->next = atomic_load(&queue);
	while (!atomic_compare_exchange_weak(&queue, &hold->next, hold)) {
	}
}

int bb_py_hold_release(bb_py_hold *hold) {
	if (hold->buffer == NULL) {
		free(hold->type);
		free(hold->raised.type);
		free(hold->raised.message);
		free(hold);
		return 0;
	}
	if (PyGILState_Check()) {
		drop(hold);
		return 0;
	}
	push(hold);
	return 1;
}

void bb_py_hold_drain(void) {
	if (atomic_load_explicit(&queue, memory_order_relaxed) == NULL) {
		return; // as good as always, and cheap
	}
	bb_py_hold *hold = atomic_exchange(&queue, NULL);
	while (hold != NULL) {
		bb_py_hold *next = hold->next;
		drop(hold);
		atomic_fetch_sub(&queued, 1);
		hold = next;
	}
}

int bb_py_hold_queued(void) { return atomic_load(&queued); }
