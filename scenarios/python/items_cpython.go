//go:build cpython && cgo

package python

/*
#include "py_items.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// items is a one-dimensional Python object whose items have eight bytes, in the
// memory of another.
type items struct {
	*exporter
	base  *cpython.Object // whose memory it is
	first int             // the byte of it at which the first item begins
	count int
	order
}

// most is the largest memory that is made for a case.
const most = 256 * bench.MiB

// openItems makes the items of expression, which calls base o, and says how proof
// changes them. Without numpy only its own cases skip.
func openItems(b *bench.Block, base maker, expression string, first int, o order) (*items, error) {
	count := int(b.Case.Size / word)
	size := bench.Bytes(count) * bench.Bytes(o.stride)
	if size > most {
		fits := most / bench.Bytes(o.stride) * word
		return nil, b.Skip(fmt.Sprintf("the object would take %s, and at most %s are made", size, most), "-sizes "+fits.String())
	}
	py, err := cpython.Start()
	if err != nil {
		return nil, err
	}
	below, err := open(b, py, base, size, func(i int) int { return first + i/int(word)*o.stride + i%int(word) })
	if err != nil {
		return nil, err
	}
	object, err := below.made(b, expression)
	return &items{&exporter{py, object}, below.object, first, count, o}, err
}

// contiguous reports whether Python finds the items side by side: a single one
// always is.
func (s *items) contiguous() bool { return s.stride == int(word) || s.count == 1 }

// copiedByPython is the number of bytes that Python's own functions move to bring the
// items side by side. Python gathers items with a stride into a buffer first, and
// copies them from there.
func (s *items) copiedByPython() bench.Bytes {
	size := bench.Bytes(s.count) * word
	if s.contiguous() {
		return size
	}
	return 2 * size
}

// hold opens an empty hold on the items, freed with the block.
func (s *items) hold(b *bench.Block) (*C.bb_items, error) {
	// Unsafe: the Object owns the PyObject and is closed after the hold, because
	// the block runs its deferred calls last in first out.
	i := C.bb_items_new(ref(s.object))
	if i == nil {
		return nil, errors.New("allocate a hold on items: no memory")
	}
	b.Defer(func() { C.bb_items_free(i) })
	return i, nil
}

// span is the memory from the first held item to the last, gaps included, not copied.
// It is valid until the hold is released.
func span(i *C.bb_items) []byte {
	// Unsafe: data is the address of count items, stride bytes apart, in memory
	// that Python keeps in place while it is held; read as bytes they need no
	// alignment. The GIL keeps Python code from writing to them.
	return unsafe.Slice(*(**byte)(unsafe.Pointer(&i.data)), int((i.count-1)*i.stride)+int(word))
}

// itemsPart is the first items, held by the buffer until the block is closed; it
// alone keeps the object. It panics as an operation does.
func itemsPart(b *bench.Block, src *items) any {
	i, err := src.hold(b)
	if err != nil {
		panic(err)
	}
	src.py.Do(func() {
		if C.bb_items_get(i) != 0 {
			src.fail("get a buffer")
		}
	})
	b.Defer(func() { src.py.Do(func() { C.bb_items_release(i) }) })
	src.object.Close()
	src.base.Close()
	n := (min(src.count, int(bench.PartSize/word))-1)*int(i.stride) + int(word)
	return span(i)[:n:n]
}
