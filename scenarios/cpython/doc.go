// Package cpython is the bridge to a real CPython inside this process.
//
// It owns the one interpreter of the process ([Start]), the lock around it
// ([Interpreter.Do]), and Python objects that are made from Go and released by
// Go ([Object]). It takes the memory of any object of the buffer protocol to Go
// ([Interpreter.Buffer], as views of package buffer) and hands views to Python
// ([Interpreter.Export]); neither copies. It declines to know what is measured
// with them: it imports neither bench nor statistics. It never finalizes the
// interpreter (modules such as numpy do not survive it), runs no
// sub-interpreters, installs no signal handlers and reads no PYTHON*
// environment variable.
//
// # Whose lock
//
// Python's lock, the GIL, belongs to a thread. Every method takes it where it
// needs it, on a thread whose state in Python is kept, and none keeps it when it
// returns. A goroutine that is inside Do must not wait for one that wants in;
// those that wait are parked, however many they are. Two calls may run on two
// threads of Python ([Interpreter.Do]).
// Views may be read, sliced and released on any goroutine without it: a release
// without the GIL is queued, waits for nobody, and is made when a goroutine
// next enters, or a moment later by one that is started for it. Whether Python
// code writes to the same bytes meanwhile is for the callers to agree on.
//
// # Who keeps what
//
//	b, err := py.Buffer(object, cpython.FullRO) // object cannot be resized, nor freed
//	v, err := b.View()                          // layout and bytes, by pure Go
//	e, err := py.Export(v)                      // e.Object() is Python's, of the same memory
//
// The exporter is kept until the Buffer and all views of it are released and
// Python has let go of the Export's object. Each can be asked how many are open
// (buffer.ErrExported), and none goes before. Release functions run apart from an
// exception that is on its way in Python, and may call Python.
//
// Some exporters do not look at what they are asked. What they give is checked as
// far as it can be, so ask for [FullRO], or [Full], which such exporters get
// right, and look at the view's layout, rather than for [Simple].
//
// Python is isolated: of a virtual environment it knows once
// `import site; site.addsitedir("…/site-packages")` was run by [Interpreter.Exec].
//
// What must not be asked of an object is an error and no crash; [Refusal] says of
// which type it is, what was asked and what it has.
//
// Everything but [Ready], [Missing], [Flags] and the errors stands behind the
// build tag cpython and cgo. The Python is the one that `pkg-config
// python3-embed` describes, never PATH's. CPython 3.8 to 3.13 have what the
// package uses; older ones, those of 32 bits and those without a GIL do not
// compile, and say why.
package cpython
