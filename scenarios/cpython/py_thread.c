//go:build cpython && cgo

#include "py_thread.h"

#include <pthread.h>
#include <stdlib.h>

__thread bb_py_owned *bb_py_own;
_Atomic(bb_py_owned *) bb_py_ended;

// end hands the state over. It runs on the thread that ends. Python code, which
// freeing a state may run, must not run here: it may call Go, and Go has let
// go of this thread.
static void end(void *of) {
	bb_py_owned *o = of;
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
	o->next = atomic_load(&bb_py_ended);
	while (!atomic_compare_exchange_weak(&bb_py_ended, &o->next, o)) {
	}
}

static pthread_key_t key; // of which each thread's value is its own
static pthread_once_t once = PTHREAD_ONCE_INIT;
static void make_key(void) {
	if (pthread_key_create(&key, end) != 0) {
		abort();
	}
}

int bb_py_thread_is_pythons(void) { return bb_py_own == NULL && PyGILState_GetThisThreadState() != NULL; }

int bb_py_thread_has_gil(void) {
	// A state that is this thread's own has the GIL on this thread or on none.
	return (bb_py_own != NULL && bb_py_own->state == bb_py_current()) || PyGILState_Check();
}

void bb_py_thread_take(void) {
	if (bb_py_own != NULL) {
		PyEval_RestoreThread(bb_py_own->state);
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
	if (pthread_setspecific(key, bb_py_own) != 0) {
		abort();
	}
}

void bb_py_thread_adopt(void) {
	bb_py_own = malloc(sizeof *bb_py_own);
	if (bb_py_own == NULL) {
		abort();
	}
	bb_py_own->state = PyThreadState_Get();
}

void bb_py_thread_drain(void) {
	if (atomic_load_explicit(&bb_py_ended, memory_order_relaxed) == NULL) {
		return; // as good as always, and cheap
	}
	bb_py_owned *o = atomic_exchange(&bb_py_ended, NULL);
	while (o != NULL) {
		bb_py_owned *next = o->next;
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
