//go:build !cpython || !cgo

package cpython

import "github.com/bufbench/bufbench/scenarios/buffer"

// Export is the memory of a view in the hands of Python. It is an object of the
// buffer protocol: Python code can make memoryviews, numpy arrays and more of it.
// The memory stays in place until Python has let go of the object, and so of
// everything made of it. An array that keeps the object, but no buffer of it,
// counts too.
// An Export is used by one goroutine at a time.
type Export struct{}

// Export hands the memory of v to Python, not copied and pinned where it is,
// writable if v is. The caller closes the export; v may be released before. Go
// and Python then share the bytes: whoever writes holds the GIL, or sees to it
// in another way that nobody reads meanwhile.
func (*Interpreter) Export(v *buffer.View) (*Export, error) { return nil, absent() }

// Object is what Python code gets to see, borrowed until Close: pass it to
// [Interpreter.Exec] and [Interpreter.Eval] by name.
func (*Export) Object() *Object { return nil }

// Exports is how many buffers of the memory are open in Python. There may be
// none while Python still uses the memory; [Export.Close] tells.
func (*Export) Exports() (n int) { return 0 }

// Close ends the export: Python gets no further buffer of it. While Python
// keeps the object, or a buffer of it, Close is a [buffer.ErrExported] that
// says how many, and the memory stays pinned, and leased of its owner, until
// the last of them goes, on whatever thread. Python's collector may have to run
// first: a reference cycle counts until then. Close may be called again, to
// see; when the memory is free it returns what the owner's release did.
func (*Export) Close() (err error) { return absent() }
