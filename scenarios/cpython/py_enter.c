//go:build cpython && cgo

#include "py_enter.h"

#include "py_error.h"
#include "py_hold.h"
#include "py_thread.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

volatile int32_t bb_py_inside;
int bb_py_room = 1024;

static atomic_int waiting; // for the GIL, on the way in
static atomic_int present; // inside, or on the way in

static __thread int depth; // how often this thread is inside

// Where the admitted thread waits for room.
static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t left = PTHREAD_COND_INITIALIZER;
static atomic_int outside; // whether it does

// reserve counts the thread as present, if there is room.
static int reserve(void) {
	int n = atomic_load(&present);
	while (n < bb_py_room) {
		if (atomic_compare_exchange_weak(&present, &n, n + 1)) {
			return 1;
		}
	}
	return 0;
}

static void wait_for_room(void) {
	if (reserve()) {
		return;
	}
	pthread_mutex_lock(&door);
	atomic_store(&outside, 1); // before it looks again: who leaves now will signal
	while (!reserve()) {
		pthread_cond_wait(&left, &door);
	}
	atomic_store(&outside, 0);
	pthread_mutex_unlock(&door);
}

// give_room is the end of what reserve began.
static void give_room(void) {
	atomic_fetch_sub(&present, 1);
	if (atomic_load(&outside)) {
		pthread_mutex_lock(&door);
		pthread_cond_signal(&left);
		pthread_mutex_unlock(&door);
	}
}

// line_up counts the thread as present and as waiting, or returns false in a
// crowd.
static int line_up(int admitted) {
	int none = 0;
	if (admitted) {
		wait_for_room();
		atomic_fetch_add(&waiting, 1);
		return 1;
	}
	if (!atomic_compare_exchange_strong(&waiting, &none, 1)) {
		return 0;
	}
	if (!reserve()) {
		atomic_fetch_sub(&waiting, 1);
		return 0;
	}
	return 1;
}

// count is only called with the GIL; Go reads without it.
static void count(int32_t n) { __atomic_store_n(&bb_py_inside, bb_py_inside + n, __ATOMIC_RELAXED); }

// An exception that waits until Go code which was called meanwhile has left.
struct raising {
	bb_py_aside aside;
	struct raising *outer;
};
static __thread struct raising *raising;

// nest is bb_py_enter for a thread that has the GIL. Python code may run inside,
// and must not while an exception is pending.
static int nest(void) {
	if (!PyErr_Occurred()) {
		return BB_PY_HAD;
	}
	struct raising *r = malloc(sizeof *r);
	if (r == NULL) {
		abort();
	}
	r->aside = bb_py_set_aside();
	r->outer = raising;
	raising = r;
	return BB_PY_HAD_RAISING;
}

static void unnest(void) {
	struct raising *r = raising;
	raising = r->outer;
	bb_py_put_back(r->aside);
	free(r);
}

// drain does what others left for whoever has the GIL.
static void drain(void) {
	bb_py_hold_drain();
	bb_py_thread_drain();
}

int bb_py_enter(int admitted) {
	int how = BB_PY_TOOK;
	if (bb_py_thread_calm()) { // most often, and cheap
		drain();
		return BB_PY_HAD;
	}
	if (bb_py_thread_has_gil()) {
		how = nest();
	} else if (depth > 0 || bb_py_thread_is_pythons()) {
		atomic_fetch_add(&present, 1);
		bb_py_thread_take();
	} else if (line_up(admitted)) {
		bb_py_thread_take();
		atomic_fetch_sub(&waiting, 1);
	} else {
		return BB_PY_CROWD;
	}
	if (how == BB_PY_TOOK) {
		depth++;
		count(1);
	}
	drain();
	return how;
}

void bb_py_leave(int how) {
	if (how == BB_PY_HAD_RAISING) {
		unnest();
	}
	if (how != BB_PY_TOOK) {
		return;
	}
	count(-1);
	depth--;
	PyEval_SaveThread();
	give_room();
}

int bb_py_without(void) {
	if (PyGILState_Check()) {
		return BB_PY_WITH_GIL;
	}
	return bb_py_inside > 0 ? BB_PY_OTHER_HAS_GIL : BB_PY_NO_GIL;
}
