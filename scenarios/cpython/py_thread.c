//go:build cpython && cgo

#include "py_thread.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

// A state that belongs to one thread, and to bb_py_thread_drain when that ended.
struct owned {
	PyThreadState *state;
	struct owned *next; // in the queue
};

static __thread struct owned *own; // NULL before the first bb_py_thread_take

// The queue is a stack that threads push to at their end.
static _Atomic(struct owned *) ended;

// end hands the state over. It runs on the thread that ends. Python code, which
// freeing a state may run, must not run here: it may call Go, and Go has let
// go of this thread.
static void end(void *of) {
	struct owned *o = of;
#if PY_VERSION_HEX >= 0x030c0000
	// From 3.12 on, the state would take that of the thread which frees it out
	// of PyGILState's books. Another one takes its place there first.
	PyEval_RestoreThread(o->state);
	PyThreadState *heir = PyThreadState_New(PyThreadState_GetInterpreter(o->state));
	if (heir == NULL) {
		PyEval_SaveThread();
		return; // the state is lost: there is no memory
	}
	PyThreadState_Swap(heir);
	PyThreadState_Clear(heir);
	PyThreadState_DeleteCurrent();
#endif
	o->next = atomic_load(&ended);
	while (!atomic_compare_exchange_weak(&ended, &o->next, o)) {
	}
}

static pthread_key_t key; // of which each thread's value is its own
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void make_key(void) {
	if (pthread_key_create(&key, end) != 0) {
		abort();
	}
}

int bb_py_thread_is_pythons(void) { return own == NULL && PyGILState_GetThisThreadState() != NULL; }

// current is the state that has the GIL, or NULL.
static PyThreadState *current(void) {
#if PY_VERSION_HEX >= 0x030d0000
	return PyThreadState_GetUnchecked();
#else
	return _PyThreadState_UncheckedGet();
#endif
}

int bb_py_thread_has_gil(void) {
	// A state that is this thread's own has the GIL on this thread or on none.
	return (own != NULL && own->state == current()) || PyGILState_Check();
}

int bb_py_thread_calm(void) {
	PyThreadState *state = current();
	if (own == NULL || own->state != state) {
		return 0;
	}
#if PY_VERSION_HEX >= 0x030c0000
	return state->current_exception == NULL;
#else
	return state->curexc_type == NULL;
#endif
}

void bb_py_thread_take(void) {
	if (own != NULL) {
		PyEval_RestoreThread(own->state);
		return;
	}
	PyThreadState *others = PyGILState_GetThisThreadState();
	if (others != NULL) {
		PyEval_RestoreThread(others);
		return;
	}
	PyGILState_Ensure(); // never released: it keeps the state
	bb_py_thread_adopt();
	pthread_once(&once, make_key);
	if (pthread_setspecific(key, own) != 0) {
		abort();
	}
}

void bb_py_thread_adopt(void) {
	own = malloc(sizeof *own);
	if (own == NULL) {
		abort();
	}
	own->state = PyThreadState_Get();
}

void bb_py_thread_drain(void) {
	if (atomic_load_explicit(&ended, memory_order_relaxed) == NULL) {
		return; // as good as always, and cheap
	}
	struct owned *o = atomic_exchange(&ended, NULL);
	while (o != NULL) {
		struct owned *next = o->next;
		PyThreadState_Clear(o->state);
		PyThreadState_Delete(o->state);
		free(o);
		o = next;
	}
}

int bb_py_thread_count(void) {
	int n = 0;
	PyThreadState *s = PyInterpreterState_ThreadHead(PyInterpreterState_Main());
	for (; s != NULL; s = PyThreadState_Next(s)) {
		n++;
	}
	return n;
}
