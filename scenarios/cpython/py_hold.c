//go:build cpython && cgo

#include "py_hold.h"

#include "py_enter.h"
#include "py_numpy.h"
#include "py_thread.h"

#include <stddef.h>
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

// is_dense is whether items lie side by side in C order, and fill what the exporter says
// that they fill, which is something.
static int is_dense(const Py_buffer *b) {
	if (b->shape == NULL || b->strides == NULL || b->suboffsets != NULL || b->len <= 0 || b->ndim > PyBUF_MAX_NDIM) {
		return 0;
	}
	Py_ssize_t size = b->itemsize;
	for (int i = b->ndim - 1; i >= 0; i--) {
		if (b->shape[i] <= 0 || (b->shape[i] > 1 && b->strides[i] != size) || __builtin_mul_overflow(size, b->shape[i], &size)) {
			return 0;
		}
	}
	return size == b->len;
}

// took notes that hold holds buffer.
static void took(bb_py_hold *hold, const Py_buffer *buffer) {
	hold->buffer = buffer;
	if (buffer->format != NULL) {
		const char *f = buffer->format;
		if (f[0] != '\0' && f[1] == '\0') { // most are one letter
			hold->format = 1;
			hold->letter = f[0];
		} else {
			hold->format = strlen(f);
			hold->ctypes = strchr(f, '{') != NULL && is_ctypes(hold->own.obj);
		}
		hold->dense = is_dense(buffer);
	}
}

// Holds that are used again; the GIL guards them.
static bb_py_hold *spare;
static int spares;

// keep_spares is how many are kept. The address sanitizer is to see the use of one that
// was given back.
#if defined(__SANITIZE_ADDRESS__)
enum { keep_spares = 0 };
#else
enum { keep_spares = 64 };
#endif

static void recycle(bb_py_hold *hold) {
	if (spares >= keep_spares) {
		free(hold);
		return;
	}
	hold->next = spare;
	spare = hold;
	spares++;
}

// begin makes a hold inside Python, or one that says why the thread is not.
static bb_py_hold *begin(int *how) {
	static bb_py_hold crowded = {.why = BB_PY_CROWDED};
	if ((*how = bb_py_in()) == BB_PY_CROWD) {
		return &crowded;
	}
	bb_py_hold *hold = spare;
	if (hold != NULL) {
		spare = hold->next;
		spares--;
	} else if ((hold = malloc(sizeof *hold)) == NULL) {
		bb_py_out(*how);
		return NULL;
	}
	memset(hold, 0, offsetof(bb_py_hold, own)); // exporters fill in the rest
	hold->inside = *how != BB_PY_TOOK;
	return hold;
}

bb_py_hold *bb_py_hold_get(uintptr_t of, int flags) {
	PyObject *object = (PyObject *)of;
	int how;
	bb_py_hold *hold = begin(&how);
	if (hold == NULL || hold->why == BB_PY_CROWDED) {
		return hold;
	}
	PyBufferProcs *exports = Py_TYPE(object)->tp_as_buffer; // PyObject_CheckBuffer, inlined
	if (exports == NULL || exports->bf_getbuffer == NULL) {
		fail(hold, object, BB_PY_NO_BUFFER);
	} else if (PyMemoryView_Check(object) && bb_py_is_released(object)) {
		fail(hold, object, BB_PY_RELEASED);
	} else if (bb_py_get_buffer(object, &hold->own, flags) != 0) {
		fail(hold, object, BB_PY_RAISED);
	} else {
		took(hold, &hold->own);
	}
	bb_py_out(how);
	return hold;
}

bb_py_hold *bb_py_hold_memoryview(uintptr_t of) {
	PyObject *object = (PyObject *)of;
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
	bb_py_out(how);
	return hold;
}

static void let_go(bb_py_hold *hold) {
	PyBuffer_Release(&hold->own);
	recycle(hold);
}

// drop releases what hold holds. Python code may run in it; an exception that
// was pending before stays so.
static void drop(bb_py_hold *hold) {
	if (bb_py_thread_calm()) {
		let_go(hold);
		return;
	}
	bb_py_aside aside = bb_py_set_aside();
	let_go(hold);
	bb_py_put_back(aside);
}

_Atomic(bb_py_hold *) bb_py_hold_queue;
static atomic_int queued;

static void push(bb_py_hold *hold) {
	atomic_fetch_add(&queued, 1);
	hold->next = atomic_load(&bb_py_hold_queue);
	while (!atomic_compare_exchange_weak(&bb_py_hold_queue, &hold->next, hold)) {
	}
}

// release_other is bb_py_hold_release of any hold, on any thread.
static __attribute__((noinline)) void release_other(bb_py_hold *hold) {
	if (hold->buffer == NULL) {
		free(hold->type);
		free(hold->raised.type);
		free(hold->raised.message);
		free(hold);
	} else if (bb_py_thread_has_gil()) {
		drop(hold);
	} else {
		push(hold);
	}
}

void bb_py_hold_release(uintptr_t of) {
	bb_py_hold *hold = (bb_py_hold *)of;
	if (hold->buffer != NULL && bb_py_thread_calm()) { // most often, and cheap
		let_go(hold);
	} else {
		release_other(hold);
	}
}

void bb_py_hold_let(uintptr_t hold) { drop((bb_py_hold *)hold); }

int bb_py_hold_end(uintptr_t of) {
	bb_py_hold *hold = (bb_py_hold *)of;
	int how = bb_py_in();
	if (how == BB_PY_CROWD) {
		return 1;
	}
	drop(hold);
	bb_py_out(how);
	return 0;
}

void bb_py_hold_drain(void) {
	if (atomic_load_explicit(&bb_py_hold_queue, memory_order_relaxed) == NULL) {
		return; // as good as always, and cheap
	}
	bb_py_hold *hold = atomic_exchange(&bb_py_hold_queue, NULL);
	while (hold != NULL) {
		bb_py_hold *next = hold->next;
		drop(hold);
		atomic_fetch_sub(&queued, 1);
		hold = next;
	}
}

int bb_py_hold_queued(void) { return atomic_load(&queued); }
