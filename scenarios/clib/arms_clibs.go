//go:build clibs && cgo

package clib

// #include <stdlib.h>
import "C"

import (
	"unsafe"

	"github.com/bufbench/bufbench/bench"
)

// copyFresh is the idiom without a thought about the rules of cgo: malloc, copy, the
// call, free. Note: C.CBytes does the first two, but in builds with -asan it
// allocates on Go's heap too.
func copyFresh(b *bench.Block, src *source) (bench.Op, error) {
	consume, err := library(b)
	passes := b.Case.Passes
	return bench.Op{
		Hold: src.hold,
		Run: func(n int) (sum uint64) {
			for range n {
				p := src.take()
				room := C.malloc(C.size_t(len(p))) // ends the process rather than return nil
				// Unsafe: len(p) bytes at room are this operation's until it frees
				// them; bytes need no alignment, and malloc's suits doubles;
				// nobody else writes.
				copied := unsafe.Slice((*byte)(room), len(p))
				copy(copied, p)
				src.giveBack()
				sum += consume(copied, passes)
				C.free(room)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, err
}

// copyKept copies into C memory that is kept between operations.
func copyKept(b *bench.Block, src *source) (bench.Op, error) {
	passes := b.Case.Passes
	kept, err := room(b)
	if err != nil {
		return bench.Op{}, err
	}
	b.Fill(kept)
	consume, err := library(b)
	return bench.Op{
		Hold: src.hold,
		Run: func(n int) (sum uint64) {
			for range n {
				p := kept[:copy(kept, src.take())]
				src.giveBack()
				sum += consume(p, passes)
			}
			return sum
		},
		Cost: bench.Cost{Copied: b.Case.Size},
	}, err
}

// viewPointer hands over the address of the bytes where they are.
func viewPointer(b *bench.Block, src *source) (bench.Op, error) {
	consume, err := library(b)
	passes := b.Case.Passes
	return bench.Op{
		Hold: src.hold,
		Run: func(n int) (sum uint64) {
			for range n {
				sum += consume(src.take(), passes)
				src.giveBack()
			}
			return sum
		},
	}, err
}
