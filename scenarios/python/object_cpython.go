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

// list is the items of a Python list, made at once, as a call for each would take
// seconds for a million. They are borrowed: the block keeps the list.
func (e *exporter) list(b *bench.Block, expression string) (items []*C.PyObject, err error) {
	list, err := e.made(b, expression)
	if err != nil {
		return nil, err
	}
	e.py.Do(func() {
		items = make([]*C.PyObject, int(C.PyList_Size(ref(list))))
		for i := range items {
			items[i] = C.PyList_GetItem(ref(list), C.Py_ssize_t(i))
		}
	})
	return items, nil
}
