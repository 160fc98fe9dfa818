//go:build cpython && cgo

package python

/*
#cgo pkg-config: python3-embed
#include "py_lease.h"
*/
import "C"

import (
	"errors"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// lease opens an empty hold on the exporter, freed with the block. Go reads
// what it holds from the C struct rather than by another call.
func (e *exporter) lease(b *bench.Block) (*C.bb_lease, error) {
	// Unsafe: the exporter's Object owns the PyObject and is closed after the
	// lease, because the block runs its deferred calls last in first out.
	l := C.bb_lease_new((*C.PyObject)(e.object.Pointer()))
	if l == nil {
		return nil, errors.New("allocate a lease: no memory")
	}
	b.Defer(func() { C.bb_lease_free(l) })
	return l, nil
}

// held is the memory that a lease holds, not copied. It is valid until the
// lease is released, dropped or moved on.
func held(l *C.bb_lease) []byte {
	// Unsafe: data is the address of size bytes of C memory that Python keeps
	// in place while they are held; read as bytes they need no alignment. The
	// GIL keeps Python code from writing to them.
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&l.data)), int(l.size))
}

// letGo gives back what a lease holds.
func letGo(l *C.bb_lease) { C.bb_lease_let(l) }
