//go:build cpython && cgo

package cpython

/*
#include "py_object.h"
*/
import "C"

import (
	"errors"
	"fmt"
)

// Bytes makes a bytes object of size bytes. fill writes all of them, under the
// GIL and before Python sees the object, and keeps no slice of them; so do the
// fills of the other makers. The caller closes the object.
func (py *Interpreter) Bytes(size int, fill func([]byte)) (*Object, error) {
	return py.export("bytes", size, fill, func(n C.Py_ssize_t) *C.PyObject { return C.bb_py_new_bytes(n) })
}

// ByteArray makes a bytearray.
func (py *Interpreter) ByteArray(size int, fill func([]byte)) (*Object, error) {
	return py.export("bytearray", size, fill, func(n C.Py_ssize_t) *C.PyObject { return C.bb_py_new_bytearray(n) })
}

// Array makes an array.array of typecode B.
func (py *Interpreter) Array(size int, fill func([]byte)) (*Object, error) {
	return py.export("array.array", size, fill, func(n C.Py_ssize_t) *C.PyObject { return C.bb_py_new_array(n) })
}

// NumPy makes a one-dimensional numpy array of uint8. The error is a
// *[Missing] when numpy cannot be imported.
func (py *Interpreter) NumPy(size int, fill func([]byte)) (*Object, error) {
	o, err := py.export("numpy array", size, fill, func(n C.Py_ssize_t) *C.PyObject { return C.bb_py_new_numpy(n) })
	var raised *Error
	if errors.As(err, &raised) && (raised.Type == "ModuleNotFoundError" || raised.Type == "ImportError") {
		return nil, &Missing{Reason: "numpy cannot be imported: " + raised.Error(), Hint: "apt-get install python3-numpy"}
	}
	return o, err
}

// ByteArrayView makes a writable memoryview over a bytearray of its own.
func (py *Interpreter) ByteArrayView(size int, fill func([]byte)) (*Object, error) {
	return py.export("memoryview", size, fill, func(n C.Py_ssize_t) *C.PyObject { return C.bb_py_new_memoryview(n) })
}

// export makes an object that exports a buffer. No byte passes through Python
// code or through a copy on the Go side.
func (py *Interpreter) export(kind string, size int, fill func([]byte), create func(C.Py_ssize_t) *C.PyObject) (o *Object, err error) {
	py.Do(func() {
		ref := create(C.Py_ssize_t(size))
		if ref == nil {
			err = fmt.Errorf("make a %s of %d bytes: %w", kind, size, py.Raised())
			return
		}
		made := &Object{py, ref}
		var memory []byte
		if memory, err = made.Memory(); err == nil && len(memory) != size {
			err = fmt.Errorf("make a %s of %d bytes: python made one of %d", kind, size, len(memory))
		}
		if err != nil {
			made.Close()
			return
		}
		fill(memory)
		o = made
	})
	return o, err
}
