//go:build cpython && cgo

package cpython

/*
#include <stdlib.h>
#include "py_script.h"
*/
import "C"

import (
	"fmt"
	"strings"
	"unsafe"
)

// Exec runs Python statements in a namespace of their own that holds names.
// A raised exception comes back as an *[Error]. It borrows the objects.
func (py *Interpreter) Exec(code string, names map[string]*Object) error {
	result, err := py.run(C.Py_file_input, code, names)
	if err != nil {
		return err
	}
	result.Close() // None
	return nil
}

// Eval returns the value of a Python expression over names, as Exec has them.
// The caller closes the object.
func (py *Interpreter) Eval(expression string, names map[string]*Object) (*Object, error) {
	return py.run(C.Py_eval_input, expression, names)
}

func (py *Interpreter) run(start C.int, code string, names map[string]*Object) (result *Object, err error) {
	if strings.IndexByte(code, 0) >= 0 {
		return nil, fmt.Errorf("run %q: it has a null byte, and Python reads code up to the first one", code)
	}
	for name, object := range names {
		if strings.IndexByte(name, 0) >= 0 {
			return nil, fmt.Errorf("run %q: the name %q has a null byte", code, name)
		}
		if err := object.closed(); err != nil {
			return nil, fmt.Errorf("run %q with the name %s: %w", code, name, err)
		}
	}
	py.Do(func() {
		ref := py.try(start, code, names)
		if ref == nil {
			err = fmt.Errorf("run %q: %w", code, py.Raised())
			return
		}
		result = &Object{py, ref}
	})
	return result, err
}

// try returns a new reference, or nil with an exception pending.
func (py *Interpreter) try(start C.int, code string, names map[string]*Object) *C.PyObject {
	namespace := C.bb_py_namespace()
	if namespace == nil {
		return nil
	}
	defer C.bb_py_decref(namespace)
	for name, object := range names {
		key := C.CString(name)
		failed := C.PyDict_SetItemString(namespace, key, object.ref)
		C.free(unsafe.Pointer(key))
		if failed != 0 {
			return nil
		}
	}
	text := C.CString(code)
	defer C.free(unsafe.Pointer(text))
	return C.bb_py_run(text, start, namespace)
}
