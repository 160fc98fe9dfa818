package cpython

import "errors"

// What the bridge refuses itself, before Python could crash of it. Match them
// with [errors.Is]. Where buffer has a kind for it ([buffer.ErrReadOnly],
// [buffer.ErrContiguity], [buffer.ErrReleased]…), errors are of that kind.
var (
	// ErrNoGIL is of what must be called inside Do, when nothing is.
	ErrNoGIL = errors.New("without the GIL: call it inside Do")

	// ErrWrongThread is of what must be called on the goroutine that Do runs,
	// when that is another one.
	ErrWrongThread = errors.New("without the GIL, which another thread has: call it on the goroutine that is inside Do")

	// ErrClosed is of an object, or an export, that was closed.
	ErrClosed = errors.New("it is closed")

	// ErrNoBuffer is of an object that does not export a buffer.
	ErrNoBuffer = errors.New("it does not support the buffer protocol")

	// ErrNotMemoryView is of an object that must be a memoryview.
	ErrNotMemoryView = errors.New("it is not a memoryview (memoryview(object) makes one)")
)
