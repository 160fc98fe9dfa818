//go:build cpython && cgo

package cpython

/*
#include "py_enter.h"
#include "py_export.h"
#include "py_hold.h"
#include "py_thread.h"

void bbPyGone(uintptr_t);
*/
import "C"

import "unsafe"

// Held returns nil if the calling goroutine has the GIL, as it does inside
// [Interpreter.Do]; else [ErrWrongThread] or [ErrNoGIL]. It is for callers that go on
// to Python's C API by themselves. The functions of this package take the GIL if they
// need it, unless their comments say otherwise.
func (py *Interpreter) Held() error {
	switch C.bb_py_without() {
	case C.BB_PY_WITH_GIL:
		return nil
	case C.BB_PY_OTHER_HAS_GIL:
		return ErrWrongThread
	}
	return ErrNoGIL
}

// queued is how many releases wait for somebody who enters.
func queued() int { return int(C.bb_py_hold_queued()) }

// states is how many threads have a state in Python. It is called inside Do.
func states() int { return int(C.bb_py_thread_count()) }

// setRoom changes how many may be inside Do, and returns how many it were. It is
// called inside Do.
func setRoom(n int) (before int) {
	before = int(C.bb_py_room)
	C.bb_py_room = C.int(n)
	return before
}

// goneAddress is the address of bbPyGone: Go code that Python may call as it
// calls any C function, also without the GIL.
func goneAddress() uintptr { return uintptr(unsafe.Pointer(C.bbPyGone)) }
