//go:build cpython && cgo

package cpython

/*
#include "py_hold.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/bufbench/bufbench/scenarios/buffer"
)

// Buffer is one export of an object's memory to Go: the object stays alive, and
// its memory in place, until Release. Its methods may be called from any
// goroutine, with the GIL or without, but not several at the same time; views
// of it are free of that.
type Buffer struct {
	holding *holding
	asked   Flags
	size    int         // bytes of all items
	ended   bool        // Release was called
	line    buffer.Line // most often all of it, and nothing of what follows is set
	said    description // what the exporter said and base does not
	base    buffer.View // counts for the Buffer itself
	odd     *odd        // nil if base is a view
}

// holding is what a Buffer and all of its views share. It is the owner of their memory.
type holding struct {
	hold  *C.bb_py_hold // nil once it was given back
	lease buffer.Lease
}

// description is what an exporter said of its memory, beside the numbers.
type description struct {
	format              string
	strides, suboffsets bool // it gave some
}

// odd is a layout that cannot be viewed, and why.
type odd struct {
	layout buffer.Layout
	err    error
}

// Buffer asks o for its memory, in one call of C, with the GIL or without. The
// caller releases the buffer. The error is a [*Refusal].
func (py *Interpreter) Buffer(o *Object, flags Flags) (*Buffer, error) {
	return py.get(new(Buffer), o, flags) // it may stay on the caller's stack
}

func (py *Interpreter) get(b *Buffer, o *Object, flags Flags) (*Buffer, error) {
	if o == nil || o.ref == nil {
		return nil, fmt.Errorf("get a buffer: %w", o.closed())
	}
	hold := py.ask(o, flags)
	if hold != nil && hold.buffer != nil && b.isLine(hold, flags) {
		return b, nil
	}
	return py.buffer(b, o, hold, flags, request{op: "get the buffer"})
}

// isLine makes b, of zero value, the Buffer of what C holds, if it is as most is: asked
// for all that there is, and items of one letter side by side in one dimension.
func (b *Buffer) isLine(hold *C.bb_py_hold, flags Flags) bool {
	from := hold.buffer
	if hold.dense == 0 || from.ndim != 1 || hold.letter == 0 || flags != FullRO && (flags != Full || from.readonly != 0) {
		return false
	}
	// Unsafe: as in place. A dense buffer has a shape of ndim numbers.
	line, ok := buffer.LineAt(from.buf, byte(hold.letter), int(from.itemsize), int(*from.shape))
	if !ok {
		return false
	}
	if from.readonly != 0 {
		line = line.ReadOnly()
	}
	h := &holding{hold: hold}
	h.lease.Lend(h)
	b.holding, b.asked, b.size, b.line = h, flags, int(from.len), line
	return true
}

// request says in errors what was being done.
type request struct{ op, asked string } // asked is empty for the flags

// MemoryView is PyMemoryView_GET_BUFFER of o done right, in one call of C. o must be a
// memoryview (ErrNotMemoryView), and neither o nor the buffer shared with its slices
// may be released (buffer.ErrReleased). o is exported once more, so Python's release()
// fails until the caller's [Buffer.Release].
func (py *Interpreter) MemoryView(o *Object) (*Buffer, error) {
	return py.look(new(Buffer), o) // as in Buffer
}

func (py *Interpreter) look(b *Buffer, o *Object) (*Buffer, error) {
	if err := o.closed(); err != nil {
		return nil, fmt.Errorf("look at a memoryview: %w", err)
	}
	hold := py.hold(func() *C.bb_py_hold { return C.bb_py_hold_memoryview(o.number()) })
	return py.buffer(b, o, hold, FullRO, request{"look at a memoryview", "a memoryview"})
}

// buffer makes b, of zero value, the Buffer of what C holds, or returns an error of why it
// does not.
func (py *Interpreter) buffer(b *Buffer, o *Object, hold *C.bb_py_hold, flags Flags, r request) (*Buffer, error) {
	if hold == nil {
		return nil, errors.New(r.op + ": no memory")
	}
	if hold.buffer == nil {
		return nil, py.refusal(o, hold, flags, r)
	}
	var layout buffer.Layout
	if err := describe(&layout, hold, flags); err != nil {
		letGo(hold)
		return nil, fmt.Errorf("%s of a python %s: %w", r.op, py.typeOf(o), err)
	}
	if kind := ignored(hold.buffer, flags); kind != nil {
		letGo(hold)
		return nil, py.ignorance(o, flags, kind, r)
	}
	b.holding, b.asked, b.size = &holding{hold: hold}, flags, int(hold.buffer.len)
	b.place(hold, &layout)
	return b, nil
}

// describe fills in the layout that a hold's exporter gives. Its slices and its format lie
// in the exporter's memory.
func describe(layout *buffer.Layout, hold *C.bb_py_hold, asked Flags) error {
	from := hold.buffer
	layout.ItemSize, layout.ReadOnly = int(from.itemsize), from.readonly != 0
	if from.ndim < 0 || from.ndim > buffer.MaxDims || from.len < 0 || from.itemsize < 0 {
		return fmt.Errorf("an exporter gives %d dimensions, %d bytes, items of %d: %w", from.ndim, from.len, from.itemsize, buffer.ErrShape)
	}
	if !asked.Has(ND) {
		// Whatever ndim and itemsize say then, it is bytes.
		layout.Format, layout.ItemSize, layout.Shape = "B", 1, []int{int(from.len)}
		return nil
	}
	n := int(from.ndim)
	if n > 0 && from.shape == nil {
		return fmt.Errorf("an exporter gives no shape for %d dimensions: %w", n, buffer.ErrShape)
	}
	layout.Shape = column(from.shape, n)
	layout.Strides = column(from.strides, n)
	layout.Suboffsets = column(from.suboffsets, n)
	switch {
	case from.format != nil:
		// Unsafe: the text is the exporter's, without a change while it is held.
		layout.Format = unsafe.String((*byte)(unsafe.Pointer(from.format)), int(hold.format))
	case layout.ItemSize != 1 && !asked.Has(Format):
		layout.Format = fmt.Sprintf("%ds", layout.ItemSize) // so many bytes of unknown meaning
	default:
		layout.Format = "B"
	}
	return nil
}

// column is a field of one number per dimension, in the exporter's memory; nil stays nil.
func column(from *C.Py_ssize_t, n int) []int {
	if from == nil || n == 0 {
		return nil
	}
	// Unsafe: the protocol gives such a field as many numbers as the buffer has
	// dimensions. They belong to the exporter or to the Py_buffer, which are held. Both
	// types are of 64 bits: py_version.h refuses other Pythons.
	return unsafe.Slice((*int)(unsafe.Pointer(from)), n)
}

// place makes base the view of a layout that a hold describes, or notes why it cannot.
func (b *Buffer) place(hold *C.bb_py_hold, layout *buffer.Layout) {
	text := layout.Format
	layout.Format = usable(layout, hold.ctypes != 0)
	// Unsafe: the exporter keeps its memory at buf in place while it is held, which is
	// until Free, and vouches for the bounds.
	err := b.base.Lend(&b.holding.lease, b.holding, hold.buffer.buf, layout)
	same := text == layout.Format
	layout.Format = text
	switch {
	case err != nil:
		err = fmt.Errorf("view a buffer: %w", err)
	case b.base.Len() != b.size:
		err = fmt.Errorf("view a buffer of %s: its exporter says %d bytes: %w", *layout, b.size, buffer.ErrSize)
	}
	if err != nil {
		b.odd = &odd{kept(*layout), err}
		return
	}
	b.said = description{b.base.Format(), layout.Strides != nil, layout.Suboffsets != nil}
	if !same {
		b.said.format = strings.Clone(text)
	}
}

// kept is the layout in memory of its own.
func kept(layout buffer.Layout) buffer.Layout {
	layout.Format = strings.Clone(layout.Format)
	layout.Shape = slices.Clone(layout.Shape)
	layout.Strides = slices.Clone(layout.Strides)
	layout.Suboffsets = slices.Clone(layout.Suboffsets)
	return layout
}

// Layout is what the exporter said, as far as it was asked: it is a single
// dimension of bytes unless ND was.
func (b *Buffer) Layout() buffer.Layout {
	if b.line.IsLine() {
		return b.line.Layout()
	}
	if b.odd != nil {
		return kept(b.odd.layout)
	}
	layout := b.base.Layout()
	layout.Format = b.said.format
	if !b.said.strides {
		layout.Strides = nil
	}
	if b.said.suboffsets && layout.Suboffsets == nil && layout.Shape != nil {
		layout.Suboffsets = make([]int, len(layout.Shape)) // of which each says that there is no pointer
		for i := range layout.Suboffsets {
			_, _, layout.Suboffsets[i] = b.base.Dim(i)
		}
	}
	return layout
}

// Len is the bytes of all items, which need not lie side by side.
func (b *Buffer) Len() int { return b.size }

// Flags are what was asked for.
func (b *Buffer) Flags() Flags { return b.asked }

// gather copies all items to to, in C order, by PyBuffer_ToContiguous: what
// View's CopyTo is measured against. It is called inside Do, before Release.
func (b *Buffer) gather(to []byte) error {
	// Unsafe: to keeps its bytes alive until Python returns, which writes
	// len(to) of them and keeps no pointer.
	if C.PyBuffer_ToContiguous(unsafe.Pointer(unsafe.SliceData(to)), b.holding.hold.buffer, C.Py_ssize_t(len(to)), 'C') != 0 {
		return (*Interpreter)(nil).Raised()
	}
	return nil
}
