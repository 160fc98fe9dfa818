//go:build cpython && cgo

package python

/*
#include "py_lease.h"
*/
import "C"

import (
	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// ref is o for C code, borrowed: o is closed after its last use, because blocks
// run what they defer last in first out.
func ref(o *cpython.Object) *C.PyObject { return (*C.PyObject)(o.Pointer()) }

// made is the value of a Python expression over the object, which is called o
// there. The block closes it.
func (e *exporter) made(b *bench.Block, expression string) (*cpython.Object, error) {
	value, err := e.py.Eval(expression, map[string]*cpython.Object{"o": e.object})
	if err == nil {
		b.Defer(value.Close)
	}
	return value, err
}
