//go:build cpython && cgo

package cpython

/*
#include "py_enter.h"
*/
import "C"

import (
	"runtime"
	"sync"
)

// Do runs f on a locked thread that holds the GIL. Calls may be nested, also
// through Python code that calls Go. The GIL belongs to that thread. So f must not
// wait for another goroutine that wants the GIL (testing's Run starts one), and must
// not hand things borrowed from Python to such a goroutine. Two calls may run on two
// threads of Python. Some things belong to one thread in Python, such as a connection
// of sqlite3 or a threading.local. Use them within one call, or in a goroutine that
// keeps its thread by [runtime.LockOSThread]. The race detector does not know the
// GIL: guard Go data as if it were not held.
//
// Any number of goroutines may call Do. Those that must wait are parked and keep
// no thread. At most 1024 are inside at one time. So many can be inside while Python
// code gives the GIL away, as in time.sleep. If all of them wait there for something
// that only one more can do, they wait for ever.
//
// An exception that is pending when a nested call begins is set aside until the
// call ends.
func (py *Interpreter) Do(f func()) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	how := enter()
	defer C.bb_py_leave(how) // after a panic or t.Fatal too
	f()
}

// gate is where goroutines park. The one that has it waits in C.
var gate sync.Mutex

// enter takes the GIL for the locked thread, which may become another one.
func enter() C.int {
	how := C.bb_py_enter(0)
	if how != C.BB_PY_CROWD {
		return how
	}
	runtime.UnlockOSThread() // a goroutine that parks locked keeps its thread
	gate.Lock()
	runtime.LockOSThread()
	how = C.bb_py_enter(1)
	gate.Unlock()
	return how
}
