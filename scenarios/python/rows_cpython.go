//go:build cpython && cgo

package python

import (
	"encoding/binary"
	"fmt"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/buffer"
	"github.com/bufbench/bufbench/scenarios/cpython"
)

// rows is an image of which each row lies behind a pointer: an exporter with
// suboffsets, of rows in the memory of a bytearray.
type rows struct{ *exporter }

// openRows makes the image, its rows in random order. Sizes that are no multiple
// of the row have the shortest.
func openRows(b *bench.Block) (*rows, error) {
	width, err := bench.ParseBytes(b.Case.Get(row))
	if err != nil || width < leastRow {
		return nil, fmt.Errorf("axis %s: %q is no size from %s on", row, b.Case.Get(row), leastRow)
	}
	if b.Case.Size%width != 0 {
		width = leastRow
	}
	py, err := cpython.Start()
	if err != nil {
		return nil, err
	}
	wide := int(width)
	at := b.Rand.Perm(int(b.Case.Size) / wide) // where each row lies, in rows
	pixels, err := open(b, py, py.ByteArray, b.Case.Size, func(i int) int { return at[i/wide]*wide + i%wide })
	if err != nil {
		return nil, err
	}
	memory, err := pixels.object.Memory()
	if err != nil {
		return nil, err
	}
	object, err := export(b, py, pointers(memory, at, wide), buffer.Layout{
		Format: "B", Shape: []int{len(at), wide}, Strides: []int{pointer, 1}, Suboffsets: []int{0, -1},
	}, memory)
	return &rows{&exporter{py, object}}, err
}

// pointer is the size of one.
const pointer = int(unsafe.Sizeof(uintptr(0)))

// pointers is a table of where the rows lie.
func pointers(memory []byte, at []int, wide int) []byte {
	table := make([]byte, len(at)*pointer)
	for i, place := range at {
		// Unsafe: the address of a row in Python's memory, which the bytearray
		// keeps in place; the table is read as pointers by whoever has the buffer.
		address := uintptr(unsafe.Pointer(&memory[place*wide]))
		binary.NativeEndian.PutUint64(table[i*pointer:], uint64(address))
	}
	return table
}

// export hands a view of table, of which the pointers lead into memory, to Python.
// The block closes it.
func export(b *bench.Block, py *cpython.Interpreter, table []byte, layout buffer.Layout, memory []byte) (*cpython.Object, error) {
	view, err := buffer.New(buffer.NewLease(nil, table, memory), 0, layout)
	if err != nil {
		return nil, err
	}
	b.Defer(func() { _ = view.Release() }) // of memory that the collector frees
	e, err := py.Export(view)
	if err != nil {
		return nil, err
	}
	b.Defer(func() {
		if err := e.Close(); err != nil {
			panic(fmt.Errorf("take an image back from python: %w", err))
		}
	})
	return e.Object(), nil
}
