//go:build cpython && cgo

package cpython

/*
#cgo pkg-config: python3-embed
#cgo linux LDFLAGS: -ldl
#include <stdlib.h>
#include "py_interpreter.h"
*/
import "C"

import (
	"fmt"
	"strings"
	"sync"
	"unsafe"
)

// Interpreter is the running CPython of this process. Its methods may be
// called from any goroutine; each takes the GIL itself and may also be called
// inside [Interpreter.Do].
type Interpreter struct {
	version string
	exports shelf
}

// Ready starts the interpreter if need be and returns nil, or why it does not
// start.
func Ready() error {
	_, err := Start()
	return err
}

// Start starts CPython on its first call and returns the same result on every
// later one. The GIL is free when it returns. The interpreter lives as long as
// the process. The error holds Python's own words.
func Start() (*Interpreter, error) { return startOnce() }

var startOnce = sync.OnceValues(func() (*Interpreter, error) {
	return start(home(C.GoString(C.bb_py_library()), headers()))
})

// start starts CPython with its standard library below prefix. With "" Python searches
// for it. start is called once per process.
func start(prefix, program string) (*Interpreter, error) {
	version := C.GoString(C.Py_GetVersion())
	// Go code and C code read Python's structs as the headers lay them out.
	if !strings.HasPrefix(version, headers()+".") {
		return nil, fmt.Errorf("start python: built with the headers of %s, loaded the library of %s", headers(), version)
	}
	home, executable := C.CString(prefix), C.CString(program)
	defer C.free(unsafe.Pointer(home))
	defer C.free(unsafe.Pointer(executable))
	if failure := C.bb_py_start(home, executable); failure != nil {
		defer C.free(unsafe.Pointer(failure))
		return nil, fmt.Errorf("start python %s with home %q: %s", headers(), prefix, C.GoString(failure))
	}
	return &Interpreter{version: version}, nil
}

// Version is what sys.version says: the version, the build and the compiler.
func (py *Interpreter) Version() string { return py.version }

// headers is the version that this program was compiled for, such as 3.11.
func headers() string { return fmt.Sprintf("%d.%d", C.PY_MAJOR_VERSION, C.PY_MINOR_VERSION) }
