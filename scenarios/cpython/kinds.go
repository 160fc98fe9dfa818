package cpython

import "errors"

// The mistakes that the bridge refuses itself, before Python could crash of them.
// Match them with [errors.Is]. For others package buffer has a kind
// ([buffer.ErrReadOnly], [buffer.ErrContiguity], [buffer.ErrReleased]…).
var (
	// ErrNoGIL is returned when a call needs the GIL and no goroutine is inside Do.
	ErrNoGIL = errors.New("without the GIL: call it inside Do")

	// ErrWrongThread is returned when a call needs the goroutine inside Do and runs on
	// another.
	ErrWrongThread = errors.New("without the GIL, which another thread has: call it on the goroutine that is inside Do")

	// ErrClosed is returned for a closed object or a closed export.
	ErrClosed = errors.New("it is closed")

	// ErrNoBuffer is returned for an object that does not export a buffer.
	ErrNoBuffer = errors.New("it does not support the buffer protocol")

	// ErrNotMemoryView is returned for an object of another type than memoryview.
	ErrNotMemoryView = errors.New("it is not a memoryview (memoryview(object) makes one)")
)
