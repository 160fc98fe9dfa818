//go:build cgo

package kernel

/*
#cgo noescape bb_sum_pieces
#cgo nocallback bb_sum_pieces
#include "c_kernel.h"
*/
import "C"

import "unsafe"

// Piece tells C where some bytes of a sum are. C lays it out alike.
type Piece struct {
	At   unsafe.Pointer
	Size uintptr
}

// Bytes is the piece as a slice, good as long as what it points to.
func (p Piece) Bytes() []byte {
	// Unsafe: whoever made the piece says that Size bytes lie at At.
	return unsafe.Slice((*byte)(p.At), p.Size)
}

var _ [C.sizeof_bb_piece]byte = [unsafe.Sizeof(Piece{})]byte{}

// NativeSum returns the widest version of [Sum] in C that this CPU can run, for
// scenarios in which C consumes: a call of it is one cgo call.
func NativeSum() func(p []byte, passes int) uint64 {
	width := widest()
	return func(p []byte, passes int) uint64 { return cSum(width, p, passes) }
}

// NativePieces returns the sum of [NativeSum] over every piece of a list, in one
// cgo call. What the pieces point to must stay in place until it returns: it is
// C memory, or pinned.
func NativePieces() func(list []Piece, passes int) uint64 {
	width := widest()
	return func(list []Piece, passes int) uint64 {
		if len(list) == 0 || passes <= 0 {
			return 0
		}
		// Unsafe: list keeps its pieces alive until C returns, C reads len(list)
		// of them, laid out as [Piece] is, and keeps no pointer.
		first := (*C.bb_piece)(unsafe.Pointer(unsafe.SliceData(list)))
		return uint64(C.bb_sum_pieces(width, first, C.size_t(len(list)), C.size_t(passes)))
	}
}

// widest is the last of the widths that this CPU can run.
func widest() C.int {
	best := C.int(C.BB_PLAIN)
	for _, w := range widths {
		if C.bb_has(w.width) != 0 {
			best = w.width
		}
	}
	return best
}
