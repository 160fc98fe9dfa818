//go:build cpython && cgo

package cpython

/*
#include "py_hold.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"sync/atomic"
	"unsafe"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// Buffer is one export of an object's memory to Go: the object stays alive, and
// its memory in place, until Release. Its methods may be called from any
// goroutine, with the GIL or without, but not several at the same time; views
// of it are free of that.
type Buffer struct {
	hold   atomic.Pointer[C.bb_py_hold] // nil once it was given back
	asked  Flags
	layout buffer.Layout  // copied out of the Py_buffer
	start  unsafe.Pointer // of item 0: the exporter's memory, valid while it is held
	size   int            // bytes of all items
	base   *buffer.View   // counts for the Buffer itself; nil before the first View
	lease  *buffer.Lease  // of base
	ended  bool           // Release was called
	ctypes bool           // wrote the format, of records
}

// Buffer asks o for its memory, in one call of C, with the GIL or without. The
// caller releases the buffer. The error is a [*Refusal].
func (py *Interpreter) Buffer(o *Object, flags Flags) (*Buffer, error) {
	if err := o.closed(); err != nil {
		return nil, fmt.Errorf("get a buffer: %w", err)
	}
	hold := py.hold(func() *C.bb_py_hold { return C.bb_py_hold_get(o.ref, C.int(flags)) })
	return py.buffer(o, hold, flags, "get the buffer", flags.String())
}

// MemoryView is PyMemoryView_GET_BUFFER of o done right, in one call of C. o must be a
// memoryview (ErrNotMemoryView), and neither o nor the buffer shared with its slices
// may be released (buffer.ErrReleased). o is exported once more, so Python's release()
// fails until the caller's [Buffer.Release].
func (py *Interpreter) MemoryView(o *Object) (*Buffer, error) {
	if err := o.closed(); err != nil {
		return nil, fmt.Errorf("look at a memoryview: %w", err)
	}
	hold := py.hold(func() *C.bb_py_hold { return C.bb_py_hold_memoryview(o.ref) })
	return py.buffer(o, hold, FullRO, "look at a memoryview", "a memoryview")
}

// buffer makes a Buffer of what C holds, or an error of why it does not.
func (py *Interpreter) buffer(o *Object, hold *C.bb_py_hold, flags Flags, op, asked string) (*Buffer, error) {
	if hold == nil {
		return nil, errors.New(op + ": no memory")
	}
	if hold.buffer == nil {
		return nil, py.refusal(o, hold, flags, op, asked)
	}
	b := &Buffer{asked: flags}
	b.hold.Store(hold)
	b.ctypes = hold.ctypes != 0
	if err := b.read(hold.buffer); err != nil {
		letGo(hold)
		return nil, fmt.Errorf("%s of a python %s: %w", op, py.typeOf(o), err)
	}
	if kind := ignored(hold.buffer, flags); kind != nil {
		letGo(hold)
		return nil, py.ignorance(o, flags, kind, op, asked)
	}
	return b, nil
}

// read copies the fields of the Py_buffer out to Go.
func (b *Buffer) read(from *C.Py_buffer) error {
	if from.ndim < 0 || from.ndim > buffer.MaxDims || from.len < 0 || from.itemsize < 0 {
		return fmt.Errorf("an exporter gives %d dimensions, %d bytes, items of %d: %w", from.ndim, from.len, from.itemsize, buffer.ErrShape)
	}
	b.start, b.size = from.buf, int(from.len)
	b.layout = buffer.Layout{ItemSize: int(from.itemsize), ReadOnly: from.readonly != 0}
	if !b.asked.Has(ND) {
		// Whatever ndim and itemsize say then, it is bytes.
		b.layout.Format, b.layout.ItemSize, b.layout.Shape = "B", 1, []int{b.size}
		return nil
	}
	n := int(from.ndim)
	if n > 0 && from.shape == nil {
		return fmt.Errorf("an exporter gives no shape for %d dimensions: %w", n, buffer.ErrShape)
	}
	b.layout.Shape = column(from.shape, n)
	b.layout.Strides = column(from.strides, n)
	b.layout.Suboffsets = column(from.suboffsets, n)
	b.layout.Format = b.format(from.format)
	return nil
}

// format is the exporter's. Without a request for the format, an item is so many bytes
// of unknown meaning.
func (b *Buffer) format(from *C.char) string {
	switch {
	case from != nil:
		return C.GoString(from)
	case b.layout.ItemSize != 1 && !b.asked.Has(Format):
		return fmt.Sprintf("%ds", b.layout.ItemSize)
	}
	return "B"
}

// column copies a field of one number a dimension; nil stays nil.
func column(from *C.Py_ssize_t, n int) []int {
	if from == nil || n == 0 {
		return nil
	}
	to := make([]int, n)
	// Unsafe: the protocol gives such a field as many numbers as the buffer has
	// dimensions; they belong to the exporter or to the Py_buffer, which are held.
	for i, x := range unsafe.Slice(from, n) {
		to[i] = int(x)
	}
	return to
}

// Layout is what the exporter said, as far as it was asked: it is a single
// dimension of bytes unless ND was.
func (b *Buffer) Layout() buffer.Layout { return b.layout }

// Len is the bytes of all items, which need not lie side by side.
func (b *Buffer) Len() int { return b.size }

// Flags are what was asked for.
func (b *Buffer) Flags() Flags { return b.asked }

// gather copies all items to to, in C order, by PyBuffer_ToContiguous: what
// View's CopyTo is measured against. It is called inside Do, before Release.
func (b *Buffer) gather(to []byte) error {
	// Unsafe: to keeps its bytes alive until Python returns, which writes
	// len(to) of them and keeps no pointer.
	if C.PyBuffer_ToContiguous(unsafe.Pointer(unsafe.SliceData(to)), b.hold.Load().buffer, C.Py_ssize_t(len(to)), 'C') != 0 {
		return (*Interpreter)(nil).Raised()
	}
	return nil
}
