//go:build cpython && cgo

package cpython

/*
#include <stdlib.h>
#include "py_error.h"
*/
import "C"

import (
	"fmt"
	"unsafe"
)

// Raised takes the exception that the last call on this thread left pending:
// an *[Error], or nil. It is called inside the [Interpreter.Do] in which the
// call failed; elsewhere it is [ErrNoGIL] or [ErrWrongThread].
func (py *Interpreter) Raised() error {
	if err := py.Held(); err != nil {
		return fmt.Errorf("take python's exception: %w", err)
	}
	e := C.bb_py_raised()
	// Both texts are malloc'ed for this caller, or NULL, which free accepts.
	defer C.free(unsafe.Pointer(e._type))
	defer C.free(unsafe.Pointer(e.message))
	if e._type == nil {
		return nil
	}
	return &Error{Type: C.GoString(e._type), Message: C.GoString(e.message)}
}
