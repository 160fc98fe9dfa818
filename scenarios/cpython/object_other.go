//go:build !cpython || !cgo

package cpython

import "unsafe"

// Object is one owned reference to a Python object. Close releases it. An
// Object is used by one goroutine at a time.
type Object struct{}

// Close gives the reference back. Later calls do nothing.
func (*Object) Close() {}

// Pointer is the PyObject * for C code, borrowed: it is valid until Close.
func (*Object) Pointer() unsafe.Pointer { return nil }

// References is the object's reference count, this Object's own included; 0
// once that is closed.
func (*Object) References() (n int) { return 0 }

// Memory is where the object keeps its bytes: those of a bytes object, or the
// writable contiguous buffer of any other. It takes no export, so it is valid
// only as long as the object is neither closed nor resized. Only Go code that
// holds the GIL may write to it, and to a bytes object only before Python code
// has seen it.
func (*Object) Memory() (memory []byte, err error) { return nil, absent() }

// Poke changes byte i to its exclusive or with x, in the object's own memory.
// A bytes object is immutable to Python: poke one only as long as nothing has
// hashed it, and restore it before anything does.
func (*Object) Poke(i int, x byte) (err error) { return absent() }

// Peek looks again and again at the memory of a memoryview that is kept, in a
// few loads and without an export for each look. It is used inside
// [Interpreter.Do], where no Python code can release the memoryview in
// between; what [Interpreter.MemoryView] holds keeps it from being released
// outside too. The object stays open as long as the Peek is used.
type Peek struct{}

// Peek prepares to look at o, whatever it is.
func (*Object) Peek() Peek { return Peek{} }

// Bytes is PyMemoryView_GET_BUFFER with the checks that the macro lacks. Go makes them
// in the C struct, without a call. Bytes returns false unless somebody is inside Do and
// the object is a memoryview, not released, and C-contiguous. [Peek.Err] gives the
// reason. The bytes are valid until the memoryview is released.
func (Peek) Bytes() ([]byte, bool) { return nil, false }

// Call is Bytes through one call of C. It also returns false on another goroutine than
// the one inside Do.
func (Peek) Call() ([]byte, bool) { return nil, false }

// Err says why Bytes and Call return false; nil if they do not.
func (Peek) Err() error { return absent() }
