//go:build cpython && cgo

package cpython

/*
#include "py_hold.h"
*/
import "C"

import (
	"sync/atomic"
	"time"
	"unsafe"
)

// hold gets a hold in one call of C, or in a crowd by [Interpreter.Do], where
// goroutines can park.
func (py *Interpreter) hold(get func() *C.bb_py_hold) *C.bb_py_hold {
	hold := get()
	if hold != nil && hold.why == C.BB_PY_CROWDED {
		hold = py.admitted(get)
	}
	return hold
}

// admitted gets a hold inside a Do of its own, which the caller has left afterwards.
func (py *Interpreter) admitted(get func() *C.bb_py_hold) (hold *C.bb_py_hold) {
	py.Do(func() { hold = get() })
	if hold != nil {
		hold.inside = 0
	}
	return hold
}

// ask gets a hold on what o gives to flags.
func (py *Interpreter) ask(o *Object, flags Flags) *C.bb_py_hold {
	object := o.number()
	hold := C.bb_py_hold_get(object, C.int(flags))
	if hold != nil && hold.why == C.BB_PY_CROWDED {
		hold = py.admitted(func() *C.bb_py_hold { return C.bb_py_hold_get(object, C.int(flags)) })
	}
	return hold
}

// number is the object's address. Python keeps the object there, and it is no memory
// of Go's.
func (o *Object) number() C.uintptr_t { return C.uintptr_t(uintptr(unsafe.Pointer(o.ref))) }

// address is the address of a hold, which is no memory of Go's.
func address(hold *C.bb_py_hold) C.uintptr_t { return C.uintptr_t(uintptr(unsafe.Pointer(hold))) }

// end gives back what is held before it returns: it may wait for the GIL.
func (py *Interpreter) end(hold *C.bb_py_hold) {
	if hold.inside != 0 {
		C.bb_py_hold_let(address(hold)) // this goroutine cannot have left Do meanwhile
		return
	}
	if C.bb_py_hold_end(address(hold)) != 0 {
		py.Do(func() { C.bb_py_hold_release(address(hold)) })
	}
}

// letGo gives back what is held.
//
// Note: C returns nothing, because a result makes a call of C longer. That something is
// queued, by whomever, is seen without a call.
func letGo(hold *C.bb_py_hold) {
	C.bb_py_hold_release(address(hold))
	if waits() {
		visit()
	}
}

// waits is whether a release waits for somebody who enters.
func waits() bool {
	// Unsafe: a variable of C's, aligned, for the life of the process. C writes it
	// atomically, and only whether it is null is looked at.
	return atomic.LoadUintptr((*uintptr)(unsafe.Pointer(&C.bb_py_hold_queue))) != 0
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
