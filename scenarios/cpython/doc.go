// Package cpython is the bridge to a real CPython inside this process.
//
// It owns the one interpreter of the process ([Start]), the lock around it
// ([Interpreter.Do]), and Python objects that are made from Go and released by
// Go ([Object]). It declines to know what is measured with them: it imports
// neither bench nor statistics. It never finalizes the interpreter (modules
// such as numpy do not survive it), runs no sub-interpreters, installs no
// signal handlers and reads no PYTHON* environment variable.
//
// Everything but [Ready] and [Missing] stands behind the build tag cpython and
// cgo. The Python is the one that `pkg-config python3-embed` describes, never
// PATH's. CPython 3.8 to 3.13 have what the package uses.
package cpython
