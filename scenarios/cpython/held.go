//go:build cpython && cgo

package cpython

/*
#include "py_hold.h"
#include "py_interpreter.h"
*/
import "C"

// Held returns nil if the calling goroutine has the GIL, as it does inside
// [Interpreter.Do]; else [ErrWrongThread] or [ErrNoGIL]. It is for callers
// that go on to Python's C API by themselves. What this package offers takes
// the GIL where it needs it, but for what says otherwise.
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
