//go:build cpython && cgo

package cpython

/*
#include "py_hold.h"
*/
import "C"

import (
	"sync/atomic"
	"time"
)

// hold gets a hold in one call of C, or in a crowd by [Interpreter.Do], where
// goroutines can park.
func (py *Interpreter) hold(get func() *C.bb_py_hold) *C.bb_py_hold {
	hold := get()
	if hold != nil && hold.why == C.BB_PY_CROWDED {
		C.bb_py_hold_release(hold) // it holds nothing
		py.Do(func() { hold = get() })
	}
	return hold
}

// letGo gives back what is held.
func letGo(hold *C.bb_py_hold) {
	if C.bb_py_hold_release(hold) != 0 {
		visit()
	}
}

// visiting is whether a visitor is on its way.
var visiting atomic.Bool

// visit makes sure that queued releases are made soon, even if nobody else enters.
// It does not wait. As a rule somebody else enters at once, so the visitor takes its
// time.
func visit() {
	if !visiting.CompareAndSwap(false, true) {
		return
	}
	time.AfterFunc(time.Millisecond, func() {
		visiting.Store(false) // first: what is queued from now on has a visitor of its own
		(*Interpreter)(nil).Do(func() {})
	})
}
