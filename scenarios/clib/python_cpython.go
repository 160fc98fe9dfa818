//go:build clibs && cgo && cpython

package clib

/*
#cgo pkg-config: python3-embed
#include "py_loan.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// pythonVersion is that of the embedded Python.
func pythonVersion() []bench.Version {
	py, err := cpython.Start()
	if err != nil {
		return nil
	}
	return []bench.Version{{Of: "python", Number: py.Release()}}
}

// borrowed returns a source in a bytes object, which operations borrow by the buffer
// protocol with the GIL held. The block releases the object.
func borrowed(b *bench.Block) (*source, error) {
	py, err := cpython.Start()
	if err != nil {
		return nil, err
	}
	object, err := py.Bytes(int(b.Case.Size), func(p []byte) { fill(b, p) })
	if err != nil {
		return nil, err
	}
	b.Defer(object.Close)
	at, err := object.Memory()
	if err != nil {
		return nil, err
	}
	own(b, at, object.Poke)
	loan, err := openLoan(b, py, object)
	return &source{loan: loan, hold: py.Do}, err
}

// openLoan opens the way to borrow the object's bytes, closed before the object
// is.
func openLoan(b *bench.Block, py *cpython.Interpreter, object *cpython.Object) (loan, error) {
	// Unsafe: the Object owns the PyObject and is closed after the loan, because
	// the block runs its deferred calls last in first out.
	l := C.bb_loan_new((*C.PyObject)(object.Pointer()))
	if l == nil {
		return loan{}, errors.New("open a loan of a python object: no memory")
	}
	b.Defer(func() { C.bb_loan_free(l) })
	take := func() []byte {
		if C.bb_loan_take(l) != 0 {
			// An operation without its bytes must not look like a fast one.
			panic(fmt.Errorf("get a buffer: %w", py.Raised()))
		}
		// Unsafe: data is the address of size bytes that Python keeps in place
		// until the loan is given back; a bytes object's begin at a multiple of
		// eight; nobody writes while the GIL is held.
		return unsafe.Slice(*(**byte)(unsafe.Pointer(&l.data)), int(l.size))
	}
	return loan{take: take, giveBack: func() { C.bb_loan_give_back(l) }}, nil
}
