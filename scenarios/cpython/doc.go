// Package cpython is the bridge to a real CPython inside this process.
//
// It owns the one interpreter of the process ([Start]), the lock around it
// ([Interpreter.Do]), and Python objects that are made from Go and released by
// Go ([Object]). It takes the memory of any object of the buffer protocol to Go
// ([Interpreter.Buffer], as views of package buffer) and hands views to Python
// ([Interpreter.Export]); neither copies. It knows no measurement: it imports
// neither bench nor statistics. It never finalizes the interpreter (modules such as
// numpy do not survive it), runs no sub-interpreters, installs no signal handlers and
// reads no PYTHON* environment variable.
//
// # Whose lock
//
// Python's lock, the GIL, belongs to a thread. A method that needs it takes it, on a
// thread with a kept state in Python, and gives it back before it returns. A goroutine
// inside Do must not wait for one outside that wants in. Waiting goroutines are parked,
// however many they are. Two calls may run on two threads of Python ([Interpreter.Do]).
//
// Views may be read, sliced and released on any goroutine without the GIL. A release
// without it is queued and waits for nobody. The next goroutine to enter makes it, or
// a moment later a goroutine started for it. The callers must agree whether Python
// code may write to the same bytes meanwhile.
//
// # Who keeps what
//
// [With] and [Change] lend the memory of an object to a function. [Interpreter.Buffer]
// keeps it for longer:
//
//	b, err := py.Buffer(object, cpython.FullRO) // object cannot be resized, nor freed
//	v, err := b.View()                          // layout and bytes, by pure Go
//	e, err := py.Export(v)                      // e.Object() is Python's, of the same memory
//
// The exporter is kept until the Buffer and all views of it are released and Python
// has let go of the Export's object. None of them can be closed while something on it
// is open: the error (buffer.ErrExported) says how many are. Release functions may
// call Python. They do not see an exception that is pending in Python.
//
// Some exporters ignore the flags of a request. The package checks their answers as
// far as it can. Ask for [FullRO] or [Full], which such exporters get right, rather
// than for [Simple], and look at the view's layout.
//
// Python is isolated: it knows a virtual environment only after [Interpreter.Exec] of
// `import site; site.addsitedir("…/site-packages")`.
//
// A request that an object cannot meet is an error and no crash. [Refusal] gives the
// object's type, the request and the object's properties.
//
// # Builds
//
// CPython needs the build tag cpython, and cgo. Without them the package has the same
// functions, and they return a *[Missing], which says what to install. The
// Python is the one of `pkg-config python3-embed`, never
// PATH's. The package works with CPython 3.8 to 3.13. Older versions, 32-bit builds
// and builds without a GIL do not compile, and say why.
package cpython
