//go:build cpython && cgo

package cpython

/*
#include "py_interpreter.h"
*/
import "C"

import "runtime"

// Do runs f on a locked thread that holds the GIL. Calls may be nested. The
// GIL belongs to that thread, so f must neither wait for another goroutine
// that wants it (testing's Run starts one) nor hand what it borrows from
// Python to one. The race detector does not know the GIL: guard Go data as if
// it were not held.
func (py *Interpreter) Do(f func()) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	held := C.bb_py_enter()
	defer C.bb_py_leave(held) // after a panic or t.Fatal too
	f()
}
