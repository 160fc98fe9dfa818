//go:build cgo

package cmem

// #include <stdlib.h>
import "C"

import (
	"fmt"
	"unsafe"

	"github.com/bufbench/bufbench/bench"
	"github.com/bufbench/bufbench/scenarios/kernel"
)

// newList returns a list of n pieces in C memory, freed when the block is
// closed. All are nil at first, because Go's write barrier looks at what a
// pointer overwrites.
func newList(b *bench.Block, n int) ([]kernel.Piece, error) {
	at := C.calloc(C.size_t(n), C.size_t(unsafe.Sizeof(kernel.Piece{})))
	if at == nil {
		return nil, fmt.Errorf("allocate a list of %d pieces in C memory: calloc returned NULL", n)
	}
	b.Defer(func() { C.free(at) })
	// Unsafe: the block owns n zeroed pieces at a place that calloc aligned for
	// any type, until it is closed; only the arm that asked writes them.
	return unsafe.Slice((*kernel.Piece)(at), n), nil
}

// pack copies the buffers into area, one behind the other, and lists where.
// There is room for all of them.
func (all buffers) pack(area []byte, list []kernel.Piece) {
	for i, p := range all {
		n := copy(area, p)
		list[i] = kernel.Piece{At: unsafe.Pointer(unsafe.SliceData(area)), Size: uintptr(n)}
		area = area[n:]
	}
}

// consumer is how C consumes what a list says, in one call. A single piece is
// handed over without the list, as one writes it.
func consumer(b *bench.Block) func(list []kernel.Piece, passes int) uint64 {
	one, many := kernel.NativeSum(), kernel.NativePieces()
	watch := b.Watch()
	return func(list []kernel.Piece, passes int) uint64 {
		if watch != nil {
			for _, p := range list {
				watch(p.Bytes())
			}
		}
		if len(list) == 1 {
			return one(list[0].Bytes(), passes)
		}
		return many(list, passes)
	}
}
